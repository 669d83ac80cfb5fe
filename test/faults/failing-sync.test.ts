// The disk says of a sync, or of a write, that it has failed. Whoever waits for it is refused, nothing is tried again and believed, and
// the server says that it is not ready until something new has reached the disk.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounds, tellFigures } from '../support/figures.ts';
import { type Api, apiOf } from '../support/nodes.ts';
import { type ServerProcess, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';
import { expectUnhurt } from '../support/unhurt.ts';

const ROOT_KEY = 'k'.repeat(40);
const UPLOADS = 4;
/** More than is left to the last sync. */
const LARGE_BYTES = 40 * 1024 * 1024;
const POINTS = rounds(4, 100);
const SHARDS = Array.from({ length: 256 }, (_, i) => `blobs/${i.toString(16).padStart(2, '0')}`);

interface Fault {
  readonly calls: string;
  /** For strace. */
  readonly how: string;
  /** Below the data folder; all files where there are none. */
  readonly files?: readonly string[];
  readonly statuses: readonly number[];
}

const FAULTS = {
  'a sync of bytes': { calls: 'fdatasync', how: 'error=EIO', statuses: [503] },
  'a sync of records': { calls: 'fsync', how: 'error=EIO', files: ['vitrine.sqlite-wal'], statuses: [503] },
  'a write of records': { calls: 'pwrite64', how: 'error=EIO', statuses: [503] },
  'a write of records for want of room': { calls: 'pwrite64', how: 'error=ENOSPC', statuses: [507] },
} as const satisfies Record<string, Fault>;
const NAMES = Object.keys(FAULTS).filter((name): name is keyof typeof FAULTS => name in FAULTS);

/** What fails once, and how often. Of records not for long: from some on, they are synced once more when nobody waits for it. */
const SINGLE = [
  ['a sync of bytes', { calls: 'fdatasync' }, POINTS],
  ['a sync of bytes', { calls: 'fsync', files: SHARDS }, POINTS],
  ['a sync of records', { calls: 'fsync', files: ['vitrine.sqlite-wal'] }, UPLOADS],
] as const;

let folder: string;
const resources = new AsyncDisposableStack();
const servers = new Map<keyof typeof FAULTS, Watched>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-sync-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  await Promise.all(NAMES.map(async (name, i) => servers.set(name, await Watched.start(join(folder, String(i))))));
  for (const server of servers.values()) resources.use(server.process);
});
afterAll(() => resources.disposeAsync());

describe('a disk that fails', () => {
  it.for(NAMES)(
    '%s fails each time: nothing is acknowledged, nothing is there, and it is not ready',
    async (name, context) => {
      const fault: Fault = FAULTS[name];
      const server = serverFor(name);
      const answers: number[] = [];
      {
        await using faults = await server.failing(fault);
        for (let i = 0; i < UPLOADS; i++) answers.push(await server.upload());
        expect(await faults.count()).toBeGreaterThanOrEqual(UPLOADS);
      }
      expect(answers.filter((status) => !fault.statuses.includes(status))).toEqual([]);
      expect(await server.countAssets()).toBe(1);
      expect(await server.statusOf('/livez')).toBe(200);
      // Its answer is a second old at most. No room is no failure of the disk.
      if (fault.how === 'error=EIO') await server.untilReadiness(503);
      tellFigures(context, { refused: answers.length, 'acknowledged and not synced': 0 });
    },
  );

  it('is a good one again once something new has reached it', async (context) => {
    for (const server of servers.values()) {
      await server.untilReadiness(200);
      expect(await server.upload()).toBe(201);
      expect(await server.countAssets()).toBe(2);
      expectUnhurt(server.process);
    }
    tellFigures(context, { servers: servers.size });
  });

  it('fails once, at any sync: who waits for that one is refused, and nobody else', async (context) => {
    let failed = 0;
    for (const [name, of, rounds] of SINGLE) {
      const server = serverFor(name);
      for (let nth = 1; nth <= rounds; nth++) {
        const before = await server.countAssets();
        await using faults = await server.failing({ ...of, how: `error=EIO:when=${(nth % UPLOADS) + 1}` });
        const answers: number[] = [];
        for (let i = 0; i < UPLOADS; i++) answers.push(await server.upload());
        const refused = answers.filter((status) => status === 503).length;
        expect([name, nth, refused]).toEqual([name, nth, await faults.count()]);
        expect(answers.filter((status) => status === 201).length).toBe(UPLOADS - refused);
        expect(await server.countAssets()).toBe(before + UPLOADS - refused);
        failed += refused;
      }
      expectUnhurt(server.process);
    }
    expect(failed).toBeGreaterThan(SINGLE.length);
    tellFigures(context, { 'syncs failed': failed, 'acknowledged and not synced': 0 });
  });

  it('fails amid a large upload, part of which is synced while the rest comes: it is refused, without another sync', async (context) => {
    const server = serverFor('a sync of bytes');
    const before = await server.countAssets();
    await using faults = await server.failing({ calls: 'fdatasync', how: 'error=EIO:when=1' });
    expect(await server.upload(LARGE_BYTES)).toBe(503);
    expect(await faults.count()).toBe(1);
    expect(await server.countAssets()).toBe(before);
    tellFigures(context, { 'syncs failed': 1, 'acknowledged and not synced': 0 });
  });
});

