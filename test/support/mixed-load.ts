// Clients that do all that changes a library, at once and all the time, each with assets of its own, and note in a model what they
// are answered.
import { sha256Of } from './blobs.ts';
import type { Chance } from './chance.ts';
import type { AssetState, LibraryModel, Unfinished } from './library-model.ts';
import type { Api } from './nodes.ts';
import { formWith } from './server.ts';
import { readZipBytes } from './zip.ts';

export interface MixedLoadOptions {
  readonly api: Api;
  readonly model: LibraryModel;
  readonly chance: Chance;
  readonly clients?: number;
}

export interface MixedLoad {
  /** Of what kinds the answers were, and how many of each. */
  readonly answered: ReadonlyMap<string, number>;
  /** Resolves after so many answers, or when nobody asks any more. */
  untilAnswered(count: number): Promise<void>;
  /** Until all clients have ended: each after its answer, or because the server is gone. Throws what was answered wrongly. */
  stop(): Promise<void>;
}

const SMALL_BYTES = 20_000;
const LARGE_BYTES = 700_000;
/** Of what there is, a client takes these for its own at most. */
const OWN = 40;
const BEFORE = '0'.repeat(23);

interface Client {
  readonly api: Api;
  readonly model: LibraryModel;
  readonly chance: Chance;
  readonly folders: readonly string[];
  readonly own: Set<string>;
}

export async function startMixedLoad({ api, model, chance, clients = 6 }: MixedLoadOptions): Promise<MixedLoad> {
  const folders = await foldersOf(api);
  const there = [...model.idsIn('live'), ...model.idsIn('trash')];
  const answered = new Map<string, number>();
  let total = 0;
  let isStopping = false;
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  async function run(number: number): Promise<void> {
    const own = new Set(there.filter((_, index) => index % clients === number).slice(-OWN));
    const client: Client = { api, model, folders, own, chance: chance.for(`client ${number}`) };
    while (!isStopping) {
      const [name, operation] = client.chance.pick(OPERATIONS);
      try {
        await operation(client);
      } catch (error) {
        // There is no answer any more, or not all of it.
        if (error instanceof TypeError) return;
        throw new Error(`${name} (seed ${chance.seed}): ${String(error)}`, { cause: error });
      }
      answered.set(name, (answered.get(name) ?? 0) + 1);
      total++;
      for (const { count, resolve } of waiting) if (total >= count) resolve();
    }
  }

  const running = Promise.allSettled(Array.from({ length: clients }, (_, number) => run(number)));
  return {
    answered,
    async untilAnswered(count) {
      const enough = new Promise<void>((resolve) => waiting.push({ count: total + count, resolve }));
      await Promise.race([enough, running]);
    },
    async stop() {
      isStopping = true;
      const faults = (await running).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      if (faults.length > 0) throw faults[0];
    },
  };
}

/** Sends the rest of every upload that was begun, from where the server says it is. Answers how many there were. */
export async function resumeUploads(api: Api, model: LibraryModel): Promise<number> {
  const resumed = [...model.unfinished];
  for (const upload of resumed) {
    const head = await api.api(upload.path, { method: 'HEAD', headers: TUS });
    const offset = Number(head.headers.get('upload-offset'));
    if (head.status !== 200 || offset < upload.acknowledged || offset > upload.bytes.length)
      throw new Error(`${upload.path} is at ${offset} (${head.status}), and ${upload.acknowledged} were acknowledged`);
    await sendPiece(api, model, upload, offset, upload.bytes.length);
  }
  return resumed.length;
}

