import { describe, expect, it, vi } from 'vitest';
import { countPerMinute } from '../../src/http/rate-limits.ts';
import { exactClient } from '../support/requests.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const serve = (settings: Record<string, string>): Promise<TestServer> =>
  startTestServer({ settings: { VITRINE_WORKER: 'false', ...settings } });

/** How many of so many were let through, with what the last refusal said. */
async function taken(count: number, send: (index: number) => Promise<Response>) {
  let passed = 0;
  let refusal: Response | undefined;
  for (let i = 0; i < count; i++) {
    const response = await send(i);
    if (response.status === 429) refusal = response;
    else passed++;
  }
  return { passed, refusal };
}

const newKey = async (server: TestServer, scopes = ['admin']): Promise<string> =>
  (await server.json<{ key: string }>('/api/admin/api-keys', { method: 'POST', json: { label: 'a', scopes } })).key;

describe('requests in a minute', () => {
  it('are never more than may be, and in the long run not fewer than a fiftieth below', () => {
    let now = 0;
    const count = countPerMinute(300, () => now);
    const passed: number[] = [];
    for (; now < 600_000; now += 41) {
      try {
        count('a');
        passed.push(now);
      } catch {
        // Refused.
      }
    }
    for (const [index, at] of passed.entries())
      expect(passed[index + 300] ?? now + 60_000).toBeGreaterThan(at + 60_000);
    expect(passed.length).toBeGreaterThan(300 * 10 * 0.98 - 300);
    expect(passed.length).toBeLessThanOrEqual(300 * 10);
  });

  it('are let through again when the refusal says so, and not a second sooner', () => {
    let now = 5_700;
    const count = countPerMinute(2, () => now);
    count('a');
    now = 20_000;
    count('a');
    const wait = (): number => {
      try {
        count('a');
        return 0;
      } catch (error) {
        return (error as { retryAfterSeconds: number }).retryAfterSeconds;
      }
    };
    const seconds = wait();
    expect(seconds).toBeGreaterThan(0);
    now += (seconds - 1) * 1000;
    expect(wait()).toBe(1);
    now += 1_000;
    expect(wait()).toBe(0);
    expect(wait()).toBeGreaterThan(0);
    now += 10 ** 9;
    expect(wait()).toBe(0);
  });

  it('are counted for each asker alone, and of no more askers than memory is meant for', () => {
    const count = countPerMinute(1, () => 0);
    for (let i = 0; i < 30_000; i++) count(`asker ${i}`);
    expect(() => count('asker 29999')).toThrow('Too many requests');
    expect(() => count('asker 0')).not.toThrow();
  });
});

describe('an address', () => {
  it('has its requests, however it spells paths, changes keys and says where it comes from', async () => {
    await using server = await serve({ VITRINE_RATE_LIMIT_ADDRESS: '30' });
    const paths = [
      '/api/store/asset',
      '/api/store/asset/',
      '/api/store/%61sset',
      '/API/store/asset',
      '//api/store/asset?x',
      '/api/store/asset?limit=1',
      '/nowhere',
      '/app',
      '/s/unknown',
      '/v/unknown/a/b/c/d.png',
    ];
    using client = exactClient(server.url);
    let passed = 0;
    for (let i = 0; i < 60; i++) {
      const headers = {
        authorization: `Bearer ${i % 3 === 0 ? server.rootKey : `guess-${i}`}`,
        'x-forwarded-for': `192.0.2.${i}`,
        'x-real-ip': `192.0.2.${i}`,
        forwarded: `for=192.0.2.${i}`,
      };
      const { status } = await client.send({ path: paths[i % paths.length] ?? '', headers });
      if (status !== 429) passed++;
    }
    expect(passed).toBe(30);
  });

  it('is asked for how the server is as often as somebody likes', async () => {
    await using server = await serve({ VITRINE_RATE_LIMIT_ADDRESS: '2' });
    for (const path of ['/healthz', '/livez', '/readyz'])
      expect((await taken(5, () => server.api(path, { key: null }))).passed).toBe(5);
    expect((await taken(5, () => server.api('/api/store/asset'))).passed).toBe(2);
  });

  it('is the one that a trusted proxy tells of, of IPv6 the whole network of one customer', async () => {
    await using server = await serve({ VITRINE_RATE_LIMIT_ADDRESS: '3', VITRINE_TRUST_PROXY: 'loopback' });
    const from = (address: string) => server.api('/api/store/asset', { headers: { 'x-forwarded-for': address } });
    expect((await taken(6, (i) => from(`192.0.2.${i}`))).passed).toBe(6);
    expect((await taken(6, (i) => from(`2001:db8:1:2::${i}`))).passed).toBe(3);
    expect((await taken(6, () => from('2001:db8:1:3::1'))).passed).toBe(3);
    // What the proxy was told, and passed on, is no longer from somebody it knows.
    expect((await taken(6, (i) => from(`10.0.0.${i}, 198.51.100.7`))).passed).toBe(3);
  });
});

