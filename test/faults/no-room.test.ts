// Bytes that find no room amid a write, at every door they come in by and everywhere else that writes: refused, nothing is left of
// them, and all goes well as soon as there is room. A limit on the size of files stands for a disk that is full at that very byte.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupPlace, folderTarget } from '../../src/app/library.ts';
import { checkBackup, restoreBackup } from '../../src/core/index.ts';
import { type Door, openDoors } from '../security/upload-doors.ts';
import { sha256Of } from '../support/blobs.ts';
import { tellFigures } from '../support/figures.ts';
import { locationOf, tusClientOf } from '../support/resumable.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const MIB = 1024 * 1024;
/** Above what the records take. */
const MOST_BYTES = 4 * MIB;
const LARGE = { name: 'large.bin', type: 'application/octet-stream', bytes: randomBytes(6 * MIB) };
const OPTIONS = { version: '0.0.0' };
const NO_ROOM = { code: 'storage_full' };

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

let folder: string;
let server: TestServer;
let doors: Readonly<Record<string, Pick<Door, 'route'> & { send(file: typeof LARGE): Promise<unknown> }>>;
/** Of all that was asked through the doors. */
const answers: Answer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-room-'));
  const imports = await mkdtemp(join(folder, 'imports-'));
  server = await startTestServer({
    isEmbedded: true,
    settings: { VITRINE_IMPORT_DIR: imports, VITRINE_WORKER: 'false' },
  });
  const api: TestServer['api'] = async (path, init) => {
    const response = await server.api(path, init);
    const text = await response.clone().text();
    answers.push({ status: response.status, type: response.headers.get('content-type') ?? '', text });
    return response;
  };
  const json = async <T>(path: string, init?: Parameters<TestServer['json']>[1]): Promise<T> => {
    const response = await api(path, init);
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return (await response.json()) as T;
  };
  const opened = await openDoors({ ...server, api, json }, imports);
  // That door would write the file itself, which has no room either.
  await writeFile(join(imports, LARGE.name), LARGE.bytes);
  const sendLying = ({ name }: { readonly name: string }): Promise<unknown> =>
    json('/api/v1/assets', {
      method: 'POST',
      json: { title: name, asset_type: 'document', file_path: LARGE.name },
    });
  doors = { ...opened, 'a file that lies on the server': { route: 'POST /api/v1/assets', send: sendLying } };
});
afterAll(async () => {
  limitFiles(undefined);
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Of this process, in which the server runs: a write beyond it fails, after what fits. */
function limitFiles(mostBytes: number | undefined): void {
  execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${mostBytes ?? 'unlimited'}:unlimited`]);
}

async function withoutRoom<T>(work: () => Promise<T>, mostBytes = MOST_BYTES): Promise<T> {
  limitFiles(mostBytes);
  try {
    return await work();
  } finally {
    limitFiles(undefined);
  }
}

const isRefused = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => true,
  );

async function countOf(): Promise<number> {
  return (await server.json<{ collection_total: number }>('/api/store/asset?limit=1')).collection_total;
}

async function blobCount(): Promise<number> {
  let count = 0;
  for await (const _blob of server.core.blobs.list()) count++;
  return count;
}

describe('a write that finds no room', () => {
  it('is a 507 in the form of its dialect at every door, and leaves nothing behind', async (context) => {
    let tried = 0;
    for (const [name, { send, route }] of Object.entries(doors)) {
      if (route.startsWith('PATCH /files')) continue;
      const before = { assets: await countOf(), blobs: await blobCount() };
      expect([name, await withoutRoom(() => isRefused(send({ ...LARGE, name: `${name}.bin` })))]).toEqual([name, true]);
      expectRefusal(name, answers.at(-1));
      // That door makes an asset first, whose bytes are to be replaced.
      const more = route.startsWith('PUT') ? 1 : 0;
      expect([name, await countOf(), await blobCount()]).toEqual([name, before.assets + more, before.blobs + more]);
      expect(await readdir(join(server.dataFolder, 'temporary'))).toEqual([]);
      // The very next one.
      await send({ ...LARGE, name: `${name} again.bin` });
      tried++;
    }
    expect(await server.core.verifyLibrary()).toMatchObject({ remaining: 0 });
    tellFigures(context, { doors: tried, 'left behind': 0 });
  });

  it('takes of a resumable upload what fits, and its client goes on from there', async (context) => {
    const tus = tusClientOf(server);
    const location = locationOf(await tus.create(LARGE.bytes.length, { filename: 'resumed.bin' }));
    const refused = await withoutRoom(() => tus.patch(location, 0, LARGE.bytes));
    expect(refused.status).toBe(507);
    const offset = Number((await tus.request(location, 'HEAD', {})).headers.get('upload-offset'));
    expect(offset).toBeLessThanOrEqual(MOST_BYTES);
    const last = await tus.patch(location, offset, LARGE.bytes.subarray(offset));
    expect(last.status).toBe(204);
    const got = await server.api(`/api/store/asset/${last.headers.get('x-asset-id')}/content`);
    expect(sha256Of(new Uint8Array(await got.arrayBuffer()))).toBe(sha256Of(LARGE.bytes));
    tellFigures(context, { 'bytes kept': offset });
  });

  it('leaves a backup as it was before, and a restore can be gone on with', async (context) => {
    const [path, restored] = [join(folder, 'backup'), join(folder, 'restored')];
    const backup = backupPlace(path, 'write');
    await server.core.backUp(backup, OPTIONS);
    const [earlier, names] = [await checkBackup(backup, {}), await readdir(path)];
    const { id } = await server.upload('later.bin', randomBytes(6 * MIB));
    await withoutRoom(() => expect(server.core.backUp(backup, OPTIONS)).rejects.toMatchObject(NO_ROOM));
    expect(await readdir(path)).toEqual(names);
    expect(await readdir(join(path, 'temporary'))).toEqual([]);
    expect(await checkBackup(backup, {})).toEqual(earlier);

    await server.core.backUp(backup, OPTIONS);
    await using target = folderTarget(restored);
    await withoutRoom(() => expect(restoreBackup(backup, target, {})).rejects.toMatchObject(NO_ROOM));
    expect(await readdir(join(restored, 'temporary'))).toEqual([]);
    expect(await restoreBackup(backup, target, {})).toMatchObject({ damagedCount: 0 });
    await using other = await startTestServer({ isEmbedded: true, settings: { VITRINE_DATA: restored } });
    expect((await other.api(`/api/store/asset/${id}/content`)).status).toBe(200);
    tellFigures(context, { 'backups refused': 1, 'restores refused': 1 });
  });
});

function expectRefusal(name: string, { status, type, text }: Answer = { status: 0, type: '', text: '' }): void {
  expect([name, status, type]).toEqual([name, 507, expect.stringMatching(/^application\/json/)]);
  expect(JSON.parse(text)).toEqual(formOf(name));
}

/** Of an error, in each dialect. */
function formOf(door: string): object {
  const message = 'no space left for blobs';
  if (door.includes('hub')) return { status: 'ERROR', error: message };
  if (door.includes('vault')) return { error: { code: 'INSUFFICIENT_STORAGE', message, status: 507 } };
  if (door.includes('partner')) return { error: 'Insufficient Storage', message, status: 507 };
  if (/library|lies on the server/.test(door)) return { error: 'Insufficient storage', message };
  return { detail: message };
}
