import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/errors.ts';
import type { BlobSource } from '../../src/http/archive/index.ts';
import { openArchive, planArchive } from '../../src/http/archive/index.ts';
import { memoryBlobs, readArchive, zeroBlobs, zeroFile } from '../support/archives.ts';

/** Counts what is opened and what is still open, on top of another source. */
function counted(source: BlobSource) {
  const open = new Set<Readable>();
  const counts = { opened: 0, mostOpen: 0 };
  const blobs: BlobSource = {
    async open(sha256, range) {
      counts.opened++;
      const blob = await source.open(sha256, range);
      if (!blob) return undefined;
      open.add(blob.once('close', () => open.delete(blob)));
      counts.mostOpen = Math.max(counts.mostOpen, open.size);
      return blob;
    },
  };
  return { blobs, counts, stillOpen: () => open.size };
}

/** A blob that gives some bytes and then nothing more, without ending. */
const stalled: BlobSource = {
  async open() {
    let isFirst = true;
    return new Readable({
      read() {
        if (isFirst) this.push(Buffer.alloc(100));
        isFirst = false;
      },
    });
  },
};

const many = (count: number, sizeBytes: number) =>
  planArchive(Array.from({ length: count }, (_, i) => zeroFile([`${i}`], sizeBytes)));

describe('the stream of an archive', () => {
  it('opens nothing before it is read', async () => {
    const { blobs, counts } = counted(zeroBlobs);
    const stream = openArchive(await many(3, 1000), blobs);
    await pause(20);
    expect(counts.opened).toBe(0);
    stream.destroy();
  });

  it('opens only the blobs that a range touches, and only the part of them it needs', async () => {
    const archive = await many(1000, 10_000);
    const ranges: unknown[] = [];
    const blobs: BlobSource = {
      open(sha256, range) {
        ranges.push(range);
        return zeroBlobs.open(sha256, range);
      },
    };
    const start = (archive.layout.offsets[500] ?? 0) + 5_000;
    const header = 30 + '500'.length + 9;
    await readArchive(archive, blobs, { start, end: start + 20_000 });
    expect(ranges).toEqual([{ start: 5_000 - header, end: 9_999 }, undefined, { start: 0, end: 5_000 - 3 * header }]);
  });

  it('opens no blob for records, empty files and folders', async () => {
    const { blobs, counts } = counted(zeroBlobs);
    const archive = await planArchive([
      zeroFile(['empty'], 0),
      { kind: 'directory', path: ['d'], modifiedAt: 0 },
      zeroFile(['full'], 5),
    ]);
    await readArchive(archive, blobs, { start: archive.layout.centralOffset, end: archive.sizeBytes - 1 });
    expect(counts.opened).toBe(0);
    await readArchive(archive, blobs);
    expect(counts.opened).toBe(1);
  });

  it('keeps to the pace of its reader', async () => {
    const { blobs, counts } = counted(zeroBlobs);
    const stream = openArchive(await many(1000, 20_000), blobs);
    stream.read(1);
    await once(stream, 'readable');
    await pause(50);
    expect(counts.opened).toBeLessThan(30);
    expect(stream.readableLength).toBeLessThan(256 * 1024);
    stream.destroy();
  });

  it('has few small blobs open at once, and no other beside a large one', async () => {
    const small = counted(zeroBlobs);
    await readArchive(await many(200, 1000), small.blobs);
    expect(small.counts.mostOpen).toBeLessThanOrEqual(9);
    expect(small.stillOpen()).toBe(0);

    const large = counted(zeroBlobs);
    await readArchive(await many(4, 3_000_000), large.blobs);
    expect(large.counts.mostOpen).toBe(1);
  });

  it('closes what is open when it is destroyed, and opens nothing more', async () => {
    const { blobs, counts, stillOpen } = counted(zeroBlobs);
    const stream = openArchive(await many(1000, 20_000), blobs);
    for await (const _chunk of stream) if (counts.opened > 20) break;
    const { opened } = counts;
    await pause(50);
    expect(stream.destroyed).toBe(true);
    expect([stillOpen(), counts.opened]).toEqual([0, opened]);
  });

  it('closes a blob that has stalled', async () => {
    const { blobs, stillOpen } = counted(stalled);
    const stream = openArchive(await many(1, 1000), blobs).resume();
    while (stillOpen() === 0) await pause(1);
    stream.destroy();
    await pause(5);
    expect(stillOpen()).toBe(0);
  });

  it('closes a blob that is opened only after it was destroyed', async () => {
    const { blobs, stillOpen } = counted(zeroBlobs);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const late: BlobSource = { open: (sha256, range) => gate.then(() => blobs.open(sha256, range)) };
    const stream = openArchive(await many(10, 1000), late).resume();
    await pause(5);
    stream.destroy();
    release();
    await pause(20);
    expect(stillOpen()).toBe(0);
  });

  it('opens an entry only when it may, and none after it was destroyed meanwhile', async () => {
    const { blobs, counts } = counted(zeroBlobs);
    const asked = Promise.withResolvers<void>();
    const allowed = Promise.withResolvers<void>();
    const before = async (entry: number): Promise<void> => {
      if (entry < 2) return;
      asked.resolve();
      await allowed.promise;
    };
    const stream = openArchive(await many(3, 1000), blobs, { before }).resume();
    await asked.promise;
    await pause(5);
    expect(counts.opened).toBe(2);
    stream.destroy();
    allowed.resolve();
    await pause(5);
    expect(counts.opened).toBe(2);
  });

  it('breaks off with the reason why an entry may not be opened', async () => {
    const before = async (entry: number): Promise<void> => {
      if (entry === 1) throw new CoreError('internal', 'not this one');
    };
    const stream = openArchive(await many(3, 1000), zeroBlobs, { before });
    await expect(stream.toArray()).rejects.toThrow('not this one');
  });

  it('ends with its signal', async () => {
    const { blobs, stillOpen } = counted(stalled);
    const controller = new AbortController();
    const stream = openArchive(await many(1, 1000), blobs, { signal: controller.signal }).resume();
    while (stillOpen() === 0) await pause(1);
    const failed = once(stream, 'error');
    controller.abort();
    expect((await failed)[0]).toMatchObject({ name: 'AbortError' });
    await pause(5);
    expect(stillOpen()).toBe(0);
  });
});

