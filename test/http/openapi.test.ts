import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

const DIALECTS = ['store', 'hub', 'library', 'partner', 'vaults', 'console', 'admin'];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Operation {
  readonly summary?: string;
  readonly tags?: string[];
  readonly responses?: Record<string, unknown>;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

const documentOf = (dialect: string) => server.json<OpenApi>(`/openapi/${dialect}.json`, { key: null });

describe.each(DIALECTS)('the OpenAPI document of %s', (dialect) => {
  it('is valid OpenAPI 3.1 to an independent validator', async () => {
    const document = await documentOf(dialect);
    expect(document.openapi).toBe('3.1.0');
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...structuredClone(document) });
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('says of every operation what it does, where it belongs and what it answers', async () => {
    const { paths } = await documentOf(dialect);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    expect(operations.length).toBeGreaterThan(2);
    const incomplete = operations.filter(
      ({ operation }) =>
        !operation.summary || !operation.tags?.length || Object.keys(operation.responses ?? {}).length < 2,
    );
    expect(incomplete.map(({ name }) => name)).toEqual([]);
  });

  it('names its schemas for people', async () => {
    expect(JSON.stringify(await documentOf(dialect))).not.toMatch(/def-\d/);
  });
});

describe('/docs', () => {
  it('shows every document, from this server alone and without inline scripts', async () => {
    const page = await server.api('/docs', { key: null });
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="https?:/);
    const script = await (await server.api('/docs/static/swagger-initializer.js', { key: null })).text();
    for (const dialect of DIALECTS) expect(script).toContain(`/openapi/${dialect}.json`);
  });
});

describe('health', () => {
  it('is told without a key, and writes nothing', async () => {
    expect(await server.json('/healthz', { key: null })).toEqual({ status: 'alive' });
    expect(await server.json('/readyz', { key: null })).toEqual({ status: 'ready' });
  });
});
