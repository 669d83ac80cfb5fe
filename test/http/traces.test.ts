// Traces of a real server, received by a collector that speaks OTLP over HTTP.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { type Collector, type ReceivedSpan, startCollector } from '../support/collector.ts';
import { plain } from '../support/images.ts';
import { runCommand, startServerProcess } from '../support/process.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
/** Where requests of the tests come from: then whatever is passed on is believed. */
const TRUSTED = { VITRINE_TRUST_PROXY: '127.0.0.1,::1' };
const PASSED_ON = { 'x-forwarded-for': '192.0.2.7' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-traces-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a collector has once a server, which did `work`, has stopped. */
async function tracesOf(
  work: (server: TestServer) => Promise<unknown>,
  settings = {},
): Promise<readonly ReceivedSpan[]> {
  await using collector = await startCollector();
  {
    await using server = await startTestServer({ settings: { VITRINE_TRACES_URL: collector.url, ...settings } });
    await work(server);
  }
  return collector.spans;
}

const upload = (server: TestServer, bytes: string | Uint8Array, headers = {}) =>
  server.api('/api/store/asset/upload', { method: 'POST', body: formWith('a.jpg', bytes), headers });

/** Its own name, that of what caused it, and so on to the first that was received. */
function lineage(spans: readonly ReceivedSpan[], span: ReceivedSpan | undefined): string[] {
  if (!span) return [];
  return [
    span.name,
    ...lineage(
      spans,
      spans.find(({ spanId }) => spanId === span.parentSpanId),
    ),
  ];
}

const named = (spans: readonly ReceivedSpan[], name: string) => spans.find((span) => span.name === name);

describe('a trace', () => {
  it('goes on from the caller to the request, and from there to transactions and bytes', async () => {
    const spans = await tracesOf(
      (server) =>
        upload(server, 'x'.repeat(100), {
          ...PASSED_ON,
          traceparent: `00-${TRACE}-${CALLER}-01`,
          'x-request-id': 'the-upload',
        }),
      { ...TRUSTED, VITRINE_WORKER: 'false', VITRINE_SERVICE_NAME: 'our-files' },
    );
    const request = named(spans, 'POST /api/store/asset/upload');
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, kind: 2 });
    expect(request?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/store/asset/upload',
      'http.response.status_code': 201,
      'url.scheme': 'http',
      'vitrine.dialect': 'store',
      'vitrine.request_id': 'the-upload',
    });
    expect(request?.resource).toMatchObject({ 'service.name': 'our-files', 'service.version': expect.any(String) });
    expect(spans.every(({ traceId }) => traceId === TRACE)).toBe(true);
    const transaction = named(spans, 'createAsset');
    expect(transaction).toMatchObject({ kind: 3, attributes: { 'db.operation.name': 'createAsset' } });
    expect(transaction?.attributes['db.system.name']).toMatch(/^(sqlite|postgresql)$/);
    expect(lineage(spans, transaction)).toEqual(['createAsset', 'POST /api/store/asset/upload']);
    expect(lineage(spans, named(spans, 'blob commit'))).toEqual([
      'blob commit',
      'transfer upload',
      'POST /api/store/asset/upload',
    ]);
  });

  it('begins with a job, and has the decoding in it', async () => {
    const spans = await tracesOf(async (server) => {
      await upload(server, await plain(64, 48).jpeg().toBuffer());
      await vi.waitFor(
        async () =>
          expect((await server.core.getFigures(SYSTEM)).jobs).toContainEqual(
            expect.objectContaining({ type: 'examine', due: 0, waiting: 0 }),
          ),
        {
          timeout: 60_000,
          interval: 50,
        },
      );
    });
    const job = named(spans, 'job examine');
    expect(job?.parentSpanId ?? '').toBe('');
    expect(job?.attributes).toMatchObject({ 'vitrine.job_type': 'examine', 'vitrine.outcome': 'ok' });
    expect(lineage(spans, named(spans, 'decoding examine'))).toEqual(['decoding examine', 'job examine']);
    expect(lineage(spans, named(spans, 'noteExamined'))).toEqual(['noteExamined', 'job examine']);
  });

  it('keeps requests apart that are under way at the same time', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `r-${index}`);
    const spans = await tracesOf((server) => Promise.all(ids.map((id) => upload(server, id, { 'x-request-id': id }))), {
      VITRINE_WORKER: 'false',
    });
    const requests = spans.filter(({ kind }) => kind === 2);
    expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(20);
    for (const { traceId } of requests)
      expect(spans.filter((span) => span.traceId === traceId && span.name === 'createAsset')).toHaveLength(1);
  });

  it('calls an error what is the fault of the server, and not what is the fault of the client', async () => {
    const spans = await tracesOf(
      async (server) => {
        await server.api(`/api/store/asset/${'0'.repeat(24)}`);
        await server.core.engine[Symbol.asyncDispose]();
        await upload(server, 'x');
      },
      { VITRINE_WORKER: 'false' },
    );
    const missing = named(spans, 'GET /api/store/asset/:id');
    expect(missing?.attributes['http.response.status_code']).toBe(404);
    expect(missing?.status.code ?? 0).toBe(0);
    expect(named(spans, 'createAsset')).toMatchObject({
      status: { code: 2 },
      attributes: { 'vitrine.outcome': 'unavailable' },
    });
    expect(named(spans, 'POST /api/store/asset/upload')?.status.code).toBe(2);
  });

  it('has no addresses, names or credentials in it, and leaves out what tells nothing', async () => {
    let secrets: string[] = [];
    const spans = await tracesOf(async (server) => {
      const { id } = (await (await upload(server, 'x')).json()) as { id: string };
      secrets = [id, 'a.jpg', 'canary', server.rootKey];
      await server.api(`/api/store/asset/${id}?token=canary`);
      await server.api('/v/canary/canary.txt?signature=canary');
      for (const path of ['/healthz', '/readyz', '/canary']) await server.api(path);
    });
    expect(spans.length).toBeGreaterThan(3);
    for (const secret of secrets) expect(JSON.stringify(spans)).not.toContain(secret);
    expect(spans.filter(({ kind, attributes }) => kind === 2 && attributes['vitrine.dialect'] === undefined)).toEqual(
      [],
    );
  });
});

