import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE } from '../../src/core/index.ts';
import { blobNames, sha256Of } from '../support/blobs.ts';
import {
  breakingOff,
  type FakeStore,
  fakeAsset,
  fakeFolder,
  type Respond,
  sending,
  sendJson,
  sendPage,
  startFakeService,
  startFakeStore,
} from '../support/fake-store.ts';
import { IMPATIENCE, importFrom, librarySeen, type Options } from '../support/importing.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const DOWNLOAD = '/api/store/asset/download';
const LARGE = randomBytes(400_000);
const TAG = '"v1"';
/** Than our database does for the one that has locked it. */
const LONGER_THAN_IT_WAITS_MS = 7_000;

let here: TestServer;
beforeAll(async () => {
  here = await startTestServer({
    isEmbedded: true,
    settings: { VITRINE_WORKER: 'false', VITRINE_SWEEP_GRACE_SECONDS: '0' },
  });
});
afterAll(() => here[Symbol.asyncDispose]());

/** Imports from a service of its own; answers the report, what was asked for, and the bytes that came, by name. */
async function importFake(store: FakeStore, options: Options = {}) {
  await using fake = await startFakeStore(store);
  const report = await importFrom(here, 'store', { url: fake.url, key: 'secret-key' }, options);
  return { report, downloads: fake.to(DOWNLOAD), asked: fake.asked, hashes: await hashesByName() };
}

const hashesByName = async () => new Map((await librarySeen(here)).map(({ path, sha256 }) => [path, sha256]));

/** The rest of the bytes, where it is asked for as RFC 9110 says. */
const goingOn =
  (bytes: Uint8Array, tag: string): Respond =>
  (request, response) => {
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    const isAskedFor = from !== undefined && request.headers['if-range'] === tag;
    if (!isAskedFor) return sending(bytes, { etag: tag })(request, response, 1);
    const rest = bytes.subarray(Number(from));
    response.writeHead(206, {
      etag: tag,
      'content-length': String(rest.length),
      'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
    });
    return response.end(rest);
  };

describe('a service that breaks off', () => {
  it('is asked for the rest, on condition that nothing has changed', async () => {
    const { report, downloads, hashes } = await importFake({
      assets: [fakeAsset({ name: 'resumed.bin', size: LARGE.length, sha256: sha256Of(LARGE) })],
      content: (request, response, nth) =>
        (nth === 1 ? breakingOff(LARGE, 150_000, { etag: TAG }) : goingOn(LARGE, TAG))(request, response, nth),
    });
    expect(report).toMatchObject({ assets: { taken: 1, failed: 0 }, bytes: LARGE.length });
    expect(downloads.map(({ headers }) => headers['if-range'])).toEqual([undefined, TAG]);
    expect(Number(downloads[1]?.headers.range?.replace(/\D/g, ''))).toBeGreaterThan(0);
    expect(hashes.get('resumed.bin')).toBe(sha256Of(LARGE));
  });

  it('is read from the beginning where the rest is of something else, or can not be asked for', async () => {
    const other = randomBytes(LARGE.length);
    const { report, hashes } = await importFake({
      assets: [fakeAsset({ name: 'changed-meanwhile.bin' })],
      content: (request, response, nth) =>
        (nth === 1 ? breakingOff(LARGE, 150_000, { etag: TAG }) : goingOn(other, '"v2"'))(request, response, nth),
    });
    expect(report.assets).toMatchObject({ taken: 1, failed: 0 });
    expect(hashes.get('changed-meanwhile.bin')).toBe(sha256Of(other));

    const weak = await importFake({
      assets: [fakeAsset({ name: 'without-tag.bin' })],
      content: (request, response, nth) =>
        (nth === 1 ? breakingOff(LARGE, 150_000, { etag: 'W/"v1"' }) : sending(LARGE))(request, response, nth),
    });
    expect(weak.downloads.map(({ headers }) => headers.range)).toEqual([undefined, undefined]);
    expect(weak.hashes.get('without-tag.bin')).toBe(sha256Of(LARGE));
  });

  it('is given up after a few times; then nothing is recorded, and no bytes are left', async () => {
    const before = await blobNames(here.core.blobs);
    const { report, hashes } = await importFake({
      assets: [fakeAsset({ name: 'never-whole.bin' })],
      content: breakingOff(LARGE, 1_000, { etag: TAG }),
    });
    expect(report).toMatchObject({ assets: { taken: 0, failed: 1 }, failures: [{ name: 'never-whole.bin' }] });
    expect(hashes.has('never-whole.bin')).toBe(false);
    expect(await blobNames(here.core.blobs)).toEqual(before);
  });

  it('is given up when it goes on elsewhere than it was asked to', async () => {
    const { report } = await importFake({
      assets: [fakeAsset({ name: 'elsewhere.bin', sha256: sha256Of(LARGE) })],
      content: (request, response, nth) => {
        if (request.headers.range === undefined)
          return breakingOff(LARGE, 1_000, { etag: TAG })(request, response, nth);
        response.writeHead(206, { etag: TAG, 'content-range': `bytes 0-${LARGE.length - 1}/${LARGE.length}` });
        return response.end(LARGE);
      },
    });
    expect(report.assets).toMatchObject({ taken: 0, failed: 1 });
  });
});