describe('a key', () => {
  it('has its requests wherever they come from, and takes none from others', async () => {
    await using server = await serve({ VITRINE_RATE_LIMIT_KEY: '5', VITRINE_TRUST_PROXY: 'loopback' });
    const key = await newKey(server);
    const other = await newKey(server);
    const ask = (i: number, of: string) =>
      server.api('/api/store/asset', { key: of, headers: { 'x-forwarded-for': `192.0.2.${i}` } });
    expect((await taken(12, (i) => ask(i, key))).passed).toBe(5);
    expect((await taken(12, (i) => ask(i, other))).passed).toBe(5);
    // Nobody by name.
    expect((await taken(12, () => server.api('/api/store/asset', { key: null }))).passed).toBe(12);
  });

  it('counts the same in every dialect, resumable uploads included', async () => {
    await using server = await serve({ VITRINE_RATE_LIMIT_KEY: '6' });
    const key = await newKey(server);
    const doors = [
      '/api/store/asset',
      '/api/assets/search',
      '/api/v1/assets',
      '/api/v1/vaults',
      '/api/admin/api-keys',
      '/files/unknown',
    ];
    const ask = (i: number) => server.api(doors[i] ?? '', { key, ...(i === 5 && { method: 'HEAD' }) });
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await ask(i % doors.length)).status);
    expect(statuses.slice(0, 6)).not.toContain(429);
    expect(statuses.slice(6)).toEqual(Array(6).fill(429));
  });
});

describe('the refusal', () => {
  it('is a 429 in the form of the dialect, which says when to come again and is in its document', async () => {
    await using server = await serve({ VITRINE_RATE_LIMIT_ADDRESS: '4' });
    const documented = await server.json<{ paths: Record<string, Record<string, { responses: object }>> }>(
      '/openapi/store.json',
      { key: null },
    );
    expect(documented.paths['/api/store/asset']?.['get']?.responses).toHaveProperty('429');
    await taken(4, () => server.api('/api/store/asset'));
    for (const [path, body] of [
      ['/api/store/asset', { detail: expect.any(String) }],
      ['/api/v1/partner/asset/x', { error: 'Too Many Requests', message: expect.any(String), status: 429 }],
      ['/api/v1/assets', { error: 'Too many requests', message: expect.any(String) }],
      ['/v1/assets', { error: { code: 'RATE_LIMITED', message: expect.any(String), status: 429 } }],
      ['/nowhere', { error: 'rate_limited', message: expect.any(String) }],
    ] as const) {
      const response = await server.api(path);
      expect([response.status, await response.json()]).toEqual([429, body]);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    // Before anything is taken: the address has not even a key to show.
    const write = vi.spyOn(server.core.engine, 'write');
    const refused = await server.api('/api/store/asset/upload', {
      method: 'POST',
      key: null,
      body: formWith('a', 'a'),
    });
    expect([refused.status, write.mock.calls]).toEqual([429, []]);
  });
});