/** Waits until no bulk change is under way. */
export async function untilChangesAreOver(api: Api): Promise<void> {
  for (;;) {
    const { items } = await api.json<{ items: { state: string }[] }>('/api/console/changes');
    if (items.every(({ state }) => /^(done|undone)$/.test(state))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const TUS = { 'tus-resumable': '1.0.0' };

const OPERATIONS: readonly (readonly [string, (client: Client) => Promise<void>])[] = [
  ['upload', upload],
  ['upload', upload],
  ['upload', upload],
  ['resumable upload', uploadInPieces],
  ['replace', replace],
  ['move', move],
  ['move', move],
  ['trash', trash],
  ['restore', restore],
  ['delete', remove],
  ['share', share],
  ['zip', zip],
  ['bulk change', change],
  ['refused', beRefused],
];

const someBytes = ({ chance }: Client): Buffer =>
  chance.bytes(chance.between(1, chance.oneIn(8) ? LARGE_BYTES : SMALL_BYTES));
const newName = ({ chance }: Client): string => `${chance.bytes(8).toString('hex')}.bin`;
const ownIn = (client: Client, place: AssetState['place']): string[] => {
  const there = new Set(client.model.idsIn(place));
  return [...client.own].filter((id) => there.has(id));
};

async function upload(client: Client): Promise<void> {
  const { api, model, chance, folders } = client;
  const [bytes, name] = [someBytes(client), newName(client)];
  const folder = chance.oneIn(3) ? null : chance.pick(folders);
  const id = await model.create(name, sha256Of(bytes), folder, async () => {
    const address = `/api/store/asset/upload${folder === null ? '' : `?folder=${folder}`}`;
    const response = await api.api(address, { method: 'POST', body: formWith(name, bytes) });
    return (await answer<{ id: string }>(response, 201)).id;
  });
  client.own.add(id);
}

async function uploadInPieces({ api, model, chance }: Client): Promise<void> {
  const bytes = chance.bytes(chance.between(3, LARGE_BYTES));
  const filename = Buffer.from(`${chance.bytes(8).toString('hex')}.bin`).toString('base64');
  const headers = { ...TUS, 'upload-length': String(bytes.length), 'upload-metadata': `filename ${filename}` };
  const created = await api.api('/files/', { method: 'POST', headers });
  await answer(created, 201);
  const upload: Unfinished = { path: created.headers.get('location') ?? '', bytes, acknowledged: 0 };
  model.unfinished.add(upload);
  const cut = chance.between(1, bytes.length - 1);
  await sendPiece(api, model, upload, 0, cut);
  await sendPiece(api, model, upload, cut, bytes.length);
}

async function sendPiece(api: Api, model: LibraryModel, upload: Unfinished, from: number, to: number): Promise<void> {
  const headers = { ...TUS, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' };
  const body = Uint8Array.from(upload.bytes.subarray(from, to));
  const response = await api.api(upload.path, { method: 'PATCH', headers, body });
  await answer(response, 204);
  upload.acknowledged = Number(response.headers.get('upload-offset'));
  if (upload.acknowledged < upload.bytes.length) return;
  const id = response.headers.get('x-asset-id');
  if (id === null) throw new Error(`${upload.path} is whole, and no asset`);
  model.noteCreated(id, { place: 'live', sha256: sha256Of(upload.bytes), folder: null });
  model.unfinished.delete(upload);
}

async function replace(client: Client): Promise<void> {
  const bytes = someBytes(client);
  await changeOne(client, 'live', { sha256: sha256Of(bytes) }, (api, id) =>
    api.api(`/api/store/asset/${id}/content`, { method: 'PUT', body: formWith('new.bin', bytes) }),
  );
}

async function move(client: Client): Promise<void> {
  const folder = client.chance.oneIn(4) ? null : client.chance.pick(client.folders);
  await changeOne(client, 'live', { folder }, (api, id) =>
    api.api(`/api/store/asset/${id}`, { method: 'PATCH', json: { folder } }),
  );
}

async function trash(client: Client): Promise<void> {
  const edit = { place: 'trash' } as const;
  await changeOne(client, 'live', edit, (api, id) => api.api(`/api/assets/${id}`, { method: 'DELETE' }));
}

async function restore(client: Client): Promise<void> {
  await changeOne(client, 'trash', { place: 'live' }, (api, id) => api.api(`/api/assets/${id}/restore`));
}

/** For good: out of the trash, or from where it lies. */
async function remove(client: Client): Promise<void> {
  if (client.chance.oneIn(2))
    return changeOne(client, 'trash', { place: 'gone' }, (api, id) =>
      api.api(`/api/assets/${id}`, { method: 'DELETE' }),
    );
  await changeOne(
    client,
    'live',
    { place: 'gone' },
    (api, id) => api.api(`/api/store/asset/${id}`, { method: 'DELETE' }),
    204,
  );
}

async function changeOne(
  client: Client,
  place: AssetState['place'],
  edit: Partial<AssetState>,
  request: (api: Api, id: string) => Promise<Response>,
  expected = 200,
): Promise<void> {
  const ids = ownIn(client, place);
  if (ids.length === 0) return;
  const id = client.chance.pick(ids);
  await client.model.change(
    id,
    (state) => ({ ...state, ...edit }),
    async () => {
      await answer(await request(client.api, id), expected);
    },
  );
}

async function share(client: Client): Promise<void> {
  const { api, model, chance } = client;
  const ids = ownIn(client, 'live');
  if (ids.length === 0) return;
  const id = chance.pick(ids);
  const { token } = await answer<{ token: string }>(
    await api.api('/api/share', { method: 'POST', json: { asset: id } }),
    201,
  );
  model.shares.set(token, id);
  const got = await api.api(`/s/${token}/download`, { key: null });
  expectOneOf(model.hashesOf(id), Buffer.from(await got.arrayBuffer()), `the share of ${id} (${got.status})`);
}

async function zip(client: Client): Promise<void> {
  const { api, model } = client;
  const ids = ownIn(client, 'live').slice(0, 3);
  if (ids.length < 2) return;
  const response = await api.api(`/api/store/asset/download?${ids.map((id) => `id=${id}`).join('&')}`);
  const bytes = await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`the zip was answered by ${response.status}`);
  const wanted = ids.flatMap((id) => model.hashesOf(id));
  const contents = await readZipBytes(bytes);
  if (contents.size !== ids.length) throw new Error(`the zip has ${contents.size} files, not ${ids.length}`);
  for (const [name, content] of contents) expectOneOf(wanted, content, `${name} in the zip`);
}

async function change(client: Client): Promise<void> {
  const { api, model, chance } = client;
  const ids = ownIn(client, 'live').slice(0, 5);
  if (ids.length === 0) return;
  const tag = `t${chance.bytes(6).toString('hex')}`;
  await model.tag(tag, ids, async () => {
    const json = { selection: { assets: ids }, change: { type: 'tag', add: [tag] } };
    await answer(await api.api('/api/console/changes', { method: 'POST', json }), 201, 202);
  });
}

/** What is refused must not be there afterwards. */
async function beRefused(client: Client): Promise<void> {
  const name = newName(client);
  client.model.noteRefused(name);
  const address = `/api/store/asset/upload?folder=${BEFORE}1`;
  await answer(await client.api.api(address, { method: 'POST', body: formWith(name, someBytes(client)) }), 404);
}

function expectOneOf(hashes: readonly string[], bytes: Buffer, what: string): void {
  if (!hashes.includes(sha256Of(bytes))) throw new Error(`${what} has other bytes than were stored`);
}

/** The body of an answer that has to have one of these statuses. Throws a TypeError, as fetch does, where it breaks off. */
async function answer<T>(response: Response, ...statuses: number[]): Promise<T> {
  const text = await response.text();
  if (!statuses.includes(response.status)) throw new Error(`${response.url}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function foldersOf(api: Api): Promise<string[]> {
  const { items } = await api.json<{ items: { id: string }[] }>('/api/store/folder');
  if (items.length > 0) return items.map(({ id }) => id);
  const made = ['Press', 'Films', 'Maps'].map((name) =>
    api.json<{ id: string }>('/api/store/folder', { method: 'POST', json: { name } }),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}
