// What every driver of the BlobStore port must do. A driver's test calls describeBlobStore with a way to open an empty store.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlobStore, ByteRange, Sha256 } from '../../src/core/ports.ts';
import { blobNames, sha256Of, storeBytes } from '../support/blobs.ts';

/** Disposing it closes the store and removes what it kept. */
export interface BlobStoreUnderTest extends AsyncDisposable {
  readonly store: BlobStore;
  /** Cuts a stored blob behind the store's back. */
  truncate(sha256: Sha256, sizeBytes: number): Promise<void>;
  /** How many unfinished things of writers there are in the storage. */
  countLeftovers(): Promise<number>;
  /** How far apart two commits must be for their times to differ for sure. */
  readonly clockStepMs: number;
  readonly raceRounds: number;
}

const KIB = 1024;
const MINUTE_MS = 60_000;
const LEAK_TOLERANCE = 10;
const REMOVALS_AT_ONCE = 12;

/** Turns of the event loop: finer than any timer, to meet another operation in every one of its steps. */
export async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) await new Promise((resolve) => setImmediate(resolve));
}

const openDescriptors = (): number => readdirSync('/dev/fd').length;

const ago = (ms: number): Date => new Date(Date.now() - ms);
const ahead = (ms: number): Date => new Date(Date.now() + ms);

async function readRange(from: BlobStore, sha256: Sha256, range?: ByteRange): Promise<Buffer> {
  return buffer(await openPresent(from, sha256, range));
}

async function openPresent(from: BlobStore, sha256: Sha256, range?: ByteRange): Promise<Readable> {
  const stream = await from.open(sha256, range);
  if (stream === undefined) throw new Error('the blob is absent');
  return stream;
}

export interface BlobStoreTraits {
  /**
   * Whether `remove` itself never takes away what is committed while it looks. Where the storage can not look and remove
   * in one step, the caller keeps commits away from that moment.
   */
  readonly fencesRemoval: boolean;
}