function serverFor(name: keyof typeof FAULTS): Watched {
  const server = servers.get(name);
  if (!server) throw new Error(`there is no server for ${name}`);
  return server;
}

/** A server in which nothing but requests writes. */
class Watched {
  readonly process: ServerProcess;
  readonly #folder: string;
  readonly #api: Api;
  #count = 0;

  private constructor(process: ServerProcess, dataFolder: string) {
    this.process = process;
    this.#folder = dataFolder;
    this.#api = apiOf(() => process.url, ROOT_KEY);
  }

  /** With one asset. */
  static async start(dataFolder: string): Promise<Watched> {
    const settings = { VITRINE_DATA: dataFolder, VITRINE_ROOT_KEY: ROOT_KEY, VITRINE_WORKER: 'false' };
    const server = new Watched(await startServerProcess(settings), dataFolder);
    expect(await server.upload()).toBe(201);
    return server;
  }

  async upload(sizeBytes = 0): Promise<number> {
    const body = formWith(`${this.#count++}.bin`, `bytes ${this.#count}`.padEnd(sizeBytes, '.'));
    const response = await this.#api.api('/api/store/asset/upload', { method: 'POST', body });
    await response.text();
    return response.status;
  }

  async countAssets(): Promise<number> {
    return (await this.#api.json<{ collection_total: number }>('/api/store/asset?limit=1')).collection_total;
  }

  async statusOf(path: string): Promise<number> {
    return (await fetch(this.process.url + path)).status;
  }

  async untilReadiness(status: number): Promise<void> {
    await expect.poll(() => this.statusOf('/readyz'), { timeout: 60_000, interval: 200 }).toBe(status);
  }

  /** From now on until it is disposed, such calls of the server fail. */
  async failing({
    calls,
    how,
    files = [],
  }: Omit<Fault, 'statuses'>): Promise<{ count(): Promise<number> } & AsyncDisposable> {
    const log = join(folder, `${this.#count}-${calls}.log`);
    const { pid } = this.process.process;
    const filter = files.flatMap((file) => ['-P', join(this.#folder, file)]);
    const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:${how}`];
    const strace = spawn('strace', ['-f', '-p', String(pid), '-o', log, ...filter, ...inject], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(strace, 'exit');
    await untilAttached(strace);
    return {
      count: async () => (await readFile(log, 'utf8')).split('(INJECTED)').length - 1,
      async [Symbol.asyncDispose]() {
        strace.kill('SIGINT');
        await ended;
      },
    };
  }
}

async function untilAttached(strace: ChildProcess): Promise<void> {
  for await (const said of strace.stderr ?? []) if (String(said).includes('attached')) return;
  throw new Error('strace can not trace the server');
}
