// What a writer says to have seen of a record or of its bytes (RFC 9110, section 13), at every address that changes one.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { createFolder } from '../support/store.ts';
import { makeVault, upload as uploadIntoVault } from '../support/vaults.ts';

vi.setConfig({ testTimeout: 120_000 });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
});
afterAll(() => server[Symbol.asyncDispose]());

interface Place {
  readonly url: string;
  /** Something that a record at this address takes, and that differs each time. */
  readonly patch: (n: number) => unknown;
}

const uuid = async (id: string): Promise<string> => {
  const { data } = await server.json<{ data: { id: string; title: string }[] }>('/api/v1/assets?per_page=100');
  return data.find(({ title }) => title === id)?.id ?? '';
};

/** A record of its own at an address of each dialect that has records of one thing. */
const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  'an asset of the store': async () => ({
    url: `/api/store/asset/${(await server.upload('a.txt', 'a')).id}`,
    patch: (n) => ({ description: `d${n}` }),
  }),
  'a folder of the store': async () => ({
    url: `/api/store/folder/${(await createFolder(server, 'f')).id}`,
    patch: (n) => ({ description: `d${n}` }),
  }),
  'a file of the hub': async () => ({
    url: `/api/assets/${(await server.upload('h.txt', 'h')).id}`,
    patch: (n) => ({ tags: [`t${n}`] }),
  }),
  'a folder of the hub, by its path': async () => {
    const name = `h${Math.random()}`;
    await createFolder(server, name);
    return { url: `/api/assets/browse?path=/${name}`, patch: (n: number) => ({ tags: [`t${n}`] }) };
  },
  'an asset of the library': async () => {
    const name = `l${Math.random()}`.replaceAll('.', '');
    await server.upload(`${name}.txt`, name);
    return { url: `/api/v1/assets/${await uuid(name)}`, patch: (n: number) => ({ description: `d${n}` }) };
  },
  'a link of the library': async () => {
    const made = await server.json<{ data: { id: string } }>('/api/v1/assets', {
      method: 'POST',
      json: { asset_type: 'link', title: 'A link', external_url: 'https://example.com/' },
    });
    return { url: `/api/v1/assets/${made.data.id}`, patch: (n) => ({ description: `d${n}` }) };
  },
  'an asset of a vault': async () => {
    const vault = await makeVault(server);
    const asset = await uploadIntoVault(server, vault, 'v.txt');
    return {
      url: `/api/v1/vaults/${vault.id}/assets/${asset.id}`,
      patch: (n) => ({ tags: [`t${n}`] }),
    };
  },
};

async function tagOf(url: string): Promise<string> {
  const answer = await server.api(url);
  const { status, headers } = answer;
  await answer.text();
  expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 200, cache: 'no-store' });
  return headers.get('etag') ?? '';
}

