// What clients can write: every body of every route, with all that the server alone sets beside it; and keys, which make no keys that may
// more than they.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, isScope, SCOPES } from '../../src/core/index.ts';
import { COPIED_TABLES } from '../../src/database/copying/tables.ts';
import type { TestServer } from '../support/server.ts';
import { type Client, createClient } from './client.ts';
import { type LiveRoute, startWithRoutes } from './live-routes.ts';
import { ask, valuesFor } from './matrix.ts';
import { type Planted, plantedFrom } from './planted.ts';
import { recordsOf } from './records.ts';
import { TABLE } from './routes/index.ts';
import type { Row } from './routes/row.ts';
import { createWorkspace, THINGS, type Workspace } from './workspaces.ts';

/** What a dialect does with fields that it does not know, as its document says. */
const UNKNOWN_FIELDS: Readonly<Record<string, 'ignored' | 'refused'>> = {
  store: 'ignored',
  hub: 'ignored',
  library: 'ignored',
  partner: 'ignored',
  vaults: 'refused',
  console: 'refused',
  admin: 'ignored',
};
/** Routes that are not as the rest of their dialect. */
const OTHERWISE: Readonly<Record<string, 'ignored' | 'refused'>> = {
  'POST /api/v1/vaults/:vaultId/assets': 'ignored',
  'POST /v1/assets': 'ignored',
  'POST /api/console/names': 'ignored',
};

