// What anybody can ask without credentials: each route that is open, by the server's own list of them, costs few statements and little
// processor time, asked for what is there or not; and health the same, however often it is asked.
import { StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { knownThings } from '../support/known-things.ts';
import { exactClient } from '../support/requests.ts';
import type { TestServer } from '../support/server.ts';
import { type LiveRoute, startWithRoutes } from './live-routes.ts';

let server: TestServer;
let routes: LiveRoute[];
let client: ReturnType<typeof exactClient>;
beforeAll(async () => {
  ({ server, routes } = await startWithRoutes({ isEmbedded: true }));
  client = exactClient(server.url);
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** A password is made costly to try; how often one may be tried is counted (`http/attempts`). */
const TRIES_PASSWORDS = /login|POST \/api\/console\/session|get_access|POST \/(s|setup)\b/;
const TIMES = 20;
const MOST_STATEMENTS = 25;
/** Of a slow processor, too; what is counted beside it is exact. */
const MOST_CPU_MS = 500;

interface Cost {
  readonly statements: number;
  readonly transactions: number;
  readonly cpuMs: number;
}

/** Of one of so many equal requests; the client's own processor time is in it. */
async function costOf(ask: () => Promise<unknown>): Promise<Cost> {
  const reads = (['all', 'get', 'iterate', 'run'] as const).map((name) => vi.spyOn(StatementSync.prototype, name));
  const writes = vi.spyOn(server.core.engine, 'write');
  // What is made once is made now.
  await ask();
  for (const spy of [...reads, writes]) spy.mockClear();
  const before = process.cpuUsage();
  for (let i = 0; i < TIMES; i++) await ask();
  const { user, system } = process.cpuUsage(before);
  const statements = reads.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  const cost = {
    statements: statements / TIMES,
    transactions: writes.mock.calls.length / TIMES,
    cpuMs: (user + system) / 1_000 / TIMES,
  };
  for (const spy of [...reads, writes]) spy.mockRestore();
  return cost;
}

const body = 'token=x&username=a%40b.c&email=a%40b.c&password=not+the+right+one&title=x';
const ask = async ({ method }: Pick<LiveRoute, 'method'>, path: string): Promise<number> => {
  const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  const headers = isRead ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  return (await client.send({ method, path, headers, ...(isRead ? {} : { body }) })).status;
};

/** With what is there in the place of its parameters, and with what is not. */
async function addressesOf(url: string, things: ReturnType<typeof knownThings>): Promise<string[]> {
  const there: readonly (readonly [RegExp, string])[] = [
    [/\/:token/, 'token'],
    [/\/files\/:id/, 'asset'],
    [/\/folders\/:id/, 'folder'],
    [/\/:(id|assetId|libraryId)\b/, url.includes('/api/v1/') ? 'publication' : 'asset'],
    [/\/:assetKey/, 'assetKey'],
    [/\/:slug/, 'slug'],
  ];
  let real = url;
  for (const [pattern, name] of there) {
    const at = pattern.exec(real);
    if (at) real = real.replace(/:\w+/, (await things.get(name)) ?? '');
  }
  const filled = (address: string) => address.replace(/:\w+/g, 'x').replace(/\*/g, 'x');
  return [...new Set([filled(real.replace(':partition/:collection/:channel/:filename', 'p/c/h/a.png')), filled(url)])];
}

describe('without credentials', () => {
  it('no route costs much', async () => {
    const things = knownThings(server, server.rootKey);
    await things.get('asset');
    await things.get('vaultAsset');
    const open = routes.filter(
      ({ name, isRefusal, access }) => !isRefusal && access !== 'required' && !name.startsWith('operations'),
    );
    expect(open.length).toBeGreaterThan(15);
    const dear: string[] = [];
    for (const route of open.filter(({ name, method }) => method !== 'OPTIONS' && !TRIES_PASSWORDS.test(name)))
      for (const path of await addressesOf(route.url, things)) {
        const { statements, transactions, cpuMs } = await costOf(async () => await ask(route, path));
        const told = `${route.method} ${path}: ${statements} statements, ${transactions} transactions, ${cpuMs.toFixed(1)} ms`;
        if (process.env['SHOW_COSTS']) console.info(told);
        if (statements > MOST_STATEMENTS || transactions > 2 || cpuMs > MOST_CPU_MS) dear.push(told);
      }
    expect(dear).toEqual([]);
  });

  it('what needs them is refused before anything is asked of the database', async () => {
    const closed = routes.filter(
      ({ name, isRefusal, access, url }) =>
        !isRefusal && access === 'required' && url.startsWith('/api/') && !name.startsWith('operations'),
    );
    expect(closed.length).toBeGreaterThan(80);
    const dear: string[] = [];
    for (const route of closed) {
      const path = route.url.replace(/:\w+/g, 'x').replace(/\*/g, 'x');
      const spies = [
        ...(['all', 'get', 'iterate', 'run'] as const).map((name) => vi.spyOn(StatementSync.prototype, name)),
        vi.spyOn(server.core.engine, 'write'),
      ];
      const status = await ask(route, path);
      const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
      for (const spy of spies) spy.mockRestore();
      if (status !== 401 || calls > 0) dear.push(`${route.name}: ${status}, ${calls} calls`);
    }
    expect(dear).toEqual([]);
  });

  it('health is looked at once a second at most, and writes nothing', async () => {
    const startedAt = Date.now();
    const spies = (['all', 'get', 'iterate', 'run'] as const).map((name) => vi.spyOn(StatementSync.prototype, name));
    const writes = vi.spyOn(server.core.engine, 'write');
    const checks = vi.spyOn(server.core.blobs, 'check');
    for (let i = 0; i < 300; i++)
      expect(await ask({ method: 'GET' }, ['/readyz', '/livez', '/healthz'][i % 3] ?? '')).toBe(200);
    const seconds = Math.floor((Date.now() - startedAt) / 1_000) + 1;
    expect(checks.mock.calls.length).toBeLessThanOrEqual(seconds);
    expect(spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)).toBeLessThanOrEqual(10 * seconds);
    expect(writes).not.toHaveBeenCalled();
    for (const spy of [...spies, writes, checks]) spy.mockRestore();
  });
});
