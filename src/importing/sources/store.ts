// Reading a service of the store dialect: folders and assets by cursor pages, oldest first; bytes by the download of one id.
import { eachPage } from '../paging.ts';
import {
  countIn,
  countOrNullIn,
  eachOf,
  type Fields,
  fieldsOf,
  flagIn,
  hashOrNull,
  idIn,
  idOrNullIn,
  listOf,
  metadataIn,
  nameIn,
  textOrNullIn,
  textsOf,
} from '../reading.ts';
import type { Remote } from '../remote.ts';
import type { RemoteAsset, RemoteFolder, Source } from '../source.ts';

const PAGE = 250;

export function storeSource(remote: Remote): Source {
  const list = (what: 'asset' | 'folder') =>
    eachPage(async (cursor) => {
      const query = new URLSearchParams({ limit: String(PAGE), hydrate: 'false', include_total: 'false' });
      if (cursor === null) {
        query.set('sort_by', 'created');
        query.set('sort_order', 'asc');
      } else query.set('cursor', cursor);
      const page = fieldsOf(await remote.json(remote.at(`/api/store/${what}/?${query}`)), 'a page');
      return { items: listOf(page['items'], 'a page'), next: textOrNullIn(page, 'next_cursor') };
    });

  return {
    async count() {
      const page = await remote.json(remote.at('/api/store/asset/?limit=1&hydrate=false'));
      return countIn(fieldsOf(page, 'a page'), 'collection_total');
    },
    async *folders() {
      for await (const items of list('folder')) yield* eachOf(items, readFolder);
    },
    async *assets() {
      for await (const items of list('asset')) yield* eachOf(items, (fields) => readAsset(remote, fields));
    },
  };
}

const readFolder = (fields: Fields): RemoteFolder => ({
  id: idIn(fields, 'id'),
  name: nameIn(fields, 'name'),
  parentId: idOrNullIn(fields, 'parent'),
  fields: { description: textOrNullIn(fields, 'description') },
});

function readAsset(remote: Remote, fields: Fields): RemoteAsset {
  const id = idIn(fields, 'id');
  const sizeBytes = countOrNullIn(fields, 'size');
  return {
    id,
    name: nameIn(fields, 'name'),
    isNameKnown: true,
    folderId: idOrNullIn(fields, 'folder'),
    fields: {
      description: textOrNullIn(fields, 'description'),
      tags: textsOf(fields['tags'], 'tags'),
      metadata: metadataIn(fields['metadata']),
      isPublic: flagIn(fields, 'is_public'),
    },
    content: {
      revision: hashOrNull(fields['sha256']) ?? `${sizeBytes} ${textOrNullIn(fields, 'updated')}`,
      sizeBytes,
      sha256: hashOrNull(fields['sha256']),
      mimeType: textOrNullIn(fields, 'mime_type'),
      locate: async () => remote.at(`/api/store/asset/download?id=${encodeURIComponent(id)}`),
    },
  };
}