let server: TestServer;
let routes: LiveRoute[];
let client: Client;
let ours: Workspace;
let theirs: Workspace;
let before: Map<string, string[]>;
let planted: Planted;
beforeAll(async () => {
  ({ server, routes } = await startWithRoutes());
  client = createClient(server.url, 8);
  [ours, theirs] = [await createWorkspace(server, client, 'ours'), await createWorkspace(server, client, 'theirs')];
  for (const thing of THINGS) await theirs.the(thing);
  before = await recordsOf(server, theirs);
  const asset = await theirs.send({ method: 'GET', path: `/api/store/asset/${await theirs.the('asset')}` });
  planted = await plantedFrom(theirs, JSON.parse(asset.body).sha256);
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Each row that sends fields, by the route that it is of. */
const writing = Object.entries(TABLE).flatMap(([dialect, rows]) =>
  Object.entries(rows).flatMap(([name, cases]) =>
    [cases]
      .flat()
      .filter(({ json, fields, need }) => need !== 'open' && (isObject(json) || fields !== undefined))
      .map((row) => ({ dialect, name, row, manner: OTHERWISE[name] ?? UNKNOWN_FIELDS[dialect] })),
  ),
);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names of all fields that a schema has, also of forms and of one of several. */
function namesIn(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  const { properties, anyOf, content } = schema;
  const inner = [
    ...(Array.isArray(anyOf) ? anyOf : []),
    ...(isObject(content) ? Object.values(content) : []),
    schema['schema'],
  ];
  return [...(isObject(properties) ? Object.keys(properties) : []), ...inner.flatMap(namesIn)];
}

/** What is planted into a body, but for what can be written there. */
function foreignFields(name: string): [string, unknown][] {
  const known = new Set(namesIn(routes.find((route) => route.name === name)?.body));
  return Object.entries(planted.fields).filter(([field]) => !known.has(field));
}

async function sendWith(name: string, row: Row, more: Readonly<Record<string, unknown>>, isSpent: boolean) {
  const key = row.need === 'instance' ? server.rootKey : ours.adminKey;
  const values = await valuesFor('own', row, { ours, theirs, isSpent });
  const texts = Object.entries(more).map(([field, value]) => [
    field,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const sent = isObject(row.json)
    ? { ...row, json: { ...row.json, ...more } }
    : { ...row, fields: { ...row.fields, ...Object.fromEntries(texts) } };
  return ask(client, name.split(' ')[0] ?? '', sent, { authorization: `Bearer ${key}` }, values);
}

/** What does not differ from one thing to the next: flags, and what is null. */
const flagsOf = (body: string): string => (body.match(/"\w+":(true|false|null)/g) ?? []).join();

describe('what the server alone sets', () => {
  it('is refused, field by field, where the dialect refuses what it does not know', async () => {
    const rows = writing.filter(({ manner, row }) => manner === 'refused' && row.need !== 'person');
    const taken: string[] = [];
    for (const { name, row } of rows) {
      for (const [field, value] of foreignFields(name)) {
        const { status } = await sendWith(name, row, { [field]: value }, false);
        if (status < 400 || status >= 500) taken.push(`${name} ${field}: ${status}`);
      }
    }
    expect(rows.length).toBeGreaterThan(8);
    expect(taken).toEqual([]);
  });

  it('has no effect where the dialect ignores it', async () => {
    const rows = writing.filter(({ manner, row }) => manner === 'ignored' && row.need !== 'person');
    const wrong: string[] = [];
    for (const { name, row } of rows) {
      const plain = await sendWith(name, row, {}, true);
      const { status, body } = await sendWith(name, row, Object.fromEntries(foreignFields(name)), true);
      if (status !== plain.status || flagsOf(body) !== flagsOf(plain.body))
        wrong.push(`${name}: ${plain.body} and ${status} ${body}`);
      if (planted.isIn(body)) wrong.push(`${name} answers what was planted: ${body}`);
    }
    expect(rows.length).toBeGreaterThan(25);
    expect(wrong).toEqual([]);
  });

  it('is not what the metadata of a resumable upload says', async () => {
    const pairs = Object.entries(planted.fields).map(([field, value]) => `${field} ${btoa(String(value))}`);
    const metadata = [`filename ${btoa('tus.txt')}`, ...pairs.filter((pair) => !pair.startsWith('name '))].join();
    const tus = { 'tus-resumable': '1.0.0' };
    const created = await ours.send({
      method: 'POST',
      path: '/files',
      headers: { ...tus, 'upload-length': '4', 'upload-metadata': metadata },
    });
    expect(created.status).toBe(201);
    const patched = await ours.send({
      method: 'PATCH',
      path: new URL(created.headers.location ?? '', server.url).pathname,
      headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: 'tus!',
    });
    expect(patched.status).toBe(204);
    const { body } = await ours.send({ method: 'GET', path: `/api/store/asset/${patched.headers['x-asset-id']}` });
    expect(JSON.parse(body)).toMatchObject({ size: 4, name: 'tus.txt' });
    expect(planted.isIn(body)).toBe(false);
  });

  it('is in no record afterwards, and nothing of another workspace has changed', async () => {
    const { db } = server.core.engine;
    const found: string[] = [];
    for (const { name } of COPIED_TABLES) {
      for (const row of await db.selectFrom(name).selectAll().execute()) {
        if ('workspace_id' in row && row.workspace_id === ours.id && planted.isIn(JSON.stringify(row)))
          found.push(`${name}: ${JSON.stringify(row)}`);
      }
    }
    expect(found).toEqual([]);
    const after = await recordsOf(server, theirs);
    for (const [name, rows] of before) expect([name, after.get(name)]).toEqual([name, rows]);
  });

  it('can not be reached by way of the prototypes of JavaScript', async () => {
    for (const { name, row } of writing.filter(({ row: { json, need } }) => json !== undefined && need !== 'person')) {
      for (const field of ['__proto__', 'constructor']) {
        const hostile = {
          ...row,
          json: undefined,
          text: [
            'application/json',
            `{"${field}":{"prototype":{"polluted":1}},${JSON.stringify(row.json).slice(1)}`,
          ] as const,
        };
        const values = await valuesFor('own', row, { ours, theirs, isSpent: false });
        const { status } = await ask(
          client,
          name.split(' ')[0] ?? '',
          hostile,
          { authorization: `Bearer ${ours.adminKey}` },
          values,
        );
        expect([name, field, status >= 400 && status < 500]).toEqual([name, field, true]);
      }
    }
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a key', () => {
  const EVERY_SCOPE = Object.keys(SCOPES).filter(isScope);
  const make = async (token: string, json: object): Promise<{ status: number; body: string }> =>
    client.send({
      method: 'POST',
      path: '/api/admin/api-keys',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ label: 'made', ...json }),
    });

  it('can be changed by no route: it is made, and revoked', () => {
    const changing = routes.filter(({ name, isRefusal }) => !isRefusal && /^(PUT|PATCH) .*keys/.test(name));
    expect(changing).toEqual([]);
  });

  it('makes keys of its own scopes, of whichever it has, and no others', async () => {
    for (const own of EVERY_SCOPE) {
      const { token } = await ours.key(own === 'admin' ? ['admin'] : [own, 'apikeys:write']);
      for (const given of EVERY_SCOPE) {
        const { status } = await make(token, { scopes: [given] });
        const mayGive = own === 'admin' || given === own || given === 'apikeys:write';
        expect([own, given, status]).toEqual([own, given, mayGive ? 201 : 403]);
      }
    }
  });

  it('makes none that lives longer or leaves its vault, whatever it is asked for', async () => {
    const vault = (await ours.the('vault')) as Id;
    const soon = Date.now() + 3_600_000;
    const scopes = ['apikeys:write', 'vaults:read'] as const;
    const brief = await ours.key(scopes, { expiresAt: soon });
    const bound = await ours.key(scopes, { vaultId: vault });
    const later = new Date(soon + 1_000).toISOString();
    expect((await make(brief.token, { scopes, expires_at: later })).status).toBe(403);
    expect((await make(bound.token, { scopes })).status).toBe(403);
    for (const other of [await ours.another('vault'), await theirs.the('vault')])
      expect((await make(bound.token, { scopes, vault: other })).status).toBe(404);
    expect((await make(brief.token, { scopes })).status).toBe(201);
    const ends = await server.core.engine.db
      .selectFrom('keys')
      .selectAll()
      .where('created_by', '=', `key:${brief.id}`)
      .execute();
    expect(ends.map(({ expires_at: at }) => at)).toEqual([soon]);
  });

  it('of those there are has nothing that its maker had not', async () => {
    const keys = await server.core.engine.db.selectFrom('keys').selectAll().execute();
    const byRef = new Map(keys.map((key) => [`key:${key.id}`, key]));
    const made = keys.flatMap((key) =>
      byRef.has(key.created_by ?? '') ? [{ key, maker: byRef.get(key.created_by ?? '') }] : [],
    );
    expect(made.length).toBeGreaterThan(30);
    for (const { key, maker } of made) {
      const has: string[] = JSON.parse(maker?.scopes ?? '[]');
      for (const scope of JSON.parse(key.scopes)) expect(has.includes('admin') || has.includes(scope)).toBe(true);
      expect(maker?.vault_id ?? key.vault_id).toBe(key.vault_id);
      expect(key.workspace_id).toBe(maker?.workspace_id);
      expect(maker?.expires_at == null || (key.expires_at ?? Number.POSITIVE_INFINITY) <= maker.expires_at).toBe(true);
    }
  });
});
