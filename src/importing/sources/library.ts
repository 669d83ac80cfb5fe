// Reading a service of the library dialect by numbered pages, oldest first: what has a file, then what has none, then
// collections, after everything that can be in them.
import { CoreError, checkItemCount } from '../../core/index.ts';
import {
  countIn,
  countOrNullIn,
  eachOf,
  type Fields,
  fieldsOf,
  flagIn,
  idIn,
  idOf,
  labelOf,
  listOf,
  nameIn,
  textIn,
  textOrNullIn,
} from '../reading.ts';
import type { Remote } from '../remote.ts';
import type { RemoteAsset, RemoteReference, Source, Unseen } from '../source.ts';
import { decodedOrNull } from '../told.ts';

/** Paths of the dialect begin so. */
const BASE = '/api/v1/';
const PAGE = 100;
const MOST_PASSES = 3;
const REFERENCES = ['link', 'external_video', 'git'] as const;

export function librarySource(remote: Remote): Source {
  /** Removals move what comes after them to earlier pages, so that it is missed: then the pages are walked again. */
  async function* list(type?: string): AsyncGenerator<readonly unknown[]> {
    for (let pass = 1; pass <= MOST_PASSES; pass++) {
      const totals = { first: 0, last: 0 };
      let before = '';
      for (let page = 1; ; page++) {
        const { records, total, pages } = await readPage(page, PAGE, type);
        const first = labelOf(records[0]);
        if (first !== '' && first === before)
          throw new CoreError('malformed', 'The pages of the other service do not end.');
        before = first;
        if (page === 1) totals.first = total;
        totals.last = total;
        yield records;
        if (records.length === 0 || page >= pages) break;
      }
      if (totals.last >= totals.first) return;
    }
  }

  async function readPage(page: number, size: number, type?: string) {
    const query = new URLSearchParams({ page: String(page), per_page: String(size), sort: 'created_at', order: 'asc' });
    if (type !== undefined) query.set('asset_type', type);
    const answer = fieldsOf(await remote.json(remote.at(`/api/v1/assets?${query}`)), 'a page');
    const pagination = fieldsOf(answer['pagination'], 'a page');
    return {
      records: listOf(answer['data'], 'a page'),
      total: countIn(pagination, 'total'),
      pages: countIn(pagination, 'total_pages'),
    };
  }

  /** Lists need not tell what is in a collection. */
  function readCollection(fields: Fields): RemoteReference | Unseen<RemoteReference> {
    if (Array.isArray(fields['items'])) return readReference(fields, 'collection', idsIn(fields['items']));
    const id = idIn(fields, 'id');
    return {
      id,
      async look() {
        const answer = await remote.json(remote.at(`/api/v1/assets/${encodeURIComponent(id)}`));
        const whole = fieldsOf(fieldsOf(answer, 'a collection')['data'], 'a collection');
        return readReference(whole, 'collection', idsIn(whole['items'] ?? []));
      },
    };
  }

  return {
    count: async () => (await readPage(1, 1)).total,
    async *folders() {},
    async *assets() {
      for await (const records of list()) {
        const others = records.filter((record) => typeOf(record) !== 'collection');
        yield* eachOf(others, (fields) => readAsset(remote, fields));
      }
    },
    async *collections() {
      for await (const records of list('collection')) yield* eachOf(records, readCollection);
    },
  };
}

const typeOf = (record: unknown): unknown =>
  typeof record === 'object' && record !== null && 'asset_type' in record ? record.asset_type : undefined;

function readAsset(remote: Remote, fields: Fields): RemoteAsset {
  const kind = REFERENCES.find((type) => type === fields['asset_type']);
  if (kind !== undefined) return readReference(fields, kind);
  const sizeBytes = countOrNullIn(fields, 'file_size');
  const path = textIn(fields, 'file_path');
  return {
    ...readFields(fields),
    name: fileNameIn(path) ?? nameIn(fields, 'slug'),
    isNameKnown: false,
    content: {
      revision: `${sizeBytes} ${textOrNullIn(fields, 'updated_at')} ${path}`,
      sizeBytes,
      sha256: null,
      mimeType: textOrNullIn(fields, 'mime_type'),
      locate: async () => remote.link(path, BASE),
    },
  };
}

const readReference = (
  fields: Fields,
  kind: RemoteReference['reference']['kind'],
  itemIds: readonly string[] = [],
): RemoteReference => ({
  ...readFields(fields),
  name: nameIn(fields, 'title'),
  isNameKnown: true,
  reference: { kind, itemIds },
});

const readFields = (fields: Fields) => ({
  id: idIn(fields, 'id'),
  folderId: null,
  fields: {
    title: nameIn(fields, 'title'),
    description: textOrNullIn(fields, 'description'),
    isPublic: flagIn(fields, 'is_public'),
    externalUrl: textOrNullIn(fields, 'external_url'),
  },
});

/** By their ids, or nested; each once. Throws `invalid` for more than a collection holds here. */
function idsIn(items: unknown): string[] {
  const ids = [...new Set(listOf(items, 'items').map((item) => idOf(item, 'items')))];
  checkItemCount(ids);
  return ids;
}

/** The last step of the path, where it looks like the name of a file. */
function fileNameIn(path: string): string | undefined {
  const [, last] = /([^/?#]*\.[a-z0-9]{1,16})(?:[?#].*)?$/i.exec(path) ?? [];
  return last === undefined ? undefined : (decodedOrNull(last) ?? undefined);
}
