// Reading a service of the hub dialect: its tree, and the files of each folder, which it tells in one answer however many
// they are.
import {
  countOrNullIn,
  eachOf,
  type Fields,
  fieldsOf,
  idIn,
  listOf,
  metadataIn,
  nameIn,
  textOrNullIn,
  textsOf,
  timeOrNullIn,
  unlessUnreadable,
} from '../reading.ts';
import type { Remote } from '../remote.ts';
import type { Listed, RemoteAsset, RemoteFolder, Source } from '../source.ts';

const ROOT = '000000000000000000000000';
const TRASH = 'fffffffffffffffffffffffe';
/** No list of this dialect has pages. */
const MOST_JSON_BYTES = 128 * 1024 * 1024;
/** Of `meta`: what the service found out by itself, and we find out, too. */
const FACTS = new Set([
  ...['content-type', 'width', 'height', 'has-alpha', 'duration', 'frame-rate', 'video-codec', 'audio-codec'],
  ...['bit-rate', 'sample-rate', 'channels', 'page-count', 'word-count'],
]);

export function hubSource(remote: Remote): Source {
  const read = (path: string) => remote.json(remote.at(`/api/assets/${path}`), { mostBytes: MOST_JSON_BYTES });

  async function* folders(): AsyncGenerator<Listed<RemoteFolder>> {
    for (const folder of eachOf(listOf(await read('tree'), 'the tree'), readFolder)) {
      if (folder.id !== ROOT && folder.id !== TRASH) yield folder;
    }
  }

  async function* files(): AsyncGenerator<Listed<RemoteAsset>> {
    yield* filesOf(null);
    for await (const folder of folders()) {
      if (!('problem' in folder)) yield* unlessUnreadable(folder.id, filesOf(folder.id));
    }
  }

  async function* filesOf(folderId: string | null): AsyncGenerator<Listed<RemoteAsset>> {
    const listed = fieldsOf(await read(`${encodeURIComponent(folderId ?? 'root')}/files`), 'a folder');
    yield* eachOf(listOf(listed['files'], 'a folder'), (fields) => readFile(remote, folderId, fields));
  }

  return {
    async count() {
      let count = 0;
      for await (const _file of files()) count++;
      return count;
    },
    folders,
    assets: files,
  };
}

const readFolder = (fields: Fields): RemoteFolder => {
  const parent = textOrNullIn(fields, 'parent');
  return {
    id: idIn(fields, '_id'),
    name: nameIn(fields, 'name'),
    parentId: parent === null || parent === ROOT ? null : parent,
    fields: { tags: textsOf(fields['tags'], 'tags'), metadata: userMeta(fields), expiresAt: expiryOf(fields) },
  };
};

function readFile(remote: Remote, folderId: string | null, fields: Fields): RemoteAsset {
  const id = idIn(fields, '_id');
  const meta = fieldsOf(fields['meta'] ?? {}, 'meta');
  const sizeBytes = countOrNullIn(fields, 'size');
  return {
    id,
    name: nameIn(fields, 'name'),
    isNameKnown: true,
    folderId,
    fields: { tags: textsOf(fields['tags'], 'tags'), metadata: userMeta(fields), expiresAt: expiryOf(fields) },
    content: {
      revision: `${sizeBytes} ${textOrNullIn(fields, 'updatedAt')}`,
      sizeBytes,
      sha256: null,
      mimeType: textOrNullIn(meta, 'content-type'),
      locate: async () => remote.at(`/api/assets/${encodeURIComponent(id)}/download`),
    },
  };
}

const userMeta = (fields: Fields) =>
  metadataIn(
    Object.fromEntries(Object.entries(fieldsOf(fields['meta'] ?? {}, 'meta')).filter(([key]) => !FACTS.has(key))),
  );

/** The document spells it wrong. */
const expiryOf = (fields: Fields): number | null => timeOrNullIn(fields, 'expiery') ?? timeOrNullIn(fields, 'expiry');