describe('which traces are kept', () => {
  const read =
    (headers = {}) =>
    async (server: TestServer) => {
      for (let i = 0; i < 10; i++) await server.api('/api/store/asset/', { headers });
    };

  it('is the ratio for those that begin here, and the caller for the others', async () => {
    const none = { VITRINE_TRACES_RATIO: '0' };
    expect(await tracesOf(read(), none)).toEqual([]);
    const callerSays = (flags: string) => read({ ...PASSED_ON, traceparent: `00-${TRACE}-${CALLER}-${flags}` });
    expect(await tracesOf(callerSays('00'), TRUSTED)).toEqual([]);
    const asked = await tracesOf(callerSays('01'), { ...none, ...TRUSTED });
    expect(asked.filter(({ kind }) => kind === 2)).toHaveLength(10);
  });

  it('is for no caller to say but a proxy that is trusted: others neither begin, join nor end a trace', async () => {
    const nobody = [{}, { VITRINE_TRUST_PROXY: '192.0.2.1' }];
    for (const settings of nobody) {
      const joined = (flags: string) => read({ ...PASSED_ON, traceparent: `00-${TRACE}-${CALLER}-${flags}` });
      expect(await tracesOf(joined('01'), { ...settings, VITRINE_TRACES_RATIO: '0' })).toEqual([]);
      const spans = await tracesOf(joined('00'), settings);
      const requests = spans.filter(({ kind }) => kind === 2);
      expect(requests).toHaveLength(10);
      expect(requests.filter(({ traceId, parentSpanId }) => traceId === TRACE || parentSpanId === CALLER)).toEqual([]);
    }
  });
});

describe('a collector in trouble', () => {
  const works = async (collector: Pick<Collector, 'url'>) => {
    await using server = await startTestServer({ settings: { VITRINE_TRACES_URL: collector.url } });
    for (let i = 0; i < 30; i++) expect((await server.api('/api/store/asset/')).status).toBe(200);
    expect((await upload(server, 'x')).status).toBe(201);
  };

  it('that never answers keeps nobody from anything, the stop of the server included', async () => {
    await using collector = await startCollector(() => undefined);
    await works(collector);
    expect(collector.requests).toBeGreaterThan(0);
  });

  it('that refuses, resets or talks nonsense does no harm either', async () => {
    for (const answer of [503, 400, 'reset', 'nonsense'] as const) {
      await using collector = await startCollector((response) => {
        if (answer === 'reset') response.destroy();
        else if (answer === 'nonsense') response.end('}{');
        else response.writeHead(answer).end();
      });
      await works(collector);
    }
  });

  it('that is not there is told of in the log, once', async () => {
    const gone = await startCollector();
    await gone[Symbol.asyncDispose]();
    await using server = await startServerProcess({
      VITRINE_DATA: join(folder, 'gone'),
      VITRINE_TRACES_URL: gone.url,
      VITRINE_ROOT_KEY: 'a-root-key-for-the-server-without-collector',
    });
    const told = () => server.output().split('traces can not be sent').length - 1;
    await vi.waitFor(
      async () => {
        expect((await fetch(`${server.url}/api/store/asset/`)).status).toBe(401);
        expect(told()).toBe(1);
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(await server.stop()).toBe(0);
    expect(told()).toBe(1);
  });
});

describe('without the packages for traces', () => {
  /** As if they were not installed. */
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (!/^@opentelemetry\\/(sdk|exporter|resources)/.test(name)) return next(name, context);
      throw Object.assign(new Error('Cannot find package ' + name), { code: 'ERR_MODULE_NOT_FOUND' });
    } });`;
  const settings = (data: string) => ({
    VITRINE_DATA: join(folder, data),
    VITRINE_PORT: '0',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}`,
  });

  it('the start says what is missing where traces are wanted, and works where they are not', async () => {
    const { code, stderr } = await runCommand(['serve'], {
      ...settings('missing'),
      VITRINE_TRACES_URL: 'http://127.0.0.1:4318/v1/traces',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('@opentelemetry/sdk-trace-node');
    expect(stderr).not.toMatch(/^ +at /m);
    await using server = await startServerProcess(settings('unwanted'));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
