import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/index.ts';
import { watchRecentRequests } from '../../src/drivers/metrics/recent.ts';
import { takeJobOf } from '../support/core.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith } from '../support/store.ts';

interface Health {
  readonly version: string;
  readonly node: {
    readonly database: string;
    readonly disk: { readonly free: number; readonly total: number } | null;
    readonly requests: readonly { readonly requests: number; readonly p50_ms: number | null }[];
  } | null;
  readonly jobs: readonly { readonly type: string; readonly dead: number }[] | null;
  readonly dead_jobs: readonly { readonly id: string; readonly asset: string | null; readonly reason: string | null }[];
  readonly verification: {
    readonly blobs: number;
    readonly verified: number;
    readonly damaged: number;
    readonly last: string | null;
  } | null;
}

let server: TestServer;
let otherKey: string;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' }, isEmbedded: true });
  otherKey = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const health = (key = server.rootKey) => server.json<Health>('/api/admin/health', { key });

describe('health', () => {
  it('tells administrators of the installation of the node, the disk, the bytes and all jobs', async () => {
    await server.upload('a.txt', 'examined');
    await server.core.verifyLibrary();
    const found = await health();
    expect(found.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(found.node?.database).toMatch(/^(sqlite|postgres)$/);
    expect(found.node?.disk?.total).toBeGreaterThan(found.node?.disk?.free ?? Number.POSITIVE_INFINITY);
    expect(found.node?.requests).toHaveLength(60);
    const counted = (await health()).node?.requests.reduce((sum, { requests }) => sum + requests, 0);
    expect(counted).toBeGreaterThan(0);
    expect(found.jobs).toContainEqual(expect.objectContaining({ type: 'examine', dead: 0 }));
    expect(found.verification).toMatchObject({ blobs: 1, verified: 1, damaged: 0, last: expect.any(String) });
  });

  it('tells others of their own laid-aside jobs alone', async () => {
    expect(await health(await keyWith(server, 'admin'))).toMatchObject({ node: null, jobs: null, verification: null });
    for (const scope of ['assets:write', 'audit:read', 'apikeys:write'] as const)
      expect((await server.api('/api/admin/health', { key: await keyWith(server, scope) })).status).toBe(403);
    expect((await server.api('/api/admin/health', { key: null })).status).toBe(401);
  });

  it('shows jobs that were laid aside, and tries them again', async () => {
    const asset = await deadJob();
    const key = await keyWith(server, 'admin');
    const [job] = (await health(key)).dead_jobs;
    expect(job).toMatchObject({ asset, reason: 'It broke.' });
    expect((await health()).dead_jobs).toMatchObject([{ id: job?.id, reason: 'ENOENT /inside' }]);
    expect((await health(otherKey)).dead_jobs).toEqual([]);
    const retry = (id: string | undefined, who: string) =>
      server.api(`/api/admin/jobs/${id}/retry`, { method: 'POST', key: who });
    const foreign = await retry(job?.id, otherKey);
    const unknown = await retry('0123456789abcdef01234567', otherKey);
    expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
    expect((await retry(job?.id, await keyWith(server, 'assets:write'))).status).toBe(403);
    expect((await retry(job?.id, key)).status).toBe(204);
    expect((await retry(job?.id, key)).status).toBe(404);
    expect((await health(key)).dead_jobs).toEqual([]);
    const [taken] = await server.core.takeJobs(1);
    expect(taken).toMatchObject({ id: job?.id, attempts: 1 });
    await server.core.examineAsset(asset);
    expect(await server.json(`/api/store/asset/${asset}/facts`)).toMatchObject({
      state: expect.stringMatching(/ready|no_preview/),
    });
  });

  /** An asset whose job has failed as often as it may; answers the asset. */
  async function deadJob(): Promise<Id> {
    const { id } = await server.upload<{ id: Id }>('b.txt', 'broken');
    const job = await takeJobOf(server.core, id);
    const why = { error: 'ENOENT /inside', reason: 'It broke.' };
    expect(await server.core.giveUpJob(job.payload, { ...job, begun: 4 }, why)).toBe(true);
    return id;
  }
});

describe('requests of the last hour', () => {
  it('are counted by the minute they ended in, with how long most of them took', () => {
    let now = 1_000 * 60_000;
    const recent = watchRecentRequests(() => now);
    const request = (status: number, dialect: string | undefined = 'store') =>
      recent.observer
        .begin({ kind: 'request', name: 'GET', route: '/', dialect, id: 'x', scheme: 'http', caller: undefined })
        .end('ok', { status });
    for (const status of [200, 404, 500, 503]) request(status);
    recent.observer.begin({ kind: 'blob', name: 'open' }).end('ok');
    now += 59 * 60_000;
    request(200);
    const minutes = recent.list();
    expect(minutes).toHaveLength(60);
    expect(minutes[0]).toMatchObject({ from: 60_000_000, requests: 4, errors: 2, p50Ms: expect.any(Number) });
    expect(minutes[30]).toEqual({ from: 61_800_000, requests: 0, errors: 0, p50Ms: null, p95Ms: null });
    expect(minutes[59]).toMatchObject({ requests: 1, errors: 0 });
    now += 60_000;
    expect(recent.list()[0]?.requests).toBe(0);
  });
});