describe('a service that lies', () => {
  const lies: readonly [string, Record<string, unknown>, Record<string, string>][] = [
    ['the hash in the record', { sha256: sha256Of(Buffer.from('other')) }, {}],
    ['the size in the record', { size: 4 }, {}],
    ['the digest of the answer', {}, { 'repr-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` }],
    ['an entity tag that is a hash', {}, { etag: `"${'0'.repeat(64)}"` }],
  ];
  it.each(lies)('about %s is asked again, then reported, and nothing is recorded', async (what, fields, headers) => {
    const name = `${what}.bin`;
    const { report, downloads, hashes } = await importFake({
      assets: [fakeAsset({ name, ...fields })],
      content: sending('bytes', headers),
    });
    expect(report).toMatchObject({ assets: { taken: 0, failed: 1 }, failures: [{ name }] });
    expect(downloads).toHaveLength(3);
    expect(hashes.has(name)).toBe(false);
    await here.core.sweepBlobs(Date.now() + 10_000);
    expect(await blobNames(here.core.blobs)).not.toContain(sha256Of(Buffer.from('bytes')));
  });

  it('once only, is believed when it tells the truth', async () => {
    const { report } = await importFake({
      assets: [fakeAsset({ name: 'second-time.bin', sha256: sha256Of(Buffer.from('right bytes')) })],
      content: (request, response, nth) => sending(nth === 1 ? 'wrong bytes' : 'right bytes')(request, response, nth),
    });
    expect(report.assets).toMatchObject({ taken: 1, failed: 0 });
  });

  it('about its size by sending without end is cut at the largest size', async () => {
    const { report } = await importFake(
      {
        assets: [fakeAsset({ name: 'endless.bin' })],
        content: (_request, response) => {
          const chunk = Buffer.alloc(100_000);
          const more = (): void => {
            while (response.write(chunk));
          };
          response.on('drain', more);
          more();
        },
      },
      { maxSizeBytes: 1_000_000 },
    );
    expect(report.failures).toMatchObject([{ name: 'endless.bin', reason: expect.stringContaining('1000000') }]);
  });
});

describe('a service that is slow or busy', () => {
  it('is asked again after 429, 503 and 500, as late as it says', async () => {
    const { report, downloads } = await importFake({
      assets: [fakeAsset({ name: 'busy.bin' })],
      content: (request, response, nth) => {
        if (nth === 1) return response.writeHead(429, { 'retry-after': '0' }).end();
        if (nth === 2) return response.writeHead(503, { 'retry-after': new Date(Date.now() + 50).toUTCString() }).end();
        return sending('busy')(request, response, nth);
      },
    });
    expect(report.assets).toMatchObject({ taken: 1, failed: 0 });
    expect(downloads).toHaveLength(3);
  });

  it('is not asked again before the time it names', async () => {
    const times: number[] = [];
    const { report } = await importFake(
      {
        assets: [fakeAsset({ id: 'later', name: 'later.bin' })],
        content: (request, response, nth) => {
          times.push(performance.now());
          if (nth === 1) return response.writeHead(429, { 'retry-after': '1' }).end();
          return sending('later')(request, response, nth);
        },
      },
      { patience: { ...IMPATIENCE, longestDelayMs: 5_000 } },
    );
    expect(report.assets).toMatchObject({ taken: 1, failed: 0 });
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThan(950);
  });

  it('is not waited for when it says nothing, stops in the middle, or drips', async () => {
    const silent = await importFake(
      { assets: [fakeAsset({ name: 'silent.bin' })], content: () => undefined },
      { patience: { ...IMPATIENCE, answerMs: 100 } },
    );
    expect(silent.report.failures).toMatchObject([{ reason: expect.stringContaining('does not answer') }]);
    const dripping = await importFake(
      {
        assets: [fakeAsset({ name: 'dripping.bin' })],
        content: (_request, response) => {
          response.writeHead(200, { 'content-length': '1000000' });
          const drip = setInterval(() => response.write('.'), 20);
          response.on('close', () => clearInterval(drip));
        },
      },
      { patience: { ...IMPATIENCE, stallMs: 200 } },
    );
    expect(dripping.report.failures).toMatchObject([{ reason: expect.stringContaining('stopped sending') }]);
  });

  it('that fails asset after asset is left at last', async () => {
    const assets = Array.from({ length: 60 }, (_, i) => fakeAsset({ id: `dead-${i}`, name: `dead-${i}.bin` }));
    await using fake = await startFakeStore({ assets, content: (_request, response) => response.writeHead(502).end() });
    const patience = { ...IMPATIENCE, attempts: 1 };
    await expect(importFrom(here, 'store', fake, { patience })).rejects.toMatchObject({ code: 'unavailable' });
    expect(fake.to(DOWNLOAD).length).toBeLessThan(60);
  });
});

describe('a database that is locked by somebody else', () => {
  /** Locks it at the first download. */
  const locking =
    (lock: DatabaseSync, bytes: string): Respond =>
    (request, response, nth) => {
      if (nth === 1) {
        lock.exec('begin immediate');
        setTimeout(() => lock.exec('rollback'), LONGER_THAN_IT_WAITS_MS);
      }
      sending(bytes)(request, response, nth);
    };

  it('is tried again with what has come, and nothing is fetched once more', async () => {
    using lock = new DatabaseSync(join(here.dataFolder, DATABASE));
    const { report, downloads } = await importFake({
      assets: [fakeAsset({ id: 'locked', name: 'locked.bin' })],
      content: locking(lock, 'kept meanwhile'),
    });
    expect(report).toMatchObject({ assets: { taken: 1, failed: 0 }, failures: [] });
    expect(downloads).toHaveLength(1);
  });

  it('is not taken for a service that does not answer', async () => {
    using lock = new DatabaseSync(join(here.dataFolder, DATABASE));
    const { report, downloads } = await importFake(
      {
        assets: [fakeAsset({ id: 'given-up', name: 'given-up.bin' })],
        content: locking(lock, 'given up'),
      },
      { patience: { ...IMPATIENCE, attempts: 1 } },
    );
    expect(report.failures).toMatchObject([{ name: 'given-up.bin', reason: 'The database is busy.' }]);
    expect(downloads).toHaveLength(1);
  });
});

describe('a service that redirects', () => {
  const to =
    (location: string): Respond =>
    (_request, response) =>
      response.writeHead(302, { location }).end();

  it('to another origin is followed there, without the key', async () => {
    await using other = await startFakeService(sending('from elsewhere', { etag: TAG }));
    const { report, downloads } = await importFake({
      assets: [fakeAsset({ name: 'elsewhere.txt' })],
      content: to(`${other.url}/blob?signature=1`),
    });
    expect(report.assets).toMatchObject({ taken: 1, failed: 0 });
    expect(downloads[0]?.headers.authorization).toBe('Bearer secret-key');
    expect(other.asked).toMatchObject([{ path: '/blob' }]);
    expect(JSON.stringify(other.asked)).not.toContain('secret-key');
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/a', 'data:text/plain,a', 'http://user:pass@127.0.0.1/', 'http://['])(
    'to %s is not followed',
    async (location) => {
      const { report, downloads } = await importFake({
        assets: [fakeAsset({ name: location })],
        content: to(location),
      });
      expect(report.assets).toMatchObject({ taken: 0, failed: 1 });
      expect(downloads).toHaveLength(1);
    },
  );

  it('without end is left', async () => {
    const { report, downloads } = await importFake({ assets: [fakeAsset()], content: to(DOWNLOAD) });
    expect(report.failures).toMatchObject([{ reason: expect.stringContaining('without end') }]);
    expect(downloads.length).toBeLessThan(10);
  });
});

describe('a service that takes its key', () => {
  it('in another header is asked again with that one, and then always so', async () => {
    await using fake = await startFakeService((request, response) => {
      if (request.headers['x-api-key'] !== 'its-key') return response.writeHead(401).end();
      return sendPage(response, []);
    });
    await importFrom(here, 'store', { url: fake.url, key: 'its-key' });
    expect(fake.asked.filter(({ headers }) => headers.authorization !== undefined)).toHaveLength(1);
    expect(fake.asked.filter(({ headers }) => headers['x-api-key'] === 'its-key')).toHaveLength(fake.asked.length - 1);
  });
});

describe('a service of the partner dialect', () => {
  it('is asked without a key first, and with it where that is refused, each time in the way that it takes', async () => {
    await using fake = await startFakeService((request, response) => {
      if (request.url?.endsWith('/open.txt')) return sending('open', { etag: TAG })(request, response, 1);
      if (request.headers['x-api-key'] !== 'its-key') return response.writeHead(401).end();
      return sending('closed', { etag: TAG })(request, response, 1);
    });
    const keys = ['open.txt', 'closed-1.txt', 'closed-2.txt', 'closed-3.txt'];
    const assets = async function* () {
      yield* keys;
    };
    const report = await importFrom(here, 'partner', { url: fake.url, key: 'its-key' }, { assets });
    expect(report).toMatchObject({ assets: { taken: 4, failed: 0 } });
    const seen = new Map((await librarySeen(here)).map(({ path, isPublic }) => [path, isPublic]));
    expect(keys.map((key) => seen.get(key))).toEqual([true, false, false, false]);
    expect(fake.asked.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

describe('a service that tells nonsense', () => {
  it('is refused where a whole list can not be read', async () => {
    const nonsense: readonly Respond[] = [
      sending('<html>'),
      sending('{"items": 7, "collection_total": 1, "next_cursor": null}'),
      sending('[]'),
      sending('{"items": [], "collection_total": -1}'),
      (_request, response) => void response.end(`{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`),
      // Pages in a circle.
      (_request, response, nth) => sendPage(response, [], `cursor-${nth % 3}`),
    ];
    for (const respond of nonsense) {
      await using fake = await startFakeService(respond);
      await expect(importFrom(here, 'store', fake)).rejects.toMatchObject({ code: 'malformed' });
    }
  });

  it('loses only the records that make no sense', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`);
    const bad = [
      { id: '..' },
      { id: { toString: 'x' } },
      { id: 'n1', name: 7 },
      { id: 'n2', name: 'x'.repeat(5_000) },
      { id: 'n3', tags: 'a,b' },
      { id: 'n4', tags: [1] },
      { id: 'n5', metadata: [] },
      { id: 'n6', metadata: JSON.parse('{"__proto__": {"x": 1}}') },
      { id: 'n7', metadata: deep },
      { id: 'n8', is_public: 'yes' },
      { id: 'n9', size: -1 },
      { id: 'n10', description: 'x'.repeat(10_001) },
      { id: 'n11', tags: Array.from({ length: 251 }, (_, i) => `tag-${i}`) },
      { id: 'n12', size: 2 ** 60 },
    ];
    const { report, hashes, downloads } = await importFake({
      assets: [null, 7, [], ...bad.map((fields) => fakeAsset(fields)), fakeAsset({ id: 'good', name: 'good.bin' })],
    });
    expect(report.assets).toMatchObject({ taken: 1, failed: bad.length + 3 });
    expect(hashes.get('good.bin')).toBe(sha256Of(Buffer.from('bytes')));
    expect(downloads).toHaveLength(1);
  });

  it('is told of where one of many lists can not be read, and no other is lost', async () => {
    await using fake = await startFakeService((request, response) => {
      const path = request.url ?? '';
      const folder = (id: string) => ({
        _id: id,
        name: id,
        parent: '0'.repeat(24),
        type: 'FOLDER',
        meta: {},
        tags: [],
      });
      const file = (id: string) => ({ _id: id, name: `${id}.txt`, type: 'FILE', size: 5, meta: {}, tags: [] });
      if (path === '/api/assets/tree') return sendJson(response, [folder('gone'), folder('odd'), folder('fine')]);
      if (path === '/api/assets/gone/files') return response.writeHead(404).end();
      if (path === '/api/assets/odd/files') return sendJson(response, { files: {} });
      if (path.endsWith('/files')) return sendJson(response, { files: [file(`in-${path.split('/')[3]}`)] });
      return sending('bytes')(request, response, 1);
    });
    const report = await importFrom(here, 'hub', fake);
    expect(report).toMatchObject({ folders: { taken: 3 }, assets: { taken: 2, failed: 2 } });
  });

  it('can not wear us out with pages of the library dialect', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    await using fake = await startFakeService((_request, response) =>
      response.end(`{"data":[{"id":"r","deep":${deep}}],"pagination":{"total":9,"total_pages":1000000000}}`),
    );
    await expect(importFrom(here, 'library', fake)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('is read again where removals push records of the library dialect out of sight', async () => {
    let records = Array.from({ length: 150 }, (_, i) => ({
      id: `r-${i}`,
      title: `Record ${i}`,
      asset_type: 'link',
      external_url: 'https://example.org/',
    }));
    await using fake = await startFakeService((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://a');
      const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))];
      const found = searchParams.has('asset_type') ? [] : records;
      const pagination = { total: found.length, total_pages: Math.ceil(found.length / size) };
      sendJson(response, { data: found.slice((page - 1) * size, page * size), pagination });
      if (size > 1) records = records.filter(({ id }) => !/^r-[0-4]\d$/.test(id));
    });
    const report = await importFrom(here, 'library', fake);
    expect(report).toMatchObject({ assets: { taken: 150, failed: 0 } });
  });

  it('can not fill a collection beyond what one holds', async () => {
    const many = Array.from({ length: 1_001 }, (_, i) => `item-${i}`);
    const collection = (id: string, items?: readonly string[]) => ({ id, title: id, asset_type: 'collection', items });
    const told = [
      collection('listed', many),
      collection('asked'),
      collection('twice', ['no', ...Array(2_000).fill('no')]),
    ];
    await using fake = await startFakeService((request, response) => {
      if (request.url?.startsWith('/api/v1/assets/asked'))
        return sendJson(response, { data: collection('asked', many) });
      const isOfThem = request.url?.includes('asset_type=collection');
      return sendJson(response, { data: isOfThem ? told : [], pagination: { total: told.length, total_pages: 1 } });
    });
    const report = await importFrom(here, 'library', fake);
    expect(report.assets).toMatchObject({ taken: 0, failed: 3 });
    expect(report.failures.map(({ id, reason }) => [id, reason])).toEqual([
      ['listed', expect.stringContaining('at most 1000')],
      ['asked', expect.stringContaining('at most 1000')],
      ['twice', expect.stringContaining('could not be imported')],
    ]);
  });

  it('that encodes what it sends is not believed', async () => {
    const { report } = await importFake({
      assets: [fakeAsset({ name: 'encoded.bin' })],
      content: sending('bytes', { 'content-encoding': 'gzip' }),
    });
    expect(report.failures).toMatchObject([{ reason: expect.stringContaining('encodes') }]);
  });

  it('has its names made harmless, and says which', async () => {
    const { report, hashes } = await importFake({
      folders: [
        fakeFolder('f1', null, '../up/\u001b[2Jdown'),
        fakeFolder('f2', 'f1', '..'),
        fakeFolder('f3', null, 'ü'.repeat(300)),
      ],
      assets: [
        fakeAsset({ id: 'h1', name: '../../etc/passwd', folder: 'f2' }),
        fakeAsset({ id: 'h2', name: '\u001b]0;owned\u0007.txt', folder: { id: 'f3' } }),
      ],
    });
    expect(report).toMatchObject({ folders: { taken: 3, failed: 0 }, assets: { taken: 2, failed: 0 }, renamed: 5 });
    expect(JSON.stringify(report)).not.toMatch(/\\u001b|\\u0007/);
    expect([...hashes.keys()]).toEqual(
      expect.arrayContaining(['.._up_[2Jdown/unnamed/passwd', `${'ü'.repeat(127)}/]0;owned.txt`]),
    );
  });

  it('may tell folders before those they lie in, but not in a circle or in nothing', async () => {
    const { report, hashes } = await importFake({
      folders: [
        fakeFolder('leaf', 'middle'),
        fakeFolder('middle', 'top'),
        fakeFolder('middle-too', 'top'),
        fakeFolder('leaf-too', 'middle'),
        fakeFolder('top', null),
        fakeFolder('one', 'two'),
        fakeFolder('two', 'one'),
        fakeFolder('self', 'self'),
        fakeFolder('orphan', 'nowhere'),
      ],
      assets: [
        fakeAsset({ id: 'l', name: 'in-leaf.bin', folder: 'leaf' }),
        fakeAsset({ id: 'o', name: 'in-orphan.bin', folder: 'orphan' }),
      ],
    });
    expect(report).toMatchObject({ folders: { taken: 5, failed: 4 }, assets: { taken: 1, failed: 1 } });
    expect(hashes.has('top/middle/leaf/in-leaf.bin')).toBe(true);
  });

  it('can not lead a vault out of its place', async () => {
    await using fake = await startFakeService((request, response) => {
      const path = request.url ?? '';
      const page = (data: unknown[]) => sendJson(response, { data, cursor: null, has_more: false });
      if (!path.startsWith('/api/v1/vaults')) return sending('bytes')(request, response, 1);
      if (path.startsWith('/api/v1/vaults?')) {
        const vault = { id: 'vault_1', name: 'V', slug: 'hostile', visibility: 'odd', asset_count: 1 };
        return page([vault, { ...vault, id: 'vault_2', slug: '../x' }]);
      }
      const asset = { partition: 'a', collection: 'b', channel: 'c', filename: 'x.txt', metadata: '{}', tags: '[]' };
      const hostile = [
        { partition: '../..' },
        { channel: 'A B' },
        { tags: '{' },
        { metadata: '"x"' },
        { filename: '..' },
      ];
      return page(hostile.map((fields, i) => ({ id: `v-${i}`, ...asset, ...fields })));
    });
    const report = await importFrom(here, 'vaults', fake);
    expect(report.assets).toMatchObject({ taken: 0 });
    const { data } = await here.json<{ data: { slug: string; visibility: string }[] }>('/api/v1/vaults');
    expect(data.find(({ slug }) => slug === 'hostile')).toMatchObject({ visibility: 'signed' });
    expect(data.map(({ slug }) => slug)).not.toContain('../x');
  });
});
