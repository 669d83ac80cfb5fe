import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { BlobStore } from '../../src/core/ports.ts';
import { describeBlobStore } from '../contract/blob-store.ts';
import { blobNames, sha256Of, storeBytes } from '../support/blobs.ts';
import { openS3, type S3StoreUnderTest } from '../support/s3.ts';

describeBlobStore('s3', openS3, { fencesRemoval: false });

const MIB = 1024 * 1024;
const MINUTE_MS = 60_000;
const ahead = (ms: number): Date => new Date(Date.now() + ms);
const ago = (ms: number): Date => new Date(Date.now() - ms);

/** A writer that gets no further, as one of a process that has died. */
async function beginLarge(store: BlobStore): Promise<void> {
  const writer = await store.create();
  await writer.write(randomBytes(17 * MIB));
}

describe('s3: sizes', () => {
  it.each([8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 16 * MIB, 25 * MIB + 7])(
    'it keeps a blob of %i bytes',
    async (sizeBytes) => {
      await using under = await openS3();
      const bytes = randomBytes(sizeBytes);
      const sha256 = await storeBytes(under.store, bytes, 1_000_003);
      expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
      expect(await under.bucket.keys()).toEqual([under.bucket.keyOf(sha256)]);
      expect(await under.countLeftovers()).toBe(0);
    },
  );

  it('it makes parts so large that the largest blob has few enough of them', async () => {
    await using under = await openS3({ largestBytes: 100_000 * MIB });
    const bytes = randomBytes(23 * MIB);
    const sha256 = await storeBytes(under.store, bytes, MIB);
    const { ETag } = await under.bucket.head(under.bucket.keyOf(sha256));
    // Of so many parts: eleven MiB each.
    expect(ETag).toMatch(/-3"$/);
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
  });

  it('it copies in parts what is too large for one copy, also over what is there', async () => {
    await using under = await openS3({ largestCopyBytes: 10 * MIB });
    const bytes = randomBytes(25 * MIB);
    const sha256 = await storeBytes(under.store, bytes, MIB);
    await storeBytes(under.store, bytes, MIB);
    expect((await under.bucket.head(under.bucket.keyOf(sha256))).ETag).toMatch(/-3"$/);
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
    expect(await under.countLeftovers()).toBe(0);
  });

  it.each([20_000, 17 * MIB])('it mends a damaged blob of %i bytes when its bytes come again', async (sizeBytes) => {
    await using under = await openS3();
    const bytes = randomBytes(sizeBytes);
    const sha256 = await storeBytes(under.store, bytes, MIB);
    await under.truncate(sha256, 10_000);
    await storeBytes(under.store, bytes, MIB);
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
  });

  it('it makes one blob of many commits of the same large bytes at once, and renews its time', async () => {
    await using under = await openS3();
    const bytes = randomBytes(9 * MIB);
    const sha256 = await storeBytes(under.store, bytes);
    await sleep(under.clockStepMs);
    const between = new Date();
    await sleep(under.clockStepMs);
    await Promise.all(Array.from({ length: 6 }, () => storeBytes(under.store, bytes)));
    expect(await under.bucket.keys()).toEqual([under.bucket.keyOf(sha256)]);
    expect(await under.store.remove(sha256, between)).toBe('kept');
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
    expect(await under.countLeftovers()).toBe(0);
  });
});

describe('s3: memory', () => {
  it('it holds a bounded part of many uploads that all stop and go on, the rest waiting on disk', async () => {
    await using under = await openS3();
    const chunk = randomBytes(64 * 1024);
    const whole = 9 * MIB;
    const writers = await Promise.all(Array.from({ length: 60 }, () => under.store.create()));
    const writeTo = async (sizeBytes: number): Promise<void> => {
      await Promise.all(
        writers.map(async (writer, index) => {
          for (let at = 0; at < sizeBytes; at += chunk.byteLength) {
            const own = Buffer.from(chunk);
            own.writeUInt32BE(index);
            await writer.write(own);
          }
        }),
      );
    };
    const beforeBytes = await heldBytes();
    await writeTo(7 * MIB);
    // 420 MiB have come in: 24 MiB of them and 128 KiB of each may be here.
    expect((await heldBytes()) - beforeBytes).toBeLessThan(56 * MIB);
    await writeTo(whole - 7 * MIB);
    // Now bodies are sent, 32 MiB of them at most.
    expect((await heldBytes()) - beforeBytes).toBeLessThan(88 * MIB);
    const names = await Promise.all(
      writers.map(async (writer, index) => {
        const own = Buffer.from(chunk);
        own.writeUInt32BE(index);
        const sha256 = sha256Of(Buffer.concat(Array.from({ length: whole / chunk.byteLength }, () => own)));
        await writer.commit(sha256);
        return sha256;
      }),
    );
    for (const sha256 of names) {
      const stream = await under.store.open(sha256, { start: 0, end: whole - 1 });
      expect(stream && sha256Of(await buffer(stream))).toBe(sha256);
    }
    expect((await heldBytes()) - beforeBytes).toBeLessThan(32 * MIB);
    expect(await under.countLeftovers()).toBe(0);
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** In buffers that somebody still holds. */
async function heldBytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await sleep(20);
  }
  return process.memoryUsage().arrayBuffers;
}

describe('s3: sockets', () => {
  const fewSockets = 2;

  it('it frees the socket of a download that is given up, at any moment', async () => {
    await using under = await openS3({ sockets: fewSockets });
    const sha256 = await storeBytes(under.store, randomBytes(9 * MIB));
    for (let round = 0; round < 60; round += 1) {
      const stream = await under.store.open(sha256, { start: round, end: 9 * MIB - 1 });
      if (round % 3 > 0) stream?.resume();
      if (round % 3 > 1) await sleep(round % 7);
      stream?.destroy();
    }
    for (let round = 0; round < 20; round += 1) {
      for await (const piece of under.store.pieces(sha256, { start: 0, end: 9 * MIB - 1 })) {
        expect(piece.byteLength).toBeGreaterThan(0);
        break;
      }
    }
    expect((await under.store.read(sha256))?.byteLength).toBe(9 * MIB);
  });

  it('it leaves no answer unread, whatever was asked and said', async () => {
    await using under = await openS3({ sockets: fewSockets });
    const { store } = under;
    const small = await storeBytes(store, randomBytes(1000));
    const absent = sha256Of(Buffer.from('absent'));
    const beyond = { start: 5000, end: 6000 };
    for (let round = 0; round < 8; round += 1) {
      expect(await store.stat(absent)).toBeUndefined();
      expect(await store.open(absent)).toBeUndefined();
      expect(await store.open(absent, beyond)).toBeUndefined();
      expect(await store.remove(absent, ahead(MINUTE_MS))).toBe('absent');
      await expect(store.open(small, beyond)).rejects.toMatchObject({ code: 'internal' });
      await expect(store.open(small, { start: 0, end: 6000 })).rejects.toMatchObject({ code: 'internal' });
      await storeBytes(store, Buffer.from('the same'));
      await store.sweepAbandoned(ago(MINUTE_MS));
      const writer = await store.create();
      await writer.write(randomBytes(9 * MIB));
      await writer[Symbol.asyncDispose]();
    }
    expect(await store.read(small)).toHaveLength(1000);
  });

  it('it shares few sockets among many readers, also with those who do not read on', async () => {
    await using under = await openS3({ sockets: fewSockets });
    const bytes = randomBytes(9 * MIB);
    const sha256 = await storeBytes(under.store, bytes);
    const open = async () => {
      const stream = await under.store.open(sha256, { start: 0, end: bytes.byteLength - 1 });
      if (stream === undefined) throw new Error('the blob is absent');
      return stream;
    };
    // One after the other takes a socket, reads a little, and stops.
    const idle = [];
    for (let index = 0; index < 3 * fewSockets; index += 1) {
      const stream = await open();
      stream.on('readable', () => undefined);
      await once(stream, 'readable');
      idle.push(stream);
    }
    expect((await buffer(await open())).equals(bytes)).toBe(true);
    for (const stream of idle) stream.removeAllListeners('readable');
    for (const whole of await Promise.all(idle.map((stream) => buffer(stream)))) expect(whole.equals(bytes)).toBe(true);
  });
});

describe('s3: what writers leave behind', () => {
  it('it sweeps away what dead writers left, and only that', async () => {
    await using under = await openS3();
    const { bucket } = under;
    const other = await under.another();
    await beginLarge(other);
    await bucket.put(
      bucket.keyOf('x').replace(/blobs.*/, 'incoming/0b3c9f4e-3f5a-4c1e-9a53-8b1d7f0f2a11'),
      Buffer.alloc(9),
    );
    await bucket.put('incoming/of-somebody-else', Buffer.alloc(9));
    const blob = await storeBytes(under.store, randomBytes(100));

    expect(await under.store.sweepAbandoned(ago(MINUTE_MS))).toBe(0);
    expect(await other.sweepAbandoned(ahead(MINUTE_MS))).toBe(1);
    expect(await under.store.sweepAbandoned(ahead(MINUTE_MS))).toBe(1);
    expect(await under.countLeftovers()).toBe(0);
    expect(await bucket.keys()).toEqual(['incoming/of-somebody-else', bucket.keyOf(blob)]);
  });

  it('it leaves an upload alone that was begun long ago and still gets parts', async () => {
    await using under = await openS3();
    const other = await under.another();
    const bytes = randomBytes(25 * MIB);
    await using writer = await other.create();
    await writer.write(bytes.subarray(0, 9 * MIB));
    await sleep(under.clockStepMs);
    const since = new Date();
    await sleep(under.clockStepMs);
    await writer.write(bytes.subarray(9 * MIB));
    // Parts are on their way in the background.
    await sleep(under.clockStepMs);
    expect(await under.store.sweepAbandoned(since)).toBe(0);
    await writer.commit(sha256Of(bytes));
    expect((await under.store.stat(sha256Of(bytes)))?.sizeBytes).toBe(bytes.byteLength);
  });

  it('it ignores keys that are not blobs', async () => {
    await using under = await openS3();
    const sha256 = await storeBytes(under.store, randomBytes(100));
    const key = under.bucket.keyOf(sha256);
    await under.bucket.put(`${key}.bak`, Buffer.alloc(9));
    await under.bucket.put(key.replace(/[^/]+$/, 'README'), Buffer.alloc(9));
    await under.bucket.put(key.replace(/blobs\/../, `blobs/${sha256.startsWith('00') ? '01' : '00'}`), Buffer.alloc(9));
    expect(await blobNames(under.store)).toEqual([sha256]);
  });

  it('it lists more blobs than S3 tells at once', async () => {
    await using under = await openS3();
    const names: string[] = [];
    for (let round = 0; round < 21; round += 1) {
      const some = Array.from({ length: 50 }, (_, index) => Buffer.from(`blob ${round} ${index}`));
      names.push(...(await Promise.all(some.map((bytes) => storeBytes(under.store, bytes)))));
    }
    names.sort();
    expect(await blobNames(under.store)).toEqual(names);
    expect(await blobNames(under.store, names[1020])).toEqual(names.slice(1021));
  });
});

describe('s3: redirects', () => {
  const as = { contentType: 'image/png', contentDisposition: `attachment; filename*=UTF-8''%C3%A9.png` };

  it('it names nobody else who has the bytes, unless told to', async () => {
    await using under = await openS3();
    expect(under.store.offload).toBeUndefined();
  });

  it('it gives an address where everybody gets the bytes, as they are to be presented, and nothing else', async () => {
    await using under: S3StoreUnderTest = await openS3({ redirects: true });
    const bytes = randomBytes(20_000);
    const sha256 = await storeBytes(under.store, bytes);
    const offload = await under.store.offload?.(sha256, as, bytes.byteLength);
    if (offload?.kind !== 'redirect') throw new Error('no address');
    expect(offload.url).not.toContain(under.bucket.options.credentials?.secretAccessKey);

    const response = await fetch(offload.url, { headers: { range: 'bytes=100-199' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-type')).toBe(as.contentType);
    expect(response.headers.get('content-disposition')).toBe(as.contentDisposition);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);

    const other = await fetch(offload.url.replace('image%2Fpng', 'text%2Fhtml'));
    expect(other.status).toBe(403);
    await other.arrayBuffer();
    const put = await fetch(offload.url, { method: 'PUT', body: 'overwritten' });
    expect(put.status).toBe(403);
    await put.arrayBuffer();
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
  });
});
