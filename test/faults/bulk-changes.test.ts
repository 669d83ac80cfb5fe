// A server that is killed while it changes all that is selected goes on where it was: nothing is changed twice, nothing forgotten.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOwnLibrary, ROOT_KEY } from '../support/fault-server.ts';
import { tellFigures } from '../support/figures.ts';
import { type ServerProcess, type Settings, startServerProcess } from '../support/process.ts';

const ASSETS = 1_200;
const CLIENTS = 8;
const headers = { authorization: `Bearer ${ROOT_KEY}` };

interface Change {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

let settings: Settings;
const resources = new AsyncDisposableStack();

beforeAll(async () => {
  ({ settings } = resources.use(await openOwnLibrary()));
});
afterAll(() => resources.disposeAsync());

it('a bulk change and its undoing survive kills, and each asset is changed once', {
  timeout: 900_000,
}, async (context) => {
  let server = await startServerProcess(settings);
  try {
    const ids = await inTurns(
      Array.from({ length: ASSETS }, (_, i) => i),
      (i) => upload(server, i),
    );
    const change = await ask<Change>(server, 'changes', {
      selection: { query: {} },
      change: { type: 'tag', add: ['sea'] },
    });
    expect(change).toMatchObject({ state: 'running', total: ASSETS });
    server = await killOnTheWay(server, change.id);
    expect(await untilOver(server, change.id)).toMatchObject({ state: 'done', done: ASSETS, failed: 0 });
    expect(await countTagged(server)).toBe(ASSETS);
    expect(new Set(await inTurns(ids, (id) => countUpdates(server, id)))).toEqual(new Set([1]));

    await ask(server, `changes/${change.id}/undo`, {});
    server = await killOnTheWay(server, change.id);
    expect(await untilOver(server, change.id)).toMatchObject({ state: 'undone', done: ASSETS, failed: 0 });
    expect(await countTagged(server)).toBe(0);
    expect(new Set(await inTurns(ids, (id) => countUpdates(server, id)))).toEqual(new Set([2]));
    tellFigures(context, { kills: 2, assets: ASSETS, 'changed twice or not at all': 0 });
  } finally {
    await server[Symbol.asyncDispose]();
  }
});

/** Killed once some of it is done, and not all; answers the server that was started after. */
async function killOnTheWay(server: ServerProcess, id: string): Promise<ServerProcess> {
  let done = 0;
  while (done === 0) ({ done } = await read<Change>(server, `/api/console/changes/${id}`));
  await server.kill();
  expect(done).toBeLessThan(ASSETS);
  return startServerProcess(settings);
}

async function untilOver(server: ServerProcess, id: string): Promise<Change> {
  const isOver = async () => /^(done|undone)$/.test((await read<Change>(server, `/api/console/changes/${id}`)).state);
  await expect.poll(isOver, { timeout: 300_000, interval: 200 }).toBe(true);
  return read(server, `/api/console/changes/${id}`);
}

async function upload(server: ServerProcess, i: number): Promise<string> {
  const body = new FormData();
  body.append('file', new File([`bytes ${i}`], `${i}.bin`));
  const response = await fetch(`${server.url}/api/store/asset/upload`, { method: 'POST', headers, body });
  return ((await response.json()) as { id: string }).id;
}

const countTagged = async (server: ServerProcess): Promise<number> =>
  (await read<{ collection_total: number }>(server, '/api/store/asset?tags=sea&limit=1')).collection_total;

async function countUpdates(server: ServerProcess, id: string): Promise<number> {
  const { items } = await read<{ items: { type: string }[] }>(server, `/api/store/asset/${id}/events`);
  return items.filter(({ type }) => type === 'updated').length;
}

async function read<T>(server: ServerProcess, path: string): Promise<T> {
  return (await fetch(server.url + path, { headers })).json() as Promise<T>;
}

async function ask<T>(server: ServerProcess, path: string, json: unknown): Promise<T> {
  const response = await fetch(`${server.url}/api/console/${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
  expect(response.status).toBe(202);
  return response.json() as Promise<T>;
}

async function inTurns<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const left = items.entries();
  const results: U[] = [];
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (const [i, item] of left) results[i] = await work(item);
    }),
  );
  return results;
}
