// Small blobs in memory, in front of a store that is far away.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { withBlobCache } from '../../src/app/blob-cache.ts';
import type { Observer } from '../../src/core/index.ts';
import type { BlobStore, ByteRange } from '../../src/core/ports.ts';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { loseBlob, sha256Of, storeBytes } from '../support/blobs.ts';
import { blobFile } from '../support/damage.ts';

const KIB = 1024;
const later = (): Date => new Date(Date.now() + 3_600_000);

interface Under extends AsyncDisposable {
  readonly folder: string;
  readonly store: BlobStore;
  /** What the store itself was asked for. */
  readonly asked: { read: number; open: number; pieces: number };
  readonly looks: string[];
}

async function open(maxBytes = 1024 * KIB): Promise<Under> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-blob-cache-'));
  const disk = await openDiskBlobStore(folder);
  const asked = { read: 0, open: 0, pieces: 0 };
  const looks: string[] = [];
  const observer: Observer = {
    begin: () => ({ run: (work) => work(), end: (outcome) => void looks.push(outcome) }),
  };
  const counted = new Proxy(disk, {
    get(target, name) {
      if (name === 'read' || name === 'open' || name === 'pieces') asked[name]++;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    folder,
    store: withBlobCache(counted, { maxBytes, observer }),
    asked,
    looks,
    async [Symbol.asyncDispose]() {
      await disk[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const ranged = async (store: BlobStore, sha256: string, range?: ByteRange): Promise<Buffer> => {
  const stream = await store.open(sha256, range);
  if (!stream) throw new Error('the blob is absent');
  return buffer(stream);
};

describe('a small blob that was read', () => {
  it('is read from memory the next time, whole and in ranges', async () => {
    await using under = await open();
    const { store, asked, looks } = under;
    const bytes = randomBytes(20 * KIB);
    const sha256 = await storeBytes(store, bytes);
    for (let times = 0; times < 3; times++) expect((await store.read(sha256))?.equals(bytes)).toBe(true);
    expect((await ranged(store, sha256)).equals(bytes)).toBe(true);
    for (const range of [
      { start: 0, end: 0 },
      { start: 100, end: 5000 },
      { start: 20 * KIB - 1, end: 20 * KIB - 1 },
    ])
      expect((await ranged(store, sha256, range)).equals(bytes.subarray(range.start, range.end + 1))).toBe(true);
    expect(asked).toEqual({ read: 1, open: 0, pieces: 0 });
    expect(looks).toEqual(['absent', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('is fetched once for all who want it at the same time', async () => {
    await using under = await open();
    const bytes = randomBytes(1000);
    const sha256 = await storeBytes(under.store, bytes);
    const all = await Promise.all(Array.from({ length: 50 }, () => under.store.read(sha256)));
    for (const one of all) expect(one?.equals(bytes)).toBe(true);
    expect(under.asked.read).toBe(1);
  });

  it('is gone when it was removed, and is there when it was kept', async () => {
    await using under = await open();
    const { store } = under;
    const sha256 = await storeBytes(store, randomBytes(1000));
    await store.read(sha256);
    expect(await store.remove(sha256, new Date(0))).toBe('kept');
    expect(await store.read(sha256)).toBeDefined();
    expect(under.asked.read).toBe(1);
    expect(await store.remove(sha256, later())).toBe('removed');
    expect(await store.read(sha256)).toBeUndefined();
    expect(await store.open(sha256)).toBeUndefined();
  });

  it('may be empty', async () => {
    await using under = await open();
    const sha256 = await storeBytes(under.store, Buffer.alloc(0));
    expect(await under.store.read(sha256)).toHaveLength(0);
    expect(await ranged(under.store, sha256)).toHaveLength(0);
    expect(under.asked.open).toBe(0);
  });

  it('is looked for in the store itself by who looks whether it is whole', async () => {
    await using under = await open();
    const { store } = under;
    const sha256 = await storeBytes(store, randomBytes(1000));
    await store.read(sha256);
    await truncate(blobFile(under.folder, sha256), 500);
    await expect(Array.fromAsync(store.pieces(sha256, { start: 0, end: 999 }))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await store.stat(sha256)).toMatchObject({ sizeBytes: 500 });
  });
});

describe('the memory for blobs', () => {
  it('keeps nothing that is not what its name says', async () => {
    await using under = await open();
    const { store } = under;
    const bytes = randomBytes(1000);
    const sha256 = await storeBytes(store, bytes);
    await truncate(blobFile(under.folder, sha256), 500);
    expect(await store.read(sha256)).toHaveLength(500);
    await loseBlob(store, sha256);
    await storeBytes(store, bytes);
    expect((await store.read(sha256))?.equals(bytes)).toBe(true);
    expect(under.asked.read).toBe(2);
  });

  it('is bounded: those not used for the longest time go first', async () => {
    // Room for sixteen, and each of them is as large as one may be.
    await using under = await open(16 * 4 * KIB);
    const { store, asked } = under;
    const names: string[] = [];
    for (let i = 0; i < 16; i++) names.push(await storeBytes(store, randomBytes(4 * KIB - 512)));
    for (const name of names) await store.read(name);
    const [first = '', second = ''] = names;
    await store.read(first);
    expect(asked.read).toBe(16);
    await store.read(await storeBytes(store, randomBytes(4 * KIB - 512)));
    await store.read(first);
    expect(asked.read).toBe(17);
    await store.read(second);
    expect(asked.read).toBe(18);
  });

  it('keeps nothing large, and nothing where there is to be none', async () => {
    await using small = await open(16 * 4 * KIB);
    const large = await storeBytes(small.store, randomBytes(4 * KIB));
    for (let times = 0; times < 2; times++) await small.store.read(large);
    expect(small.asked.read).toBe(2);
    await using none = await open(0);
    const sha256 = await storeBytes(none.store, randomBytes(10));
    for (let times = 0; times < 2; times++) await none.store.read(sha256);
    expect(none.asked.read).toBe(2);
    expect(none.looks).toEqual([]);
  });

  it('holds no more than it counts: many tiny ones are within the bound too', async () => {
    await using under = await open(64 * KIB);
    const { store, asked } = under;
    const names = await Promise.all(Array.from({ length: 200 }, (_, i) => storeBytes(store, Buffer.from(`tiny ${i}`))));
    for (const name of names) await store.read(name);
    for (const name of names) expect(sha256Of((await store.read(name)) ?? Buffer.alloc(0))).toBe(name);
    // 64 KiB have room for fewer than 128 entries, and going through more than fit in order finds none.
    expect(asked.read).toBe(400);
  });
});
