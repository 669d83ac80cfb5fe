// Single records of the store dialect, as far as the library asks for them: a folder, new folders, new names.
import { dataOf, storeApi } from '../api/client.ts';

export interface FolderRecord {
  readonly id: string;
  readonly name: string;
  /** Outermost first, without itself. */
  readonly above: readonly { readonly id: string; readonly name: string }[];
  readonly path: string;
}

/** Asks for every folder above it, one after the other: they are few. */
export async function getFolder(id: string, signal: AbortSignal): Promise<FolderRecord> {
  const get = (one: string) =>
    dataOf(
      storeApi.GET('/api/store/folder/{id}', { params: { path: { id: one }, query: { hydrate: false } }, signal }),
    );
  const folder = await get(id);
  const above: { id: string; name: string }[] = [];
  for (let parent = idOf(folder.parent); parent !== null; ) {
    const next = await get(parent);
    above.unshift({ id: next.id, name: next.name });
    parent = idOf(next.parent);
  }
  return { id: folder.id, name: folder.name, path: folder.path, above };
}

const idOf = (reference: string | { readonly id: string } | null): string | null =>
  reference === null || typeof reference === 'string' ? reference : reference.id;

export const createFolder = (name: string, parent: string | null): Promise<{ readonly id: string }> =>
  dataOf(storeApi.POST('/api/store/folder', { body: { name, parent } }));

export async function renameRecord(type: 'asset' | 'folder', id: string, name: string): Promise<void> {
  const init = { params: { path: { id } }, body: { name } };
  if (type === 'asset') await storeApi.PATCH('/api/store/asset/{id}', init);
  else await storeApi.PATCH('/api/store/folder/{id}', init);
}
