// Several processes of one `vitrine serve` on one port. They are what is tested, so they are real ones.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../support/images.ts';
import { parseMetrics, type Scrape } from '../support/metrics.ts';
import { apiOf } from '../support/nodes.ts';
import { runCommand, type ServerProcess, startServerProcess } from '../support/process.ts';

const ROOT_KEY = 'root_key_of_the_tests_of_processes_0123456789';
let folder: string;
let server: ServerProcess;
const { api, upload } = apiOf(() => server.url, ROOT_KEY);

const settings = () => ({
  VITRINE_DATA: folder,
  VITRINE_ROOT_KEY: ROOT_KEY,
  VITRINE_PROCESSES: '2',
  VITRINE_METRICS_PORT: '0',
  VITRINE_DECODERS: '1',
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-processes-'));
  server = await startServerProcess(settings());
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Of those that serve, oldest first. */
const pids = (): number[] =>
  readFileSync(`/proc/${server.process.pid}/task/${server.process.pid}/children`, 'latin1')
    .split(' ')
    .filter((pid) => pid !== '')
    .map(Number);

async function until<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await pause(50);
  }
}

/** Over a connection of its own, so that it comes to whichever process is next; answers the status, or what went wrong. */
async function statusOf(path: string): Promise<number | string> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve) => {
    const request = get(
      server.url + path,
      { agent, timeout: 60_000, headers: { authorization: `Bearer ${ROOT_KEY}` } },
      (response) => {
        response.resume().once('close', () => resolve(response.statusCode ?? 0));
      },
    );
    request.once('timeout', () => request.destroy(new Error('left waiting')));
    request.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });
}

async function scrapeAll(): Promise<Scrape> {
  const url = await until(() => /^Metrics and health are on (\S+)$/m.exec(server.output())?.[1]);
  return parseMetrics(await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text());
}

const LISTS = { dialect: 'store', status: '2xx' };
const listsIn = (scrape: Scrape) => scrape.value('vitrine_http_request_duration_seconds_count', LISTS) ?? 0;

describe('several processes on one port', () => {
  it('are told of once, and are as many as were asked for', async () => {
    await until(() => /^2 processes share it$/m.exec(server.output())?.[0]);
    expect(server.output().match(/Vitrine listens on/g)).toHaveLength(1);
    expect(pids()).toHaveLength(2);
  });

  it('are measured as if they were one, whichever is asked', async () => {
    const before = listsIn(await scrapeAll());
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf('/api/store/asset/')));
    expect(new Set(statuses)).toEqual(new Set([200]));
    // A request is noted when its answer has left, which the client may hear of first.
    await until(async () => (listsIn(await scrapeAll()) === before + 20 ? true : undefined));
    for (let asked = 0; asked < 4; asked++) {
      const scrape = await scrapeAll();
      expect(listsIn(scrape)).toBe(before + 20);
      expect(scrape.value('vitrine_workspaces')).toBe(1);
      expect(scrape.value('vitrine_database_up')).toBe(1);
      expect(scrape.value('vitrine_build_info')).toBe(1);
    }
  });

  it('do each job once', async () => {
    const count = 6;
    const before = (await scrapeAll()).value('vitrine_job_duration_seconds_count') ?? 0;
    const first = await upload('0.png', await plain(40, 30).png().toBuffer());
    const others = await Promise.all(
      Array.from({ length: count - 1 }, async (_, i) =>
        upload(
          `${i}.png`,
          await plain(50 + i, 30)
            .png()
            .toBuffer(),
        ),
      ),
    );
    expect(new Set([first, ...others].map(({ sha256 }) => sha256)).size).toBe(count);
    const scrape = await until(async () => {
      const now = await scrapeAll();
      const left =
        (now.value('vitrine_jobs', { state: 'due' }) ?? 0) + (now.value('vitrine_jobs', { state: 'waiting' }) ?? 0);
      return left === 0 && (now.value('vitrine_job_duration_seconds_count') ?? 0) >= before + count ? now : undefined;
    });
    expect(scrape.value('vitrine_job_duration_seconds_count', { outcome: 'ok' })).toBe(before + count);
  });

  it('are replaced when they end, and nobody is refused or left waiting meanwhile', async () => {
    const [killed = 0, kept = 0] = pids();
    const seen = new Set<number | string>();
    let isOver = false;
    const asking = Array.from({ length: 4 }, async () => {
      while (!isOver) seen.add(await statusOf('/api/store/asset/'));
    });
    process.kill(killed, 'SIGKILL');
    await until(() => (pids().length === 2 && !pids().includes(killed) ? true : undefined));
    await until(() => (server.output().includes(`Process ${killed} has ended (SIGKILL)`) ? true : undefined));
    await until(() => (server.output().includes(`Process ${pids().at(-1)} has taken its place`) ? true : undefined));
    isOver = true;
    await Promise.all(asking);
    expect(pids()).toContain(kept);
    // What the killed one was at is cut.
    seen.delete('ECONNRESET');
    expect(seen).toEqual(new Set([200]));
    // It does what the other one did.
    process.kill(kept, 'SIGKILL');
    await until(() => (server.output().includes(`Process ${kept} has ended (SIGKILL)`) ? true : undefined));
    expect((await api('/api/store/asset/', { headers: { connection: 'close' } })).status).toBe(200);
  });

  it('end together, with what they were at finished', async () => {
    const all = pids();
    expect(await server.stop()).toBe(0);
    for (const pid of all) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

it('gives one link to set the first password, and ends with all when it is killed itself', async () => {
  const own = await mkdtemp(join(tmpdir(), 'vitrine-processes-'));
  try {
    server = await startServerProcess({ VITRINE_DATA: own, VITRINE_PROCESSES: '2' });
    await until(() => /^2 processes share it$/m.exec(server.output())?.[0]);
    expect(server.output().match(/Set the first password here/g)).toHaveLength(1);
    const all = pids();
    await server.kill();
    const isAlive = (pid: number): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await until(() => (all.some(isAlive) ? undefined : true));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
});

it('says once that a port is taken, and ends', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const own = await mkdtemp(join(tmpdir(), 'vitrine-processes-'));
  try {
    const { code, stderr } = await runCommand(['serve'], {
      VITRINE_DATA: own,
      VITRINE_PROCESSES: '2',
      VITRINE_PORT: String(port),
      VITRINE_LOG_LEVEL: 'silent',
    });
    expect(code).toBe(1);
    expect(stderr.match(/EADDRINUSE/g)).toHaveLength(1);
  } finally {
    taken.close();
    await rm(own, { recursive: true, force: true });
  }
});
