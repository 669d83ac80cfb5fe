// Who may do what with whose things: every route that the server has, as every kind of actor, about things of its own workspace,
// of another, in the trash, and such as never were. What is foreign is answered as what is not there, to the byte.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import type { TestServer } from '../support/server.ts';
import { ACTORS, type Actor, type Credentials, credentialsOf } from './actors.ts';
import { type Answer, type Client, createClient } from './client.ts';
import { type LiveRoute, startWithRoutes } from './live-routes.ts';
import { ask, expectedOf, isStranger, type Relation, relationsOf, valuesFor, withoutNamed } from './matrix.ts';
import { recordsOf } from './records.ts';
import { pagesOf, TABLE } from './routes/index.ts';
import type { Routes, Row } from './routes/row.ts';
import { createWorkspace, THINGS, type Workspace } from './workspaces.ts';

const HEADS: readonly Actor[] = ['none', 'admin'];

let server: TestServer;
let routes: LiveRoute[];
let client: Client;
let operations: Client;
let ours: Workspace;
let theirs: Workspace;
let credentials: Record<Actor, Credentials>;
let before: Map<string, string[]>;
let table: Record<string, Routes>;
beforeAll(async () => {
  ({ server, routes } = await startWithRoutes());
  client = createClient(server.url, 8);
  operations = createClient(server.operationsUrl ?? '', 2);
  [ours, theirs] = [await createWorkspace(server, client, 'ours'), await createWorkspace(server, client, 'theirs')];
  const strangers = await createWorkspace(server, client, 'strangers');
  credentials = await credentialsOf(ours, strangers, server.url, (id) => server.core.revokeApiKey(SYSTEM, id));
  for (const thing of THINGS) await theirs.the(thing);
  before = await recordsOf(server, theirs);
  table = { ...TABLE, pages: pagesOf(routes.some(({ name }) => name === 'GET /sign-in')) };
});
afterAll(async () => {
  client[Symbol.dispose]();
  operations[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const rowsOf = (name: string): readonly Row[] => Object.values(table).flatMap((rows) => rows[name] ?? []);

describe('the table of routes', () => {
  it('has every route of the server, and none that it has not', () => {
    const known = new Set(Object.values(table).flatMap((rows) => Object.keys(rows)));
    const asked = routes.filter(({ method, isRefusal }) => !isRefusal && method !== 'HEAD' && method !== 'OPTIONS');
    const others = routes.filter(
      ({ name, method, isRefusal }) => method === 'HEAD' && !isRefusal && !known.has(name.replace('HEAD', 'GET')),
    );
    const live = new Set([...asked, ...others].map(({ name }) => name));
    expect([...live].filter((name) => !known.has(name))).toEqual([]);
    const named = new Set(routes.filter(({ isRefusal }) => !isRefusal).map(({ name }) => name));
    expect([...known].filter((name) => !named.has(name))).toEqual([]);
  });

  it('asks each by an address of its own', () => {
    for (const [name, rows] of Object.values(table).flatMap(Object.entries)) {
      const pattern = name.replace(/^operations /, '').replace(/^\w+ /, '');
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+').replace('*', '.+')}$`);
      for (const { at } of [rows].flat()) expect(at.split('?')[0]).toMatch(expression);
    }
  });

  it('says of those that need no credential that they are open, and of no others', () => {
    const wrong = routes.filter(({ name, access, isRefusal, method }) => {
      if (isRefusal || method === 'HEAD' || method === 'OPTIONS' || access === 'optional') return false;
      return rowsOf(name).some(({ need }) => (need === 'open') !== (access === 'none' || !isOfDialect(name)));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

/** Others have no credentials at all. */
const isOfDialect = (name: string): boolean =>
  ![table['server'], table['pages']].some((rows) => rows !== undefined && Object.hasOwn(rows, name));

it('every other method is refused at the addresses that there are', async () => {
  for (const { method, url } of routes.filter(({ isRefusal }) => isRefusal)) {
    const path = url.replace(/:\w+/g, 'x').replace('*', 'x/x/x/x');
    const { status, headers } = await client.send({ method, path, headers: credentials.admin });
    expect([method, url, status, headers.allow === undefined]).toEqual([method, url, 405, false]);
  }
});

describe('every route, as every actor, about everything', () => {
  it('answers what the table says, and what is foreign as what is not there', async () => {
    const all = Object.values(table).flatMap((rows) =>
      Object.entries(rows).flatMap(([name, cases]) => [cases].flat().map((row) => ({ name, row }))),
    );
    const faults: string[] = [];
    let cells = 0;
    const run = async ({ name, row }: { name: string; row: Row }) => {
      for (const { method, actor, relation, expected, fault } of await cellsOf(name, row)) {
        cells++;
        if (fault !== undefined) faults.push(`${method} ${row.at} as ${actor}, ${relation}: ${fault}, not ${expected}`);
      }
    };
    await inTurns(
      all.filter(({ row }) => row.isLast !== true),
      6,
      run,
    );
    for (const last of all.filter(({ row }) => row.isLast === true)) await run(last);
    expect(faults).toEqual([]);
    expect(cells).toBeGreaterThan(6_000);
  }, 300_000);

  it('leaves all that another workspace has as it was', async () => {
    const after = await recordsOf(server, theirs);
    for (const [name, rows] of before) expect([name, after.get(name)]).toEqual([name, rows]);
  });
});

interface Cell {
  readonly method: string;
  readonly actor: Actor;
  readonly relation: Relation;
  readonly expected: number;
  readonly fault: string | undefined;
}

async function cellsOf(name: string, row: Row): Promise<Cell[]> {
  const isOperations = name.startsWith('operations ');
  const method = name.replace(/^operations /, '').split(' ')[0] ?? '';
  const cells: Cell[] = [];
  const methods =
    method === 'GET' && routes.some((route) => !route.isRefusal && route.name === name.replace('GET', 'HEAD'))
      ? ['GET', 'HEAD']
      : [method];
  const url = routes.find((route) => route.name === name)?.url ?? '';
  const asked = { ...row, at: url.includes(':') || url.includes('*') ? row.at : row.at.replace(/^[^?]*/, url) };
  for (const sent of methods) {
    for (const actor of ACTORS) {
      if (row.only && !row.only.includes(actor)) continue;
      if (sent === 'HEAD' && method === 'GET' && !HEADS.includes(actor)) continue;
      if (actor === 'vaultKey' && row.vaultKey === undefined) continue;
      const answers = new Map<Relation, Answer>();
      for (const relation of relationsOf(actor, row)) {
        const expected = expectedOf(actor, row, relation);
        const isSpent = (sent !== 'GET' && sent !== 'HEAD' && row.need !== 'open') || row.need === 'write';
        const values = await valuesFor(relation, row, { ours, theirs, isSpent: isSpent && expected < 300 });
        const answer = await ask(isOperations ? operations : client, sent, asked, credentials[actor], values);
        answers.set(relation, withoutNamed(answer, values));
        cells.push({
          method: sent,
          actor,
          relation,
          expected,
          fault: faultOf(actor, row, relation, expected, answers),
        });
      }
    }
  }
  return cells;
}

it('a request that is repeated with the Idempotency-Key of another workspace is a first one', async () => {
  const header = { 'idempotency-key': 'the same everywhere' };
  for (const [name, rows] of [...Object.entries(TABLE['store'] ?? {}), ...Object.entries(TABLE['partner'] ?? {})]) {
    if (!name.startsWith('POST /api/')) continue;
    for (const row of [rows].flat().filter(({ need }) => need !== 'open')) {
      const made: unknown[] = [];
      for (const workspace of [ours, theirs]) {
        const values = await valuesFor('own', row, { ours: workspace, theirs, isSpent: false });
        const key = { authorization: `Bearer ${workspace.adminKey}`, ...header };
        const [first, again] = [
          await ask(client, 'POST', row, key, values),
          await ask(client, 'POST', row, key, values),
        ];
        expect([name, again.body]).toEqual([name, first.body]);
        made.push(JSON.parse(first.body).id);
      }
      expect(made[0]).not.toBe(made[1]);
    }
  }
});

/** Undefined where all is as it has to be. */
function faultOf(
  actor: Actor,
  row: Row,
  relation: Relation,
  expected: number,
  answers: ReadonlyMap<Relation, Answer>,
): string | undefined {
  const answer = answers.get(relation);
  if (answer?.status !== expected) return `${answer?.status} ${answer?.body.slice(0, 150)}`;
  const text = plain(answer);
  if (text.includes(theirs.canary)) return 'it tells of another workspace';
  if (isStranger(actor) && row.need !== 'open' && text.includes(ours.canary))
    return 'it tells a stranger of this workspace';
  const known = relation.startsWith('holed')
    ? answers.get(relation.replace('holed', 'crossed') as Relation)
    : undefined;
  const alike = known ?? (relation === 'missing' && row.absent === undefined ? answers.get('foreign') : undefined);
  if (alike !== undefined && plain(alike) !== text)
    return `what is foreign differs from what is missing: ${plain(alike)} ${text}`;
  return undefined;
}

/** Without the ids and times of what was made: each is another. */
const plain = (answer: Answer): string =>
  answer.status < 300
    ? JSON.stringify(answer)
        .replace(/\b[0-9a-f]{24}\b/g, '<id>')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    : JSON.stringify(answer);

async function inTurns<T>(items: readonly T[], width: number, run: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await run(item);
    }),
  );
}
