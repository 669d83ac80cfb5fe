import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveEntry } from '../../src/http/archive/index.ts';
import { openArchive, planArchive } from '../../src/http/archive/index.ts';
import { memoryBlobs, namesIn, readArchive, slice, unzip } from '../support/archives.ts';

const blobs = memoryBlobs();
const sample: readonly ArchiveEntry[] = [
  blobs.file(['Summer', 'Beach', 'sea.jpg'], 'sea'.repeat(1000)),
  blobs.file(['Summer', 'Straße – Überblick 海.jpg'], Buffer.alloc(150_000, 'street')),
  { kind: 'directory', path: ['Summer', 'Empty'], modifiedAt: Date.UTC(2023, 1, 3) },
  blobs.file(['nothing.txt'], ''),
  blobs.file(['Summer', 'Beach', 'again.jpg'], 'sea'.repeat(1000)),
  blobs.file(['last.bin'], Buffer.alloc(70_000, 1)),
];

describe('an archive as a file', () => {
  it('gives back every file under its path, with its bytes, checksum and time', async () => {
    const archive = await planArchive(sample);
    const { zip, entries } = await unzip(archive, blobs);

    expect(entries.map((entry) => entry.fileName)).toEqual([
      'Summer/Beach/sea.jpg',
      'Summer/Straße – Überblick 海.jpg',
      'Summer/Empty/',
      'nothing.txt',
      'Summer/Beach/again.jpg',
      'last.bin',
    ]);
    expect(archive.entryCount).toBe(6);
    for (const [i, entry] of entries.entries()) {
      const bytes = await buffer(await zip.openReadStreamPromise(entry));
      expect(bytes.length).toBe(entry.uncompressedSize);
      expect(crc32(bytes)).toBe(entry.crc32);
      expect(entry.getLastModDate().getTime()).toBe(sample[i]?.modifiedAt);
      expect(entry.getLastModDate({ forceDosFormat: true, timezone: 'UTC' }).getTime()).toBe(sample[i]?.modifiedAt);
    }
  });

  it('is stored, unencrypted, with UTF-8 names and sizes in front of the data, and unix modes', async () => {
    const { zip, entries } = await unzip(await planArchive(sample), blobs);
    for (const entry of entries) {
      expect(entry.compressionMethod).toBe(0);
      expect(entry.generalPurposeBitFlag).toBe(0x0800);
      expect(entry.versionMadeBy >> 8).toBe(3);
      expect((entry.externalFileAttributes >>> 16).toString(8)).toBe(entry.fileName.endsWith('/') ? '40755' : '100644');
      const local = await zip.readLocalFileHeaderPromise(entry);
      expect(local.fileName).toEqual(entry.fileNameRaw);
      expect(local.generalPurposeBitFlag).toBe(entry.generalPurposeBitFlag);
      expect(local.versionNeededToExtract).toBe(20);
      expect([local.crc32, local.compressedSize, local.uncompressedSize]).toEqual([
        entry.crc32,
        entry.compressedSize,
        entry.uncompressedSize,
      ]);
      expect([local.lastModFileDate, local.lastModFileTime]).toEqual([entry.lastModFileDate, entry.lastModFileTime]);
      expect(local.extraField).toEqual(entry.extraFieldRaw);
    }
  });

  it('is exactly as long as announced, even when it is empty', async () => {
    const archive = await planArchive(sample);
    expect((await readArchive(archive, blobs)).length).toBe(archive.sizeBytes);

    const empty = await planArchive([]);
    expect([empty.entryCount, empty.sizeBytes]).toEqual([0, 22]);
    expect(await namesIn(empty, blobs)).toEqual([]);
  });

  it('gives any range as the slice of the whole', async () => {
    const archive = await planArchive(sample);
    const whole = await readArchive(archive, blobs);
    const position = fc.integer({ min: 0, max: archive.sizeBytes - 1 });
    const nearARecord = fc
      .tuple(fc.constantFrom(...archive.layout.offsets, archive.layout.centralOffset), fc.integer({ min: -3, max: 90 }))
      .map(([offset, by]) => Math.min(Math.max(0, offset + by), archive.sizeBytes - 1));
    const any = fc.oneof(position, nearARecord);
    await fc.assert(
      fc.asyncProperty(any, any, async (a, b) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) };
        expect((await readArchive(archive, blobs, range)).equals(slice(whole, range))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gives every single byte of a small archive by itself', async () => {
    const archive = await planArchive([blobs.file(['a', 'b.txt'], 'bytes'), blobs.file(['c.txt'], '')]);
    const whole = await readArchive(archive, blobs);
    for (let at = 0; at < whole.length; at++) {
      expect(await readArchive(archive, blobs, { start: at, end: at })).toEqual(whole.subarray(at, at + 1));
    }
  });

  it('refuses a range that is not within it', async () => {
    const archive = await planArchive(sample);
    for (const [start, end] of [
      [-1, 5],
      [5, 4],
      [0, archive.sizeBytes],
      [0.5, 2],
      [Number.NaN, 2],
    ] as const) {
      expect(() => openArchive(archive, blobs, { range: { start, end } })).toThrow(/is not within an archive/);
    }
  });

  it('resumes at any byte from a plan made anew', async () => {
    const first = await planArchive(sample);
    const second = await planArchive(structuredClone(sample));
    const head = await readArchive(first, blobs, { start: 0, end: 99_999 });
    const tail = await readArchive(second, blobs, { start: 100_000, end: second.sizeBytes - 1 });
    expect(second.etag).toBe(first.etag);
    expect(Buffer.concat([head, tail]).equals(await readArchive(first, blobs))).toBe(true);
  });

  it('takes entries that arrive over time and passes on their failure', async () => {
    async function* entries(fail: boolean) {
      yield* sample.slice(0, 1);
      yield sample.slice(1);
      if (fail) throw new Error('the list broke off');
    }
    expect((await planArchive(entries(false))).etag).toBe((await planArchive(sample)).etag);
    await expect(planArchive(entries(true))).rejects.toThrow('the list broke off');
  });

  it('stops planning when it is aborted', async () => {
    const endless = (function* () {
      for (;;) yield blobs.file(['a.txt'], 'a');
    })();
    await expect(planArchive(endless, AbortSignal.timeout(20))).rejects.toThrow(/timeout/);
  });
});

describe('the ETag of an archive', () => {
  it('is strong and in its quotes', async () => {
    expect((await planArchive(sample)).etag).toMatch(/^"[\w-]{43}"$/);
  });

  it('stays what it was in the first release, so that downloads resume after an update', async () => {
    const file = memoryBlobs().file(['é', 'x.txt'], 'x', Date.UTC(2020, 0, 1));
    const archive = await planArchive([file, { kind: 'directory', path: ['d'], modifiedAt: 0 }]);
    expect([archive.sizeBytes, archive.etag]).toMatchInlineSnapshot(`
      [
        231,
        ""O_KZBZlF-aAei_ytgBNqfgH-dZHmpPlqV1cDDtr5Tb4"",
      ]
    `);
  });

  it('differs when a name, a time, the order, a blob or an entry differs', async () => {
    const file = blobs.file(['a.txt'], 'one');
    const other = blobs.file(['b.txt'], 'two');
    const variants: ArchiveEntry[][] = [
      [file, other],
      [other, file],
      [file],
      [{ ...file, path: ['A.txt'] }, other],
      [{ ...file, path: ['x', 'a.txt'] }, other],
      [{ ...file, modifiedAt: file.modifiedAt + 1000 }, other],
      [{ ...file, sha256: other.sha256 }, other],
      [{ ...file, crc32: other.crc32 }, other],
      [{ ...file, sizeBytes: 4 }, other],
      [file, other, { kind: 'directory', path: ['d'], modifiedAt: 0 }],
    ];
    const etags = await Promise.all(variants.map(async (entries) => (await planArchive(entries)).etag));
    expect(new Set(etags).size).toBe(variants.length);
  });
});

describe('the entries of an archive', () => {
  it.each([
    ['a name that is no hash', { sha256: 'F'.repeat(64) }],
    ['a negative size', { sizeBytes: -1 }],
    ['a broken size', { sizeBytes: 1.5 }],
    ['a checksum beyond 32 bits', { crc32: 2 ** 32 }],
    ['a signed checksum', { crc32: -1 }],
  ])('are refused with %s', async (_what, wrong) => {
    await expect(planArchive([{ ...blobs.file(['a'], 'a'), ...wrong }])).rejects.toMatchObject({ code: 'internal' });
  });

  it.each([
    ['before 1980', Date.UTC(1979, 11, 31), Date.UTC(1980, 0, 1)],
    ['before 1970', -1, Date.UTC(1980, 0, 1)],
    ['unknown', Number.NaN, Date.UTC(1980, 0, 1)],
    ['at an odd second', Date.UTC(2024, 1, 29, 23, 59, 59, 999), Date.UTC(2024, 1, 29, 23, 59, 59)],
    ['beyond 32-bit Unix time', Date.UTC(2040, 5, 1, 12, 0, 2), Date.UTC(2040, 5, 1, 12, 0, 2)],
    ['beyond all', Number.POSITIVE_INFINITY, Date.UTC(2106, 1, 7, 6, 28, 14)],
  ])('have a time that can be written: %s', async (_what, given, written) => {
    const archive = await planArchive([blobs.file(['a'], 'a', given)]);
    const [entry] = (await unzip(archive, blobs)).entries;
    const options = { forceDosFormat: written > 2 ** 31 * 1000, timezone: 'UTC' } as const;
    expect(entry?.getLastModDate(options).toISOString()).toBe(new Date(written).toISOString());
  });
});