/** The status of a change, and of a refusal also that it says so in its dialect's own form. */
async function change(url: string, headers: Record<string, string>, json: unknown, method = 'PATCH') {
  const answer = await server.api(url, { method, headers, ...(json === undefined ? {} : { json }) });
  const text = await answer.text();
  if (answer.status === 412) expect(text).toMatch(/^\{.*(not what it was|PRECONDITION|Precondition|to compare)/);
  return { status: answer.status, tag: answer.headers.get('etag') };
}

describe('a record and what its writer has seen of it', () => {
  it.each(Object.keys(PLACES))('is changed by who has seen it as it is alone: %s', async (name) => {
    const place = await PLACES[name]?.();
    if (!place) throw new Error(name);
    const { url, patch } = place;
    const tag = await tagOf(url);
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(await tagOf(url)).toBe(tag);

    const unmet: Record<string, string>[] = [
      { 'if-match': '"another"' },
      { 'if-match': `W/${tag}` },
      { 'if-match': tag.slice(1, -1) },
      { 'if-match': `${tag} "another"` },
      { 'if-match': '' },
      { 'if-none-match': '*' },
      { 'if-none-match': tag },
      { 'if-none-match': `W/${tag}` },
      { 'if-match': tag, 'if-none-match': '*' },
      { 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' },
    ];
    for (const headers of unmet) {
      expect({ headers, ...(await change(url, headers, patch(0))) }).toMatchObject({ headers, status: 412 });
      expect({ headers, ...(await change(url, headers, undefined, 'DELETE')) }).toMatchObject({ headers, status: 412 });
    }
    expect(await tagOf(url)).toBe(tag);

    const met = async (): Promise<Record<string, string>[]> => [
      { 'if-match': '*' },
      { 'if-match': `"another", ${await tagOf(url)}` },
      { 'if-none-match': '"another"' },
      { 'if-unmodified-since': 'not a date' },
      { 'if-unmodified-since': new Date(Date.now() + 60_000).toUTCString() },
      // With If-Match, the date does not count (section 13.1.4).
      { 'if-match': await tagOf(url), 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' },
    ];
    const seen = new Set([tag]);
    for (let n = 0; n < (await met()).length; n++) {
      const headers = (await met())[n] ?? {};
      const { status, tag: after } = await change(url, headers, patch(n + 1));
      expect({ headers, status }).toEqual({ headers, status: 200 });
      const now = await tagOf(url);
      expect(after).toBe(now);
      seen.add(now);
    }
    expect(seen.size).toBe(7);

    const last = await tagOf(url);
    const known = await server.api(url, { headers: { 'if-none-match': `"another", W/${last}` } });
    expect([known.status, known.headers.get('etag'), await known.text()]).toEqual([304, last, '']);
    expect((await server.api(url, { headers: { 'if-match': tag } })).status).toBe(412);
    expect((await change(url, { 'if-match': tag }, undefined, 'DELETE')).status).toBe(412);
    expect((await change(url, { 'if-match': last }, undefined, 'DELETE')).status).toBeLessThan(300);
  });

  it.each(Object.keys(PLACES))('is changed by exactly one of many who have seen the same: %s', async (name) => {
    const place = await PLACES[name]?.();
    if (!place) throw new Error(name);
    const { url, patch } = place;
    for (let round = 0; round < 3; round++) {
      const tag = await tagOf(url);
      const crowd = Array.from({ length: 12 }, (_, n) => change(url, { 'if-match': tag }, patch(100 * round + n)));
      const statuses = (await Promise.all(crowd)).map(({ status }) => status);
      expect(statuses.toSorted()).toEqual([200, ...Array(11).fill(412)]);
    }
  });

  it('is replaced as a whole, and by a PATCH, on the same terms', async () => {
    const { id } = await server.upload('whole.txt', 'whole');
    const [asset, folder] = [`/api/store/asset/${id}`, `/api/store/folder/${(await createFolder(server, 'w')).id}`];
    for (const url of [asset, folder]) {
      const tag = await tagOf(url);
      expect((await change(url, { 'if-match': '"x"' }, { name: 'whole' }, 'PUT')).status).toBe(412);
      expect((await change(url, { 'if-match': tag }, { name: 'whole' }, 'PUT')).status).toBe(200);
      expect((await change(url, { 'if-match': tag }, { name: 'whole' }, 'PUT')).status).toBe(412);
    }
  });

  it('keeps its tag while it is only read, and has another once its bytes are others', async () => {
    const { id } = await server.upload('read.txt', 'read');
    const url = `/api/store/asset/${id}`;
    const tag = await tagOf(url);
    expect((await server.api(`${url}/content`)).status).toBe(200);
    expect((await server.json<{ download_count: number }>(url)).download_count).toBe(1);
    expect(await tagOf(url)).toBe(tag);
    await server.json(`${url}/content`, { method: 'PUT', body: formWith('read.txt', 'others') });
    expect(await tagOf(url)).not.toBe(tag);
  });

  it('is not told of to those who may not know it: a condition comes after the right', async () => {
    const { id } = await server.upload('mine.txt', 'mine');
    const another = await server.json<{ key: string }>('/api/admin/workspaces', {
      method: 'POST',
      json: { name: 'Another' },
    });
    const headers = { 'if-match': '"x"' };
    const ask = (id: string) =>
      server.api(`/api/store/asset/${id}`, { method: 'PATCH', json: { description: 'x' }, headers, key: another.key });
    const [foreign, missing] = await Promise.all([ask(id), ask('0'.repeat(24))]);
    expect([foreign.status, await foreign.text()]).toEqual([404, await missing.text()]);
  });
});

describe('the bytes of an asset', () => {
  it('are replaced by exactly one of those who have seen the same, who are told before they have sent theirs', async () => {
    const { id } = await server.upload('b.txt', 'first');
    const url = `/api/store/asset/${id}/content`;
    const tag = (await server.api(url)).headers.get('etag') ?? '';
    const put = async (headers: Record<string, string>, text: string) =>
      (await server.api(url, { method: 'PUT', headers, body: formWith('b.txt', text) })).status;
    expect(await put({ 'if-match': '"x"' }, 'second')).toBe(412);
    expect(await put({ 'if-match': `W/${tag}` }, 'second')).toBe(412);
    expect(await put({ 'if-none-match': '*' }, 'second')).toBe(412);
    expect(await put({ 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' }, 'second')).toBe(412);
    const statuses = await Promise.all(Array.from({ length: 8 }, (_, n) => put({ 'if-match': tag }, `by ${n}`)));
    expect(statuses.toSorted()).toEqual([200, ...Array(7).fill(412)]);
    const versions = await server.json<unknown[]>(`/api/store/asset/${id}/versions`);
    expect(versions).toHaveLength(2);
    expect(await put({ 'if-match': '*' }, 'last')).toBe(200);
    expect(await (await server.api(url)).text()).toBe('last');
  });
});

describe('what has no tag', () => {
  it('is not changed by who says to have seen one', async () => {
    const vault = await makeVault(server);
    const url = `/api/v1/vaults/${vault.id}`;
    expect((await change(url, { 'if-match': '"x"' }, { name: 'renamed' })).status).toBe(412);
    expect((await change(url, { 'if-match': '*' }, { name: 'renamed' })).status).toBe(200);
    const { id } = await server.upload('old.txt', 'old');
    const rename = (headers: Record<string, string>) => server.api(`/api/assets/${id}/rename/new.txt`, { headers });
    expect((await rename({ 'if-match': '"x"' })).status).toBe(412);
    expect((await rename({ 'if-match': '*' })).status).toBe(200);
  });
});
