// What finds, sorts and pages is given the syntax of SQL, of full-text search, of patterns and of JSON paths: it finds what an oracle
// finds that compares texts, or refuses; and cursors are of no use anywhere but in the list and the workspace that gave them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../support/hostile-names.ts';
import { SYNTAX } from '../support/hostile-syntax.ts';
import { knownThings, withKnown } from '../support/known-things.ts';
import { insideShown, type Operation, readOperations } from '../support/openapi.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace } from '../support/store.ts';

const PAYLOADS = [...new Set([...SYNTAX, ...HOSTILE])].map((text) => text.toWellFormed());

interface Listed {
  readonly items: readonly { readonly id: string; readonly name: string; readonly tags: readonly string[] }[];
}

let server: TestServer;
let foreign: string;
/** What is there, as the server tells of it. */
let all: Listed['items'];
let bare: string;

beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
  foreign = await keyOfAnotherWorkspace(server);
  bare = await server
    .json<{ key: string }>('/api/admin/workspaces', { method: 'POST', json: { name: 'Bare' } })
    .then(({ key }) => key);
  await upload(foreign, 'secret.txt', ['secret']);
  await upload(foreign, '%', ['%']);
  for (const [name, ...tags] of [
    ['plain.txt', 'a'],
    ["it's"],
    ['100%', '%'],
    ['under_score', '_'],
    ['NEAR', "o'tag"],
    ['$.a', '$.a'],
  ])
    await upload(server.rootKey, name ?? '', tags);
  all = (await server.json<Listed>('/api/store/asset?limit=250')).items;
});
afterAll(() => server[Symbol.asyncDispose]());

const upload = async (key: string, name: string, tags: readonly string[]) =>
  await server.json('/api/store/asset/upload', {
    method: 'POST',
    key,
    body: formWith(name, name, { tags: JSON.stringify(tags) }),
  });

/** The names found; undefined when it was refused in order. */
async function found(query: Readonly<Record<string, string>>): Promise<string[] | undefined> {
  const response = await server.api(`/api/store/asset?limit=250&${new URLSearchParams(query)}`);
  const text = await response.text();
  if (response.status === 422) {
    expect(insideShown(without(text, Object.entries(query).flat()), server.dataFolder)).toBeUndefined();
    return undefined;
  }
  expect([response.status, query]).toEqual([200, query]);
  return (JSON.parse(text) as Listed).items.map(({ name }) => name).sort();
}

/** What is echoed says nothing. */
const without = (body: string, sent: readonly string[]): string =>
  sent.reduce((rest, one) => (one === '' ? rest : rest.replaceAll(JSON.stringify(one).slice(1, -1), '')), body);

const names = (matches: (asset: Listed['items'][number]) => boolean) =>
  all
    .filter(matches)
    .map(({ name }) => name)
    .sort();

describe('a filter', () => {
  it('finds what equals, and nothing by syntax', async () => {
    for (const text of PAYLOADS) {
      expect([undefined, names(({ name }) => name === text)]).toContainEqual(await found({ name: text }));
      expect([undefined, [], names(({ tags }) => tags.includes(text))]).toContainEqual(await found({ tags: text }));
      expect([undefined, []]).toContainEqual(await found({ folder: text || '-' }));
      expect([undefined, []]).toContainEqual(await found({ mime_type: `${text}x` }));
    }
  });

  it('finds what begins with a text, which no character of it widens', async () => {
    const begins =
      (text: string) =>
      ({ name }: { name: string }) =>
        text === '' || name.toLowerCase().startsWith(text.toLowerCase());
    for (const text of PAYLOADS) {
      const answer = await found({ name__startswith: text });
      for (const name of answer ?? []) expect(names(begins(text))).toContain(name);
    }
  });

  it('is known by its name alone, and orders by what is offered', async () => {
    const everything = names(() => true);
    for (const text of PAYLOADS.filter((one) => one !== '')) {
      for (const sort of ['sort_by', 'sort_order']) expect(await found({ [sort]: text })).toBeUndefined();
      const named = await found({ [`name__${text}`]: 'x', [`${text}`]: 'x' });
      expect([undefined, everything]).toContainEqual(named);
    }
  });
});

describe('a search', () => {
  it('takes its words for words', async () => {
    for (const text of PAYLOADS) {
      // A word that is nowhere, so that only syntax can find something.
      expect([undefined, []]).toContainEqual(await found({ search: `zqxv ${text}` }));
      expect([undefined, []]).toContainEqual(await found({ search: `zqxv${text}` }));
      expect([undefined, []]).toContainEqual(await found({ search: `${text}zqxv` }));
    }
  });

  it('finds nothing of others, in any dialect', async () => {
    for (const text of PAYLOADS) {
      const encoded = encodeURIComponent(text);
      for (const path of [
        `/api/store/asset?search=${encoded}`,
        `/api/v1/assets?search=${encoded}`,
        `/api/console/assets?search=${encoded}`,
        `/api/console/tags?starts=${encoded}`,
        `/api/assets/browse?path=${encoded}`,
        `/v1/assets?partition=${encoded}&collection=${encoded}`,
      ]) {
        const response = await server.api(path);
        const body = await response.text();
        expect([path, response.status < 500]).toEqual([path, true]);
        expect(without(body, [text])).not.toMatch(/secret/);
        if (response.status >= 400) expect(insideShown(without(body, [text]), server.dataFolder)).toBeUndefined();
      }
    }
  });
});