export function describeBlobStore(
  name: string,
  open: () => Promise<BlobStoreUnderTest>,
  { fencesRemoval }: BlobStoreTraits,
): void {
  describe(`${name}: writing and reading`, () => {
    const sizes = [0, 1, 4095, 20 * KIB, 255 * KIB, 256 * KIB, 256 * KIB + 1, 1024 * KIB + 7, 5 * 1024 * KIB];
    it.each(sizes)('it gives back a blob of %i bytes as it was written', async (sizeBytes) => {
      await using under = await open();
      const bytes = randomBytes(sizeBytes);
      const sha256 = await storeBytes(under.store, bytes, sizeBytes > 1024 * KIB ? 100_001 : 16_001);

      expect(await under.store.stat(sha256)).toMatchObject({ sha256, sizeBytes });
      expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
      expect((await readRange(under.store, sha256)).equals(bytes)).toBe(true);
      expect(await under.countLeftovers()).toBe(0);
    });

    it('it keeps the order of bytes however they are cut into chunks', async () => {
      await using under = await open();
      const chunk = fc.uint8Array({ maxLength: 300 }).chain((bytes) =>
        fc.record({
          bytes: fc.constant(bytes),
          times: fc.constantFrom(1, 1, 1, 7, 900),
        }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(chunk, { maxLength: 12 }), async (chunks) => {
          const parts = chunks.flatMap(({ bytes, times }) => Array.from({ length: times }, () => bytes));
          const whole = Buffer.concat(parts);
          await using writer = await under.store.create();
          for (const part of parts) await writer.write(part);
          await writer.commit(sha256Of(whole));
          expect((await under.store.read(sha256Of(whole)))?.equals(whole)).toBe(true);
        }),
        { numRuns: 30 },
      );
    });

    it('it answers every range with the same bytes as a slice', async () => {
      await using under = await open();
      const bytes = randomBytes(700 * KIB);
      const sha256 = await storeBytes(under.store, bytes);
      const position = fc.oneof(
        fc.nat(bytes.byteLength - 1),
        fc.constantFrom(0, 128 * KIB, 256 * KIB, bytes.byteLength - 1),
      );
      await fc.assert(
        fc.asyncProperty(position, position, async (one, other) => {
          const start = Math.min(one, other);
          const end = Math.max(one, other);
          const found = await readRange(under.store, sha256, { start, end });
          expect(found.equals(bytes.subarray(start, end + 1))).toBe(true);
        }),
        { numRuns: 150 },
      );
    });

    it('it gives every range piece by piece, in memory that is used again', async () => {
      await using under = await open();
      const bytes = randomBytes(700 * KIB);
      const sha256 = await storeBytes(under.store, bytes);
      for (const [start, end] of [
        [0, bytes.byteLength - 1],
        [0, 0],
        [256 * KIB - 1, 256 * KIB],
        [100_000, 699_999],
      ] as const) {
        const copies: Buffer[] = [];
        for await (const piece of under.store.pieces(sha256, { start, end })) copies.push(Buffer.from(piece));
        expect(Buffer.concat(copies).equals(bytes.subarray(start, end + 1))).toBe(true);
      }
      for await (const piece of under.store.pieces(sha256, { start: 0, end: 9 })) {
        expect(piece.byteLength).toBe(10);
        break;
      }
    });

    it('it gives no pieces of what is absent or shorter', async () => {
      await using under = await open();
      const sha256 = await storeBytes(under.store, randomBytes(1000));
      const all = async (name: string, end: number): Promise<void> => {
        for await (const piece of under.store.pieces(name, { start: 0, end })) expect(piece.byteLength).toBe(end + 1);
      };
      await all(sha256, 999);
      await expect(all(sha256, 1000)).rejects.toMatchObject({ code: 'internal' });
      await expect(all(sha256Of(Buffer.from('absent')), 9)).rejects.toMatchObject({ code: 'internal' });
    });

    it('it knows nothing of a name that was never committed', async () => {
      await using under = await open();
      const absent = sha256Of(Buffer.from('never stored'));
      expect(await under.store.open(absent)).toBeUndefined();
      expect(await under.store.open(absent, { start: 0, end: 9 })).toBeUndefined();
      expect(await under.store.read(absent)).toBeUndefined();
      expect(await under.store.stat(absent)).toBeUndefined();
      expect(await under.store.remove(absent, ahead(MINUTE_MS))).toBe('absent');
    });

    it.each(['', 'ab', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}\n`, `../${'a'.repeat(61)}`])(
      'it takes the name %j for a programming error',
      async (bad) => {
        await using under = await open();
        await using writer = await under.store.create();
        await expect(writer.commit(bad)).rejects.toThrow(TypeError);
        await expect(under.store.open(bad)).rejects.toThrow(TypeError);
        await expect(under.store.read(bad)).rejects.toThrow(TypeError);
        await expect(under.store.stat(bad)).rejects.toThrow(TypeError);
        await expect(under.store.remove(bad, new Date())).rejects.toThrow(TypeError);
        await expect(blobNames(under.store, bad)).rejects.toThrow(TypeError);
      },
    );

    it('it never passes a blob that has lost its end for a whole one', async () => {
      await using under = await open();
      const bytes = randomBytes(600 * KIB);
      const sha256 = await storeBytes(under.store, bytes);
      await under.truncate(sha256, 300 * KIB);
      const whole = { start: 0, end: bytes.byteLength - 1 };
      await expect(readRange(under.store, sha256, whole)).rejects.toMatchObject({ code: 'internal' });
      const beyond = { start: 400 * KIB, end: 400 * KIB };
      await expect(readRange(under.store, sha256, beyond)).rejects.toMatchObject({ code: 'internal' });
    });

    it('it says that bytes can be stored', async () => {
      await using under = await open();
      await expect(under.store.check()).resolves.toBeUndefined();
    });
  });

  describe(`${name}: committing`, () => {
    it('it makes one blob of many commits of the same bytes at once', async () => {
      await using under = await open();
      const bytes = randomBytes(20 * KIB);
      const committed = await Promise.all(Array.from({ length: 40 }, () => storeBytes(under.store, bytes)));
      expect(new Set(committed).size).toBe(1);
      expect(await blobNames(under.store)).toEqual([sha256Of(bytes)]);
      expect((await under.store.read(sha256Of(bytes)))?.equals(bytes)).toBe(true);
      expect(await under.countLeftovers()).toBe(0);
    });

    it('it keeps many different blobs apart that are written at once', async () => {
      await using under = await open();
      const blobs = Array.from({ length: 60 }, (_, index) => randomBytes(index * 9001));
      const committed = await Promise.all(blobs.map((bytes) => storeBytes(under.store, bytes)));
      for (const [index, sha256] of committed.entries()) {
        expect(sha256Of((await under.store.read(sha256)) ?? Buffer.from('absent'))).toBe(sha256);
        expect((await under.store.stat(sha256))?.sizeBytes).toBe(index * 9001);
      }
    });

    it('it renews the time of a blob that is committed again', async () => {
      await using under = await open();
      const bytes = randomBytes(900 * KIB);
      const sha256 = await storeBytes(under.store, bytes);
      await using writer = await under.store.create();
      await writer.write(bytes);
      await sleep(under.clockStepMs);
      const between = new Date();
      await sleep(under.clockStepMs);
      await writer.commit(sha256);
      expect((await under.store.stat(sha256))?.modifiedAt.getTime()).toBeGreaterThanOrEqual(between.getTime());
      expect(await under.store.remove(sha256, between)).toBe('kept');
    });

    it('it leaves nothing of writers that were abandoned', async () => {
      await using under = await open();
      const before = openDescriptors();
      for (const sizeBytes of [0, 1, 20 * KIB, 300 * KIB, 2048 * KIB]) {
        await using writer = await under.store.create();
        for (let left = sizeBytes; left > 0; left -= 64 * KIB)
          await writer.write(randomBytes(Math.min(left, 64 * KIB)));
      }
      expect(await under.countLeftovers()).toBe(0);
      expect(await blobNames(under.store)).toEqual([]);
      expect(openDescriptors()).toBeLessThanOrEqual(before + LEAK_TOLERANCE);
    });

    it('it leaves nothing of writers that are abandoned while they write or commit', async () => {
      await using under = await open();
      const bytes = randomBytes(400 * KIB);
      for (let round = 0; round < 60; round += 1) {
        const writer = await under.store.create();
        const work = (async () => {
          await writer.write(bytes.subarray(0, 300 * KIB));
          await writer.write(bytes.subarray(300 * KIB));
          await writer.commit(sha256Of(bytes));
        })().catch(() => undefined);
        await ticks(round % 10);
        await writer[Symbol.asyncDispose]();
        await work;
        expect(await under.countLeftovers()).toBe(0);
      }
      const found = await under.store.read(sha256Of(bytes));
      expect(found === undefined || found.equals(bytes)).toBe(true);
    });

    it('it refuses to go on with a writer that has ended', async () => {
      await using under = await open();
      const bytes = randomBytes(10);
      const writer = await under.store.create();
      await writer.write(bytes);
      await writer.commit(sha256Of(bytes));
      await expect(writer.write(bytes)).rejects.toThrow('ended');
      await expect(writer.commit(sha256Of(bytes))).rejects.toThrow('ended');
      await writer[Symbol.asyncDispose]();
      await writer[Symbol.asyncDispose]();
      expect(await under.store.stat(sha256Of(bytes))).toBeDefined();
    });
  });

  describe(`${name}: removing`, () => {
    it('it removes what is older than the given time, and once', async () => {
      await using under = await open();
      const sha256 = await storeBytes(under.store, randomBytes(1000));
      expect(await under.store.remove(sha256, ahead(MINUTE_MS))).toBe('removed');
      expect(await under.store.stat(sha256)).toBeUndefined();
      expect(await under.store.remove(sha256, ahead(MINUTE_MS))).toBe('absent');
      expect(await blobNames(under.store)).toEqual([]);
    });

    it('it keeps what is younger than the given time', async () => {
      await using under = await open();
      const sha256 = await storeBytes(under.store, randomBytes(1000));
      expect(await under.store.remove(sha256, ago(MINUTE_MS))).toBe('kept');
      expect((await under.store.stat(sha256))?.sizeBytes).toBe(1000);
      expect(await under.countLeftovers()).toBe(0);
    });

    it('it lets a download go on whose blob is removed', async () => {
      await using under = await open();
      const bytes = randomBytes(900 * KIB);
      const sha256 = await storeBytes(under.store, bytes);
      const stream = await openPresent(under.store, sha256);
      await under.store.remove(sha256, ahead(MINUTE_MS));
      expect((await buffer(stream)).equals(bytes)).toBe(true);
    });

    it(`it never takes a blob away that is committed again ${
      fencesRemoval ? 'while' : 'before or after'
    } it is removed`, async () => {
      await using under = await open();
      const bytes = randomBytes(3000);
      const sha256 = await storeBytes(under.store, bytes);
      const outcomes = new Map<string, number>();
      for (let round = 0; round < under.raceRounds; round += 1) {
        await sleep(under.clockStepMs);
        const between = new Date();
        await sleep(under.clockStepMs);
        const commitAndRead = async (): Promise<void> => {
          await storeBytes(under.store, bytes);
          expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
          expect((await under.store.stat(sha256))?.sizeBytes).toBe(bytes.byteLength);
        };
        const commits = Array.from({ length: round % 3 }, commitAndRead);
        if (fencesRemoval) await ticks(round % 20);
        else await Promise.all(commits);
        const removals = await Promise.all(
          Array.from({ length: REMOVALS_AT_ONCE }, () => under.store.remove(sha256, between)),
        );
        for (const outcome of removals) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        await Promise.all(commits);
        if (commits.length > 0) expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
        else await commitAndRead();
      }
      expect(outcomes.get('removed') ?? 0).toBeGreaterThan(0);
      expect(await under.countLeftovers()).toBe(0);
    });

    it('it removes any number of blobs at once', async () => {
      await using under = await open();
      const all = await Promise.all(Array.from({ length: 50 }, () => storeBytes(under.store, randomBytes(50))));
      const outcomes = await Promise.all(all.map((sha256) => under.store.remove(sha256, ahead(MINUTE_MS))));
      expect(new Set(outcomes)).toEqual(new Set(['removed']));
      expect(await blobNames(under.store)).toEqual([]);
    });
  });

  describe(`${name}: listing and sweeping`, () => {
    it('it lists every blob once, by name, and goes on after any of them', async () => {
      await using under = await open();
      const blobs = Array.from({ length: 300 }, (_, index) => Buffer.from(`blob number ${index}`));
      const expected = (await Promise.all(blobs.map((bytes) => storeBytes(under.store, bytes)))).sort();
      expect(await blobNames(under.store)).toEqual(expected);
      for (const index of [0, 1, 77, 298, 299]) {
        expect(await blobNames(under.store, expected[index])).toEqual(expected.slice(index + 1));
      }
      expect(await blobNames(under.store, '0'.repeat(64))).toEqual(expected);
      expect(await blobNames(under.store, 'f'.repeat(64))).toEqual([]);
      const sizes = (await Array.fromAsync(under.store.list())).map((stat) => stat.sizeBytes);
      expect(sizes.toSorted((a, b) => a - b)).toEqual(blobs.map((bytes) => bytes.byteLength));
    });

    it('it can be left in the middle of a list', async () => {
      await using under = await open();
      await Promise.all(Array.from({ length: 20 }, () => storeBytes(under.store, randomBytes(50))));
      const before = openDescriptors();
      for (let round = 0; round < 30; round += 1) {
        for await (const stat of under.store.list()) {
          expect(stat.sizeBytes).toBe(50);
          break;
        }
      }
      expect(openDescriptors()).toBeLessThanOrEqual(before + LEAK_TOLERANCE);
    });

    it('it sweeps nothing away that lives', async () => {
      await using under = await open();
      const bytes = randomBytes(600 * KIB);
      await using writer = await under.store.create();
      await writer.write(bytes.subarray(0, 300 * KIB));
      await writer.write(bytes.subarray(300 * KIB));
      expect(await under.store.sweepAbandoned(ago(MINUTE_MS))).toBe(0);
      await writer.commit(sha256Of(bytes));
      expect(await under.store.sweepAbandoned(ahead(MINUTE_MS))).toBe(0);
      expect((await under.store.read(sha256Of(bytes)))?.equals(bytes)).toBe(true);
    });
  });

  describe(`${name}: letting go`, () => {
    it('it frees what streams hold that are destroyed at any moment', async () => {
      await using under = await open();
      const sha256 = await storeBytes(under.store, randomBytes(2048 * KIB));
      const destroyAfter = async (turns: number): Promise<void> => {
        const stream = await openPresent(under.store, sha256);
        const closed = new Promise<void>((resolve) => {
          stream.once('close', () => resolve());
        });
        stream.resume();
        await ticks(turns);
        stream.destroy();
        await closed;
      };
      await Promise.all(Array.from({ length: 8 }, (_, index) => destroyAfter(index)));
      const before = openDescriptors();
      for (let round = 0; round < 20; round += 1) {
        await Promise.all(Array.from({ length: 8 }, (_, index) => destroyAfter(index)));
      }
      await expect.poll(openDescriptors).toBeLessThanOrEqual(before + LEAK_TOLERANCE);
    });

    it('it frees what streams hold that are read to the end', async () => {
      await using under = await open();
      const sha256 = await storeBytes(under.store, randomBytes(300 * KIB));
      await readRange(under.store, sha256);
      const before = openDescriptors();
      for (let round = 0; round < 60; round += 1) await readRange(under.store, sha256);
      await expect.poll(openDescriptors).toBeLessThanOrEqual(before + LEAK_TOLERANCE);
    });

    it('it abandons the writers that are still open when it is closed', async () => {
      await using under = await open();
      const writers = await Promise.all(Array.from({ length: 5 }, () => under.store.create()));
      for (const writer of writers) {
        await writer.write(randomBytes(300 * KIB));
        await writer.write(randomBytes(300 * KIB));
      }
      await under.store[Symbol.asyncDispose]();
      expect(await under.countLeftovers()).toBe(0);
      for (const writer of writers) await expect(writer.write(randomBytes(1))).rejects.toThrow('ended');
      await expect(under.store.create()).rejects.toThrow('closed');
    });
  });
}
