// What uploading asks of the server besides the bytes: folders, names, what is the same, and to forget an unfinished upload.
import { consoleApi, dataOf, storeApi } from '../api/client.ts';
import { noteSignedOut } from '../api/session.ts';
import { noteArrival, noteVersion } from './arrivals.ts';
import type { Duplicate } from './items.ts';
import type { UploadPorts } from './ports.ts';
import { send } from './send.ts';

export const serverPorts: UploadPorts = {
  async ensureFolder(parentId, name, key, signal) {
    const named = (await findTaken(parentId, [name], signal)).filter(({ type }) => type === 'folder');
    const there = named.find((one) => one.name === name) ?? named[0];
    if (there !== undefined) return { id: there.id, isNew: false };
    const made = await dataOf(
      storeApi.POST('/api/store/folder', {
        params: { header: { 'idempotency-key': key }, query: { hydrate: false } },
        body: { name, parent: parentId },
        signal,
      }),
    );
    return { id: made.id, isNew: true };
  },
  async findEntries(folderId, names, signal) {
    const taken = await findTaken(folderId, names, signal);
    return taken.map(({ sent, type, id, size }) => ({ name: sent, type, id, sizeBytes: size }));
  },
  send,
  async discard(url) {
    await fetch(url, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
  },
  noteArrival,
  noteVersion,
  noteSignedOut,
  now: () => Date.now(),
  // Where the page came without TLS, there is no randomUUID.
  randomKey: () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-'),
};

/** Other assets with the same bytes. */
export async function listDuplicates(assetId: string, signal: AbortSignal): Promise<Duplicate[]> {
  const { items } = await dataOf(
    consoleApi.GET('/api/console/assets/{id}/duplicates', { params: { path: { id: assetId } }, signal }),
  );
  return items.map(({ id, name, folder, folder_path }) => ({ id, name, folderId: folder, folderPath: folder_path }));
}

/** How much of an unfinished upload the server has; undefined: it has given it up. */
export async function findOffset(url: string): Promise<number | undefined> {
  const response = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' }, cache: 'no-store' });
  if (response.status === 404 || response.status === 410) return undefined;
  return Number(response.headers.get('upload-offset') ?? 0);
}

async function findTaken(folder: string | null, names: readonly string[], signal: AbortSignal) {
  return (await dataOf(consoleApi.POST('/api/console/names', { body: { folder, names: [...names] }, signal }))).taken;
}
