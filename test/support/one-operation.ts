// One thing done to the library in a folder, as a server does it. As a program (the name of the operation, and the folder) it says
// `done` once a client would hear so; tests run it under strace, which ends it at one of its system calls.
import { writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { startApp } from '../../src/app/index.ts';
import { openCore } from '../../src/app/library.ts';
import { readConfig } from '../../src/config.ts';
import type { Actor, Core, Id, StoredContent } from '../../src/core/index.ts';
import { plain } from './images.ts';
import { apiOf } from './nodes.ts';

const ROOT_KEY = 'a-root-key-for-a-process-that-does-one-thing';
const LARGE_BYTES = 1_500_000;
const PIECE_BYTES = 65_536;

type Operation = (core: Core, actor: Actor) => Promise<unknown>;

/** Each is done to an asset of its own, which is called so. */
export const OPERATIONS = {
  'small upload': async (core, actor) => {
    await core.uploadAsset(actor, await store(core, 'a small upload'), { name: 'small', folderId: null });
  },
  'large upload': async (core, actor) => {
    await core.uploadAsset(actor, await store(core, 'x'.repeat(LARGE_BYTES)), { name: 'large', folderId: null });
  },
  'resumable upload': async () => {
    throw new TypeError('it needs a whole server');
  },
  rendition: async (core, actor) => {
    await core.examineAsset(await idOf(core, actor, 'rendition'), { isBackground: true });
  },
  replacement: async (core, actor) => {
    await core.uploadReplacement(actor, await store(core, 'new bytes'), await idOf(core, actor, 'replacement'));
  },
  trash: async (core, actor) => {
    await core.discardEntries(actor, { trash: [await idOf(core, actor, 'trash')], purge: [], recursive: false });
  },
  purge: async (core, actor) => {
    await core.emptyTrash(actor);
    await core.purgeDoomed();
    await core.sweepBlobs(Date.now() + 24 * 60 * 60 * 1000);
  },
  share: async (core, actor) => {
    await core.createShare(actor, { assetId: await idOf(core, actor, 'share') });
  },
  'version restore': async (core, actor) => {
    await core.restoreVersion(actor, await idOf(core, actor, 'version restore'), 1);
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;
export const OPERATION_NAMES = Object.keys(OPERATIONS).filter(isOperation);

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

const configOf = (folder: string) =>
  readConfig({
    VITRINE_DATA: folder,
    VITRINE_ROOT_KEY: ROOT_KEY,
    VITRINE_DECODERS: '1',
    VITRINE_SWEEP_GRACE_SECONDS: '0',
    VITRINE_WORKER: 'false',
    VITRINE_LOG_LEVEL: 'silent',
    VITRINE_PORT: '0',
  });

export async function openLibrary(
  folder: string,
): Promise<{ readonly core: Core; readonly actor: Actor } & AsyncDisposable> {
  const opened = await openCore(configOf(folder));
  const actor = await opened.core.authenticate('store', ROOT_KEY);
  return { core: opened.core, actor, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

/** What the operations are done to: an asset with two versions for each, one of which is in the trash, and one a picture. */
export async function makeLibrary(folder: string): Promise<void> {
  await using library = await openLibrary(folder);
  const { core, actor } = library;
  for (const name of OPERATION_NAMES) {
    const { id } = await core.uploadAsset(actor, await store(core, `first bytes of ${name}`), { name, folderId: null });
    const bytes = name === 'rendition' ? await plain(64, 48).png().toBuffer() : `bytes of ${name}`;
    await core.uploadReplacement(actor, await store(core, bytes), id);
    if (name === 'purge') await core.discardEntries(actor, { trash: [id], purge: [], recursive: false });
  }
}

function store(core: Core, content: string | Buffer): Promise<StoredContent> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, i) =>
    bytes.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES),
  );
  return core.storeContent({ bytes: Readable.from(pieces), name: 'bytes.bin' });
}

async function idOf(core: Core, actor: Actor, name: string): Promise<Id> {
  const found = (await assetsOf(core, actor)).find((asset) => asset.name === name);
  if (!found) throw new Error(`there is no asset ${name}`);
  return found.id;
}

async function assetsOf(core: Core, actor: Actor) {
  const query = { filters: [], sort: { field: 'name', order: 'asc' }, limit: 100, includeTotal: false } as const;
  return (await core.listAssets(actor, query)).items;
}

/** What clients see of a library, without ids and times. */
export async function shownOf(core: Core, actor: Actor): Promise<string[]> {
  const assets = (await assetsOf(core, actor)).map(
    async ({ id, name, sha256, version, mediaState }) =>
      `${name} ${sha256} version ${version}, ${mediaState}, shared ${(await core.listAssetShares(actor, id)).length} times`,
  );
  const trashed = await core.listTrashedAssets(actor, { limit: 100 });
  return [...(await Promise.all(assets)), ...trashed.items.map(({ name, sha256 }) => `${name} ${sha256} in the trash`)];
}

/** By tus, in two pieces. */
async function uploadInPieces(folder: string): Promise<void> {
  await using app = await startApp(configOf(folder));
  const { api } = apiOf(() => app.url, ROOT_KEY);
  const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
  const name = Buffer.from('resumable').toString('base64');
  const headers = { ...tus, 'upload-length': String(2 * PIECE_BYTES), 'upload-metadata': `filename ${name}` };
  const created = await api('/files/', { method: 'POST', headers });
  for (const offset of [0, PIECE_BYTES]) {
    const piece = { ...tus, 'upload-offset': String(offset) };
    const body = Buffer.alloc(PIECE_BYTES, 'y');
    const sent = await api(created.headers.get('location') ?? '', { method: 'PATCH', headers: piece, body });
    if (sent.status !== 204) throw new Error(`${sent.status}: ${await sent.text()}`);
  }
  sayDone();
}

function sayDone(): void {
  writeSync(1, 'done\n');
}

async function doOperation(name: OperationName, folder: string): Promise<void> {
  if (name === 'resumable upload') return uploadInPieces(folder);
  await using library = await openLibrary(folder);
  await OPERATIONS[name](library.core, library.actor);
  sayDone();
}

const [, program = '', name = '', folder] = process.argv;
if (program.endsWith('one-operation.ts') && isOperation(name) && folder !== undefined) await doOperation(name, folder);
