// The server is killed in the middle of everything, again and again; what it acknowledged must be there, whole.
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { testBucket, testDatabase } from '../support/engines.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { runCommand, type ServerProcess, type Settings, startServerProcess } from '../support/process.ts';

const CYCLES = rounds(6, 1_000);
const CLIENTS = 6;
const ROOT_KEY = 'k'.repeat(40);

/** What the server has acknowledged, and what nobody can know because the connection broke. */
class Model {
  readonly hashes = new Map<string, string>();
  readonly deleted = new Set<string>();
  readonly unknown = new Set<string>();
}

let dataFolder: string;
let settings: Settings;
const resources = new AsyncDisposableStack();
const bucket = testBucket();
if (bucket) resources.use(bucket);

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'vitrine-kill-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const database = await testDatabase();
  if (database) resources.use(database);
  settings = {
    VITRINE_DATA: dataFolder,
    VITRINE_ROOT_KEY: ROOT_KEY,
    VITRINE_DECODERS: '1',
    ...(database && { VITRINE_DATABASE_URL: database.url }),
    ...bucket?.settings,
  };
});
afterAll(() => resources.disposeAsync());

const headers = { authorization: `Bearer ${ROOT_KEY}` };

describe('a server killed at any moment', () => {
  it(`has every acknowledged upload, whole, and nothing half-done, after ${CYCLES} kills`, {
    timeout: rounds(300_000, 8 * 3_600_000),
  }, async (context) => {
    const model = new Model();
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await using server = await startServerProcess(settings);
      await checkEverything(server, model);
      const stop = new AbortController();
      const clients = Array.from({ length: CLIENTS }, () => workUntilCut(server, model, stop.signal));
      await pause(randomInt(50, 900));
      await server.kill();
      stop.abort();
      await Promise.all(clients);
    }
    await using server = await startServerProcess(settings);
    await checkEverything(server, model);
    expect(model.hashes.size).toBeGreaterThan(CYCLES);
    // In a bucket nobody can make them look old: the tests of its driver hold the sweep to its word.
    if (!bucket) await expectRemainsAreSwept();
    expect(await server.stop()).toBe(0);
    const verified = await runCommand(['verify', '--json'], settings);
    expect(JSON.parse(verified.stdout)).toMatchObject({ clean: true });
    expect(verified.code).toBe(0);
    tellFigures(context, {
      kills: CYCLES,
      'acknowledged and there': model.hashes.size,
      'deleted and gone': model.deleted.size,
      'lost or half-done': 0,
    });
  });
});

/** What killed uploads had written so far goes once it is too old to belong to one that is under way. */
async function expectRemainsAreSwept(): Promise<void> {
  const temporary = join(dataFolder, 'temporary');
  const longAgo = new Date(Date.now() - 3 * 60 * 60 * 1000);
  for (const name of await readdir(temporary)) await utimes(join(temporary, name), longAgo, longAgo);
  await expect.poll(() => readdir(temporary), { timeout: 15_000 }).toEqual([]);
}

async function workUntilCut(server: ServerProcess, model: Model, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const id = await upload(server, model);
      if (randomInt(4) === 0) await remove(server, model, id);
      else if (randomInt(3) === 0) await replace(server, model, id);
    } catch {
      return;
    }
  }
}

async function upload(server: ServerProcess, model: Model): Promise<string> {
  const bytes = randomBytes(randomInt(1, 400_000));
  const form = new FormData();
  form.append('file', new File([bytes], `${randomInt(1_000_000)}.bin`));
  const response = await fetch(`${server.url}/api/store/asset/upload`, { method: 'POST', headers, body: form });
  const asset = (await response.json()) as { id: string; sha256: string };
  expect(response.status).toBe(201);
  expect(asset.sha256).toBe(sha256Of(bytes));
  model.hashes.set(asset.id, asset.sha256);
  return asset.id;
}

async function replace(server: ServerProcess, model: Model, id: string): Promise<void> {
  const bytes = randomBytes(randomInt(1, 50_000));
  const form = new FormData();
  form.append('file', new File([bytes], 'new.bin'));
  model.unknown.add(id);
  const response = await fetch(`${server.url}/api/store/asset/${id}/content`, { method: 'PUT', headers, body: form });
  await response.text();
  expect(response.status).toBe(200);
  model.hashes.set(id, sha256Of(bytes));
  model.unknown.delete(id);
}

async function remove(server: ServerProcess, model: Model, id: string): Promise<void> {
  model.unknown.add(id);
  const response = await fetch(`${server.url}/api/store/asset/${id}`, { method: 'DELETE', headers });
  expect(response.status).toBe(204);
  model.hashes.delete(id);
  model.deleted.add(id);
  model.unknown.delete(id);
}

async function checkEverything(server: ServerProcess, model: Model): Promise<void> {
  for (const [id, sha256] of model.hashes) {
    const response = await fetch(`${server.url}/api/store/asset/download?id=${id}`, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    // A change whose answer was lost may or may not have happened, but never half.
    if (model.unknown.has(id)) {
      if (response.status === 404) model.hashes.delete(id);
      else expect(response.headers.get('etag')).toContain(sha256Of(bytes).slice(0, 16));
      continue;
    }
    expect([id, response.status]).toEqual([id, 200]);
    expect([id, sha256Of(bytes)]).toEqual([id, sha256]);
  }
  for (const id of model.deleted) {
    const response = await fetch(`${server.url}/api/store/asset/${id}`, { headers });
    expect([id, response.status]).toEqual([id, 404]);
    await response.text();
  }
}
