// What Prometheus is told by a real server, read as Prometheus reads it.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startWorkerApp } from '../../src/app/background.ts';
import { openMonitoring } from '../../src/app/monitoring.ts';
import { readConfig } from '../../src/config.ts';
import type { Core } from '../../src/core/index.ts';
import { createMetrics } from '../../src/drivers/metrics/index.ts';
import { plain } from '../support/images.ts';
import { parseMetrics, type Scrape, scrape } from '../support/metrics.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith } from '../support/store.ts';

let server: TestServer;
let operationsUrl: string;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_METRICS_PORT: '0' } });
  operationsUrl = server.operationsUrl ?? '';
});
afterAll(() => server[Symbol.asyncDispose]());

const eventually = (look: () => Promise<void>): Promise<void> => vi.waitFor(look, { timeout: 60_000, interval: 50 });
const look = (): Promise<Scrape> => scrape(operationsUrl);

describe('/metrics', () => {
  it('is for administrators of the installation alone', async () => {
    const status = async (key: string | null) => (await server.api('/metrics', { key })).status;
    expect(await status(null)).toBe(401);
    expect(await status(await keyWith(server, 'assets:read', 'audit:read'))).toBe(403);
    expect(await status(await keyWith(server, 'admin'))).toBe(403);
    expect(await status(await keyOfAnotherWorkspace(server))).toBe(403);
    const answer = await server.api('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(parseMetrics(await answer.text()).value('vitrine_build_info')).toBe(1);
    expect((await server.api('/metrics', { method: 'POST' })).status).toBe(405);
  });

  it('needs no key at an address of its own, where nothing but health is beside it', async () => {
    expect(operationsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const get = (path: string) => fetch(operationsUrl + path);
    expect(await (await get('/livez')).json()).toEqual({ status: 'alive' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
    expect((await get('/metrics')).status).toBe(200);
    for (const path of ['/', '/api/store/asset/', '/docs', '/setup']) expect((await get(path)).status).toBe(404);
  });

  it('gives every metric of ours its type, and those of the process beside them', async () => {
    const { samples, types } = await look();
    expect(types.get('vitrine_http_request_duration_seconds')).toBe('histogram');
    expect(types.get('vitrine_http_requests_in_flight')).toBe('gauge');
    expect(types.get('vitrine_uploads_total')).toBe('counter');
    expect(types.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    const untyped = samples.filter(({ name }) => {
      const base = name.replace(/_(bucket|sum|count)$/, '');
      return !types.has(name) && !types.has(base);
    });
    expect(untyped).toEqual([]);
  });
});

describe('docs/observability.md', () => {
  it('has a row for each metric of ours, of its type, and for no other', async () => {
    const page = await readFile(new URL('../../docs/observability.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `(vitrine_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);
    const ours = [...(await look()).types].filter(([name]) => name.startsWith('vitrine_'));
    expect(rows.toSorted()).toEqual(ours.map(([name, type]) => `${name} ${type}`).toSorted());
    const used = [...page.matchAll(/\b(vitrine_\w+)/g)].map(([, name = '']) =>
      name.replace(/_(bucket|count|sum)$/, ''),
    );
    expect(used.filter((name) => !ours.some(([known]) => known === name))).toEqual([]);
  });
});

describe('what is measured', () => {
  it('counts requests by route, dialect and class of status, and their bytes', async () => {
    const before = await look();
    const { id } = await server.upload('measured.txt', 'x'.repeat(5_000));
    for (let i = 0; i < 3; i++) await server.json(`/api/store/asset/${id}`);
    await server.api(`/api/store/asset/${'0'.repeat(24)}`);
    await server.api('/nowhere/at/all');
    const route = { dialect: 'store', method: 'GET', route: '/api/store/asset/:id' };
    await eventually(async () => {
      const after = await look();
      const grown = (name: string, labels: Record<string, string>) =>
        (after.value(name, labels) ?? 0) - (before.value(name, labels) ?? 0);
      const count = 'vitrine_http_request_duration_seconds_count';
      expect(grown(count, { ...route, status: '2xx' })).toBe(3);
      expect(grown(count, { ...route, status: '4xx' })).toBe(1);
      expect(grown(count, { dialect: 'none', route: 'none', status: '4xx' })).toBe(1);
      expect(grown('vitrine_http_received_bytes_total', { dialect: 'store' })).toBeGreaterThan(5_000);
      expect(grown('vitrine_uploads_total', { outcome: 'ok' })).toBe(1);
      expect(grown('vitrine_uploaded_bytes_total', {})).toBe(5_000);
      expect(grown('vitrine_transaction_duration_seconds_count', { transaction: 'createAsset', outcome: 'ok' })).toBe(
        1,
      );
      expect(
        grown('vitrine_blob_operation_duration_seconds_count', { operation: 'write', outcome: 'ok' }),
      ).toBeGreaterThan(0);
      expect(after.value('vitrine_http_requests_in_flight')).toBe(0);
    });
  });

  it('counts what was refused by why it was', async () => {
    await using small = await startTestServer({
      settings: { VITRINE_METRICS_PORT: '0', VITRINE_MAX_UPLOAD_BYTES: '10' },
    });
    await expect(small.upload('large.txt', 'x'.repeat(1_000))).rejects.toThrow('413');
    const found = await scrape(small.operationsUrl ?? '');
    expect(found.value('vitrine_uploads_total', { outcome: 'too_large' })).toBe(1);
    expect(
      found.value('vitrine_blob_operation_duration_seconds_count', { operation: 'write', outcome: 'abandoned' }),
    ).toBe(1);
    expect(found.value('vitrine_uploaded_bytes_total')).toBe(0);
  });

  it('counts downloads as files, those of an archive each', async () => {
    const one = await server.upload('one.txt', 'one');
    const two = await server.upload('two.txt', 'two');
    const before = (await look()).value('vitrine_downloads_total', { outcome: 'ok' }) ?? 0;
    await (await server.api(`/api/store/asset/${one.id}/content`)).text();
    await (await server.api(`/api/store/asset/download?id=${one.id}&id=${two.id}`)).arrayBuffer();
    expect((await look()).value('vitrine_downloads_total', { outcome: 'ok' })).toBe(before + 3);
  });

  it('tells an answer that was cut from one that was not', async () => {
    const { id } = await server.upload('long.bin', new Uint8Array(40_000_000));
    const stop = new AbortController();
    const answer = await server.api(`/api/store/asset/${id}/content`, { signal: stop.signal });
    await answer.body?.getReader().read();
    stop.abort();
    const cut = { route: '/api/store/asset/:id/content', status: 'aborted' };
    await eventually(async () =>
      expect((await look()).value('vitrine_http_request_duration_seconds_count', cut)).toBe(1),
    );
  });

  it('follows decoding, jobs and the cache of pictures', async () => {
    const { id } = await server.upload('photo.jpg', await plain(64, 48).jpeg().toBuffer());
    const job = { type: 'examine', outcome: 'ok' };
    await eventually(async () => {
      const found = await look();
      expect(found.value('vitrine_jobs', { type: 'examine', state: 'due' })).toBe(0);
      expect(found.value('vitrine_job_duration_seconds_count', job)).toBeGreaterThan(0);
    });
    await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { is_public: true } });
    const picture = async () => (await server.api(`/api/store/asset/${id}/content?w=40`)).status;
    expect([await picture(), await picture()]).toEqual([200, 200]);
    const found = await look();
    expect(
      found.value('vitrine_decoding_duration_seconds_count', { operation: 'examine', outcome: 'ok' }),
    ).toBeGreaterThan(0);
    expect(found.value('vitrine_decoding_duration_seconds_count', { operation: 'transform', outcome: 'ok' })).toBe(1);
    expect(found.value('vitrine_picture_cache_requests_total', { outcome: 'miss' })).toBe(1);
    expect(found.value('vitrine_picture_cache_requests_total', { outcome: 'hit' })).toBe(1);
    // What else was uploaded here may still be looked at.
    await eventually(async () => {
      const rest = await look();
      expect(rest.value('vitrine_decoder_originals', { state: 'running' })).toBe(0);
      expect(rest.value('vitrine_decoder_originals', { state: 'waiting' })).toBe(0);
    });
  });

  it('tells the maintained totals and the jobs that wait, as they were seconds before at most', async () => {
    await using idle = await startTestServer({ settings: { VITRINE_METRICS_PORT: '0', VITRINE_WORKER: 'false' } });
    const ask = () => scrape(idle.operationsUrl ?? '');
    await eventually(async () => {
      const empty = await ask();
      expect(empty.value('vitrine_assets')).toBe(0);
      expect(empty.value('vitrine_job_oldest_due_seconds', { type: 'examine' })).toBe(0);
    });
    await idle.upload('a.txt', 'four');
    await idle.upload('b.txt', 'five5');
    await eventually(async () => expect((await ask()).value('vitrine_assets')).toBe(2));
    const found = await ask();
    expect(found.value('vitrine_workspaces')).toBe(1);
    expect(found.value('vitrine_asset_bytes')).toBe(9);
    expect(found.value('vitrine_jobs', { type: 'examine', state: 'due' })).toBe(2);
    expect(found.value('vitrine_job_oldest_due_seconds', { type: 'examine' })).toBeGreaterThan(0);
    expect(found.value('vitrine_database_up')).toBe(1);
  });

  it('has no label that holds an id, a name or an address', async () => {
    const name = 'a-name-that-is-nobodys-business.txt';
    const { id } = await server.upload(name, 'private');
    const folder = await server.json<{ id: string }>('/api/store/folder', {
      method: 'POST',
      json: { name: 'secret-place' },
    });
    for (const path of [
      `/api/store/asset/${id}`,
      `/api/hub/${id}`,
      `/s/secret-token`,
      `/v/secret-vault/${name}`,
      `/${name}`,
    ])
      await (await server.api(path, { method: 'GET' })).arrayBuffer();
    await (await fetch(`${server.url}/${name}`, { method: 'PROPFIND' })).arrayBuffer();
    const values = (await look()).samples.flatMap(({ labels }) => Object.values(labels)).join('\n');
    for (const secret of [id, folder.id, name, 'secret', 'PROPFIND', server.rootKey])
      expect(values).not.toContain(secret);
    expect(values).toContain('/api/store/asset/:id');
  });
});

describe('while the database does not answer', () => {
  it('says so, leaves out what it does not know, and tells the rest', async () => {
    const metrics = createMetrics({ version: '1', node: '24' });
    const check = {
      name: 'bytes',
      rounds: 2,
      allBlobs: 7,
      allBytes: 70,
      finishedAt: 5_000,
      oldestAt: null,
      lastOldestAt: null,
    };
    const scrub = { checks: [check], damaged: 1, found: 3, mended: 2 };
    const figures = { workspaces: 1, assets: 2, folders: 3, bytes: 4, jobs: [], scrub };
    const decoder = { running: 1, waiting: 2 };
    const retries = new Map([['createAsset', 5]]);
    const engine = { inUse: 3, idle: 1, waiting: 7, retries };
    const up = parseMetrics(await metrics.text({ figures, decoder, engine }));
    expect(up.value('vitrine_assets')).toBe(2);
    expect(up.value('vitrine_database_connections', { state: 'in_use' })).toBe(3);
    expect(up.value('vitrine_database_connections_waiting')).toBe(7);
    expect(up.value('vitrine_transaction_retries_total', { transaction: 'createAsset' })).toBe(5);
    expect(up.value('vitrine_blobs_damaged')).toBe(1);
    expect(up.value('vitrine_blobs_mended_total')).toBe(2);
    expect(up.value('vitrine_scrub_rounds_total', { check: 'bytes' })).toBe(2);
    expect(up.value('vitrine_scrub_last_round_timestamp_seconds', { check: 'bytes' })).toBe(5);
    const down = parseMetrics(await metrics.text({ figures: undefined, decoder, engine }));
    expect(down.value('vitrine_database_up')).toBe(0);
    expect(down.value('vitrine_assets')).toBeUndefined();
    expect(down.value('vitrine_blobs_damaged')).toBeUndefined();
    expect(down.value('vitrine_transaction_retries_total', { transaction: 'createAsset' })).toBe(5);
    expect(down.value('vitrine_decoder_originals', { state: 'waiting' })).toBe(2);
  });

  it('is answered all the same', async () => {
    await using broken = await startTestServer({ settings: { VITRINE_METRICS_PORT: '0', VITRINE_WORKER: 'false' } });
    await broken.core.engine[Symbol.asyncDispose]();
    const found = await scrape(broken.operationsUrl ?? '');
    expect(found.value('vitrine_database_up')).toBe(0);
    expect(found.value('vitrine_assets')).toBeUndefined();
    expect(found.value('vitrine_http_requests_in_flight')).toBe(0);
  });
});

describe('scrapes', () => {
  it('however many and however often, ask the database once in a while', async () => {
    const monitoring = await openMonitoring(readConfig({ VITRINE_DATA: server.dataFolder }));
    let asked = 0;
    const core: Core = {
      ...server.core,
      getFigures(actor) {
        asked++;
        return server.core.getFigures(actor);
      },
    };
    const text = monitoring.metricsOf({ core, media: { load: () => ({ running: 0, waiting: 0 }) } });
    const answers = await Promise.all(Array.from({ length: 30 }, text));
    answers.push(await text());
    for (const answer of answers) expect(parseMetrics(answer.text).value('vitrine_workspaces')).toBeGreaterThan(0);
    expect(asked).toBe(1);
    await monitoring[Symbol.asyncDispose]();
  });

  it('wait together for a database that is slow, and each no longer than it would alone', async () => {
    const monitoring = await openMonitoring(readConfig({ VITRINE_DATA: server.dataFolder }));
    let asked = 0;
    const answered = Promise.withResolvers<void>();
    const core: Core = {
      ...server.core,
      async getFigures(actor) {
        asked++;
        await answered.promise;
        return server.core.getFigures(actor);
      },
    };
    const text = monitoring.metricsOf({ core, media: { load: () => ({ running: 0, waiting: 0 }) } });
    const up = async () => parseMetrics((await text()).text).value('vitrine_database_up');
    expect(await up()).toBe(0);
    const late = up();
    answered.resolve();
    expect(await late).toBe(1);
    expect(asked).toBe(1);
    await monitoring[Symbol.asyncDispose]();
  });
});

describe('a worker without a server', () => {
  it('tells of its own jobs and of how all stands, at an address of its own', async () => {
    await using serving = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
    await serving.upload('photo.jpg', await plain(64, 48).jpeg().toBuffer());
    await using worker = await startWorkerApp(
      readConfig({
        ...serving.settings,
        VITRINE_ROOT_KEY: serving.rootKey,
        VITRINE_LOG_LEVEL: 'silent',
        VITRINE_DECODERS: '1',
        VITRINE_METRICS_PORT: '0',
      }),
    );
    const url = worker.operationsUrl ?? '';
    await eventually(async () => {
      const found = await scrape(url);
      expect(found.value('vitrine_job_duration_seconds_count', { type: 'examine', outcome: 'ok' })).toBe(1);
      expect(found.value('vitrine_jobs', { type: 'examine', state: 'due' })).toBe(0);
      expect(found.value('vitrine_assets')).toBe(1);
    });
    const found = await scrape(url);
    expect(found.value('vitrine_build_info')).toBe(1);
    expect(found.value('vitrine_database_up')).toBe(1);
    expect(found.value('vitrine_decoding_duration_seconds_count', { operation: 'examine', outcome: 'ok' })).toBe(1);
    expect(found.value('vitrine_http_request_duration_seconds_count') ?? 0).toBe(0);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});
