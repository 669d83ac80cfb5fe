// Wrong keys and passwords of every kind: the same statements are run for each, and the same bytes answered, so that neither time nor
// answer tells how near one came, or that a key was once good. Work is counted, for time says little on a busy machine.
import { StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' }, isEmbedded: true });
});
afterAll(() => server[Symbol.asyncDispose]());

const RUNS = ['all', 'get', 'iterate', 'run'] as const;

interface Work {
  readonly statements: readonly string[];
  readonly transactions: number;
  readonly answer: string;
}

/** What one request costs, and what it is answered; the least of some, for something else may ask the database meanwhile. */
async function workOf(ask: () => Promise<Response>): Promise<Work> {
  // What is made once is made now.
  await (await ask()).text();
  const [first, ...others] = [await measured(ask), await measured(ask), await measured(ask)];
  return others.reduce((least, one) => (one.statements.length < least.statements.length ? one : least), first);
}

async function measured(ask: () => Promise<Response>): Promise<Work> {
  const reads = RUNS.map((name) => vi.spyOn(StatementSync.prototype, name));
  const writes = vi.spyOn(server.core.engine, 'write');
  const response = await ask();
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const answer = JSON.stringify([response.status, headers, await response.text()]);
  const statements = reads.flatMap((spy) =>
    spy.mock.contexts.map((statement) => (statement instanceof StatementSync ? statement.sourceSQL : '')),
  );
  const transactions = writes.mock.calls.length;
  for (const spy of [...reads, writes]) spy.mockRestore();
  return { statements, transactions, answer };
}

const makeKey = (fields: Readonly<Record<string, unknown>> = {}): Promise<{ id: string; key: string }> =>
  server.json('/api/admin/api-keys', { method: 'POST', json: { label: 'a', scopes: ['store:read'], ...fields } });

const changed = (key: string, at: number): string => {
  const other = key[at] === 'A' ? 'B' : 'A';
  return key.slice(0, at) + other + key.slice(at + 1);
};

describe('a wrong key', () => {
  it('costs the same work and hears the same, however near it is', async () => {
    const { key } = await makeKey();
    const revoked = await makeKey();
    await (await server.api(`/api/admin/api-keys/${revoked.id}`, { method: 'DELETE' })).text();
    const secret = key.indexOf('_') + 1;
    const wrong: Readonly<Record<string, string>> = {
      'of another kind': 'x',
      'of a kind there is not': `nothing_${'A'.repeat(43)}`,
      'with another secret': key.slice(0, secret) + 'A'.repeat(key.length - secret),
      'with another first character': changed(key, secret),
      'with another last character but one': changed(key, key.length - 2),
      'without its last character': key.slice(0, -1),
      'with one more': `${key}A`,
      'without its kind': key.slice(secret),
      'in capitals': key.toUpperCase(),
      'of ten thousand characters': 'k'.repeat(10_000),
      revoked: revoked.key,
      'nearly the root key': changed(server.rootKey, server.rootKey.length - 1),
      'the beginning of the root key': server.rootKey.slice(0, -1),
    };
    const works = new Map<string, Work>();
    for (const [kind, key] of Object.entries(wrong))
      works.set(kind, await workOf(() => server.api('/api/store/asset', { key })));
    const first = works.get('of another kind');
    expect(first?.statements).toHaveLength(1);
    expect(first?.transactions).toBe(0);
    expect(first?.answer).toMatch(/^\[401,/);
    for (const [kind, work] of works) expect([kind, work]).toEqual([kind, first]);
    expect((await server.api('/api/store/asset', { key })).status).toBe(200);
  });

  it('is looked up by its hash alone: nothing that is compared character by character is secret', async () => {
    const { key } = await makeKey();
    const spies = RUNS.map((name) => vi.spyOn(StatementSync.prototype, name));
    expect((await server.api('/api/store/asset', { key })).status).toBe(200);
    const bound = spies.flatMap((spy) => spy.mock.calls.flat()).map(String);
    for (const spy of spies) spy.mockRestore();
    expect(bound.filter((value) => value.includes(key) || value.includes(key.slice(-20)))).toEqual([]);
    expect(bound.some((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
  });
});

describe('a wrong session', () => {
  it('costs the same work and hears the same, unknown or signed out', async () => {
    const password = 'a long enough password 1';
    await server.json('/api/admin/users', {
      method: 'POST',
      json: { email: 'a@example.org', role: 'editor', password },
    });
    const body = new URLSearchParams({ username: 'a@example.org', password });
    const init = { method: 'POST', body, key: null };
    const { access_token: token } = await server.json<{ access_token: string }>('/api/login/access-token', init);
    const { items } = await server.json<{ items: { id: string }[] }>('/api/admin/me/sessions', { key: token });
    const ended = await server.api(`/api/admin/me/sessions/${items[0]?.id}`, { method: 'DELETE', key: token });
    expect(ended.status).toBeLessThan(300);
    const wrong = [token, changed(token, token.length - 2), `session_${'A'.repeat(43)}`, 'session_'];
    const works: Work[] = [];
    for (const key of wrong) works.push(await workOf(() => server.api('/api/store/asset', { key })));
    expect(works[0]?.answer).toMatch(/^\[401,/);
    for (const work of works) expect(work).toEqual(works[0]);
  });
});

describe('a wrong password', () => {
  it('costs the same statements and hears the same, of somebody who is there and of nobody', async () => {
    const json = { email: 'b@example.org', role: 'editor', password: 'a long enough password 1' };
    await server.json('/api/admin/users', { method: 'POST', json });
    const ask = (username: string) => () =>
      server.api('/api/login/access-token', {
        method: 'POST',
        body: new URLSearchParams({ username, password: 'not that password' }),
        key: null,
      });
    const [known, unknown] = [await workOf(ask('b@example.org')), await workOf(ask('c@example.org'))];
    expect(known.statements.length).toBeGreaterThan(0);
    expect(unknown).toEqual(known);
  });
});