describe('texts that are kept', () => {
  it('come back as they went in, and change nothing else', async () => {
    const key = bare;
    const folder = await server.json<{ id: string }>('/api/store/folder', {
      method: 'POST',
      key,
      json: { name: 'kept' },
    });
    // Control characters are not kept.
    const kept = SYNTAX.filter((text) => !text.includes('\0'));
    for (const text of kept) {
      const json = { description: text, metadata: { value: text, [`key ${text}`]: 1 }, tags: [text] };
      const asset = await server.json<{ id: string }>(`/api/store/asset/upload?folder=${folder.id}`, {
        method: 'POST',
        key,
        body: formWith('a', 'a'),
      });
      const response = await server.api(`/api/store/asset/${asset.id}`, { method: 'PATCH', key, json });
      const patched = (await response.json()) as { description?: string; metadata?: unknown };
      if (response.status === 200) expect(patched).toMatchObject({ description: text, metadata: json.metadata });
      else expect(response.status).toBe(422);
    }
    expect(await server.json('/api/store/folder', { key })).toMatchObject({
      items: [{ name: 'kept', asset_count: kept.length }],
    });
  });
});

describe('a cursor', () => {
  it('is of the list and the workspace that gave it', async () => {
    const lists = (await readOperations(server)).filter(isList);
    expect(lists.length).toBeGreaterThan(5);
    const own = await cursorsOf(lists, server.rootKey);
    expect(own.length).toBeGreaterThan(4);
    const others = await cursorsOf(lists, foreign);
    for (const { path, cursor, headers } of own) {
      expect((await server.api(path(cursor), { headers })).status).toBe(200);
      const wrong = [
        ...own
          .filter((one) => one.name !== path('').split('?')[0])
          .map((one) => one.cursor)
          .filter((one) => one !== cursor),
        ...others.map((one) => one.cursor),
        ...[
          '0',
          'null',
          '../',
          cursor.slice(1),
          cursor.slice(0, -1),
          `${cursor}A`,
          `A${cursor}`,
          cursor.toLowerCase(),
          "' or 1=1 --",
        ],
      ];
      for (const one of wrong)
        expect([path('x'), one, (await server.api(path(one), { headers })).status]).toEqual([
          path('x'),
          one,
          expect.toSatisfy(isRefusal),
        ]);
    }
  });
});

const isRefusal = (status: number): boolean => status === 400 || status === 422;

const isList = ({ method, parameters }: Operation): boolean =>
  method === 'get' && parameters.some(({ name }) => name === 'cursor');

interface GivenCursor {
  readonly name: string;
  readonly cursor: string;
  readonly headers: Readonly<Record<string, string>>;
  path(cursor: string): string;
}

/** One of each list that has a second page. */
async function cursorsOf(lists: readonly Operation[], key: string): Promise<GivenCursor[]> {
  const things = knownThings(server, key);
  const twice = [
    'asset',
    'folder',
    'target',
    'share',
    'token',
    'vault',
    'emptyVault',
    'vaultKey',
    'vaultAsset',
    'apiKey',
    'workspace',
    'user',
  ];
  for (const thing of [...twice, 'change']) await things.get(thing);
  const vault = await things.get('vault');
  for (const thing of [undefined, 'vaultAsset'])
    await server.json(`/api/v1/vaults/${vault}/${thing ? 'assets' : 'keys'}`, {
      method: 'POST',
      key,
      ...(thing
        ? { body: formWith('b', 'b', { partition: 'p', collection: 'c', channel: 'h' }) }
        : { json: { label: 'b', type: 'public' } }),
    });
  const given: GivenCursor[] = [];
  for (const { path: template } of lists) {
    const path = await withKnown(template.replace('{vaultId}', '«vault»').replace('{id}', '«asset»'), things.get);
    const headers = { 'x-vault': vault ?? '' };
    const response = await server.api(`${path}?limit=1`, { key, headers });
    if (!response.ok) continue;
    const page = (await response.json()) as { next_cursor?: string | null; cursor?: string | null };
    const cursor = page.next_cursor ?? page.cursor;
    if (cursor)
      given.push({
        name: path,
        cursor,
        headers,
        path: (other) => `${path}?limit=1&cursor=${encodeURIComponent(other)}`,
      });
  }
  return given;
}
