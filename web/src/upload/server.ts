// What uploading asks of the server besides the bytes: folders, names, what is the same, and to forget an unfinished upload.
import { dataOf, fetchSignedIn, storeApi } from '../api/client.ts';
import { noteSignedOut } from '../api/session.ts';
import { addressOf } from '../app/base.ts';
import { noteArrival } from './arrivals.ts';
import { nameKey } from './conflicts.ts';
import type { Entry, UploadPorts } from './ports.ts';
import { send } from './send.ts';

const NAMESAKES = 50;

export const serverPorts: UploadPorts = {
  async ensureFolder(parentId, name, key, signal) {
    const where = parentId === null ? { parent__isnull: 'true' } : { parent: parentId };
    const { items } = await dataOf(
      storeApi.GET('/api/store/folder', {
        params: {
          query: {
            ...where,
            name__startswith: name,
            sort_by: 'name',
            sort_order: 'asc',
            limit: NAMESAKES,
            hydrate: false,
            include_total: false,
          },
        },
        signal,
      }),
    );
    const there = items.find((one) => one.name === name) ?? items.find((one) => nameKey(one.name) === nameKey(name));
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
    const answer = await ask('/api/console/names', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ folder: folderId, names }),
      signal,
    });
    return listOf(answer, 'taken').flatMap(entryOf);
  },
  send,
  async discard(url) {
    await fetch(url, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
  },
  noteArrival,
  noteSignedOut,
  now: () => Date.now(),
  // Where the page came without TLS, there is no randomUUID.
  randomKey: () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-'),
};

/** Other assets with the same bytes. */
export async function listDuplicates(assetId: string, signal: AbortSignal): Promise<{ id: string; name: string }[]> {
  const answer = await ask(`/api/console/assets/${encodeURIComponent(assetId)}/duplicates`, { signal });
  return listOf(answer, 'items')
    .flatMap((one) => entryOf({ type: 'asset', size: 0, ...one }))
    .map(({ id, name }) => ({ id, name }));
}

/** How much of an unfinished upload the server has; undefined: it has given it up. */
export async function findOffset(url: string): Promise<number | undefined> {
  const response = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' }, cache: 'no-store' });
  if (response.status === 404 || response.status === 410) return undefined;
  return Number(response.headers.get('upload-offset') ?? 0);
}

async function ask(path: string, init: RequestInit): Promise<unknown> {
  return (await fetchSignedIn(new Request(addressOf(path), init))).json();
}

type Fields = Partial<Record<string, unknown>>;

function listOf(answer: unknown, name: string): Fields[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const { [name]: list }: Fields = { ...answer };
  return Array.isArray(list) ? list.filter((one): one is Fields => typeof one === 'object' && one !== null) : [];
}

function entryOf({ name, type, id, size }: Fields): Entry[] {
  if (typeof name !== 'string' || typeof id !== 'string' || (type !== 'asset' && type !== 'folder')) return [];
  return [{ name, type, id, sizeBytes: typeof size === 'number' ? size : 0 }];
}