describe('a damaged store under an archive', () => {
  const good = (blobs: ReturnType<typeof memoryBlobs>) =>
    ['one', 'two', 'three'].map((name) => blobs.file([name], name));

  it.each([
    ['absent', undefined, /is absent/],
    ['cut short', Buffer.from('tw'), /is not of its recorded size/],
    ['empty', Buffer.alloc(0), /is not of its recorded size/],
    ['too long', Buffer.from('twoo'), /is not of its recorded size/],
  ])('makes the stream fail when a blob is %s, never end as if whole', async (_what, bytes, message) => {
    const blobs = memoryBlobs();
    const files = good(blobs);
    blobs.damage(files[1]?.sha256 ?? '', bytes);
    const archive = await planArchive(files);
    const failure = await readArchive(archive, blobs).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CoreError);
    expect(failure).toMatchObject({ code: 'internal', message: expect.stringMatching(message) });
  });

  it('gives all bytes before the damage, and those of ranges beside it', async () => {
    const blobs = memoryBlobs();
    const files = good(blobs);
    const whole = await readArchive(await planArchive(files), blobs);
    blobs.damage(files[2]?.sha256 ?? '', undefined);
    const archive = await planArchive(files);
    const got: Buffer[] = [];
    await expect(async () => {
      for await (const chunk of openArchive(archive, blobs)) got.push(chunk);
    }).rejects.toThrow(/is absent/);
    expect(whole.subarray(0, Buffer.concat(got).length)).toEqual(Buffer.concat(got));
    const end = archive.layout.offsets[2] ?? 0;
    expect(await readArchive(archive, blobs, { start: 0, end })).toEqual(whole.subarray(0, end + 1));
  });

  it('passes on the error of the store', async () => {
    const refuses: BlobSource = { open: () => Promise.reject(new CoreError('unavailable', 'the store is away')) };
    await expect(readArchive(await many(20, 100), refuses)).rejects.toMatchObject({ code: 'unavailable' });

    const breaks: BlobSource = {
      async open() {
        return new Readable({
          read() {
            this.push(Buffer.alloc(10));
            this.destroy(new CoreError('unavailable', 'the line broke'));
          },
        });
      },
    };
    const { blobs, stillOpen } = counted(breaks);
    await expect(readArchive(await many(20, 100), blobs)).rejects.toMatchObject({ message: 'the line broke' });
    await pause(5);
    expect(stillOpen()).toBe(0);
  });
});
