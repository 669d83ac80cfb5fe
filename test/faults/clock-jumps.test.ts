// The clock of a server is set a day ahead, and back, while it runs: what expires goes by the time that the clock tells, work goes on,
// what was added later comes later, and what was ended stays so.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounds, tellFigures } from '../support/figures.ts';
import { untilChangesAreOver } from '../support/mixed-load.ts';
import { type Api, apiOf } from '../support/nodes.ts';
import { runCommand, type ServerProcess, startServerProcess } from '../support/process.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const ROOT_KEY = 'c'.repeat(40);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const JUMPS = rounds(1, 10);
const CLOCK = new URL('../support/shifted-clock.ts', import.meta.url).href;

let folder: string;
let server: ServerProcess;
let api: Api;
const settings = () => ({ VITRINE_DATA: join(folder, 'data'), VITRINE_ROOT_KEY: ROOT_KEY, VITRINE_DECODERS: '1' });
const setAhead = (ms: number): Promise<void> => writeFile(join(folder, 'ahead'), String(ms));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-clock-'));
  await setAhead(0);
  const clock = { NODE_OPTIONS: `--import=${CLOCK}`, CLOCK_AHEAD: join(folder, 'ahead') };
  server = await startServerProcess({ ...settings(), ...clock });
  api = apiOf(() => server.url, ROOT_KEY);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Share {
  readonly id: string;
  readonly token: string;
}

const share = (asset: string, fields: Record<string, unknown> = {}): Promise<Share> =>
  api.json('/api/share', { method: 'POST', json: { asset, ...fields } });

async function isOpen({ token }: Share): Promise<boolean> {
  const response = await api.api(`/s/${token}/download`, { key: null });
  await response.arrayBuffer();
  expect(response.status).toBeLessThan(500);
  return response.status === 200;
}

let uploads = 0;
const upload = async (): Promise<string> => (await api.upload(`${++uploads}.txt`, `text ${uploads}`)).id;

/** Background work that is told of now is done now, whatever the clock said before. */
async function expectWorkIsDone(id: string): Promise<void> {
  const json = { selection: { assets: [id] }, change: { type: 'tag', add: [`t${uploads}`] } };
  await api.json('/api/console/changes', { method: 'POST', json });
  await untilChangesAreOver(api);
  const state = async () => (await api.json<{ state: string }>(`/api/store/asset/${id}/facts`)).state;
  await expect.poll(state, { timeout: 60_000, interval: 100 }).toBe('ready');
}

describe('a clock that is set', () => {
  it(`a day ahead and back, ${JUMPS} times`, { timeout: rounds(900_000, HOUR_MS) }, async (context) => {
    const ids = [await upload()];
    const [first = ''] = ids;
    const withdrawn = await share(first);
    await api.api(`/api/share/${withdrawn.id}`, { method: 'DELETE' });
    const used = await share(first, { max_downloads: 1 });
    expect(await isOpen(used)).toBe(true);
    const soon = new Date(Date.now() + HOUR_MS).toISOString();
    const expiring = await share(first, { expires_at: soon });
    const lasting = await share(first);
    for (let jump = 0; jump < JUMPS; jump++) {
      for (const ahead of [DAY_MS, 0, -DAY_MS, 0]) {
        await setAhead(ahead);
        ids.push(await upload());
        await expectWorkIsDone(ids.at(-1) ?? '');
        expect([await isOpen(withdrawn), await isOpen(used)]).toEqual([false, false]);
        expect([await isOpen(expiring), await isOpen(lasting)]).toEqual([ahead <= 0, true]);
        expect((await api.api('/readyz', { key: null })).status).toBe(200);
        expectUnhurt(server);
      }
    }
    expect(ids).toEqual(ids.toSorted());
    // What was written with the clock behind is not lost to what was there before.
    const listed = await api.json<{ collection_total: number }>('/api/store/asset?limit=1');
    expect(listed.collection_total).toBe(ids.length);
    expect(await server.stop()).toBe(0);
    expectQuietEnd(server);
    expect(JSON.parse((await runCommand(['verify', '--json'], settings())).stdout)).toMatchObject({ clean: true });
    tellFigures(context, { jumps: JUMPS * 4, uploads: ids.length, 'shares revived': 0, 'ids out of order': 0 });
  });
});
