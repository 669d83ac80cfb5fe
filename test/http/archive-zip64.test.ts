import { describe, expect, it } from 'vitest';
import type { Archive, ArchiveEntry } from '../../src/http/archive/index.ts';
import { openArchive, planArchive } from '../../src/http/archive/index.ts';
import { readArchive, unzip, zeroBlobs, zeroFile } from '../support/archives.ts';

const GIB = 1024 ** 3;
/** CRC-32 of so many zeros. */
const CHECKSUM_OF_2_GIB = 0x4dbd_f21c;
const ZIP64_EXTRA = 0x0001;

/** The size that lets the header after this one begin at `offset`. */
const upTo = (offset: number, name: string): number => offset - 30 - name.length - 9;

async function hasZip64End(archive: Archive): Promise<boolean> {
  const end = await readArchive(archive, zeroBlobs, { start: archive.sizeBytes - 98, end: archive.sizeBytes - 1 });
  const has = end.readUInt32LE(0) === 0x06064b50;
  expect(end.readUInt32LE(56) === 0x07064b50).toBe(has);
  expect(end.readUInt32LE(76)).toBe(0x06054b50);
  return has;
}

describe('ZIP64 in an archive', () => {
  it('is not used where nothing needs it', async () => {
    const archive = await planArchive([zeroFile(['a'], 10), zeroFile(['b'], 4 * GIB - 1000)]);
    expect(await hasZip64End(archive)).toBe(false);
    const { entries } = await unzip(archive, zeroBlobs);
    expect(entries.flatMap((entry) => entry.extraFields.map((field) => field.id))).toEqual([0x5455, 0x5455]);
    expect(entries.map((entry) => entry.versionNeededToExtract)).toEqual([20, 20]);
  });

  it('begins with the first size that four bytes can not say', async () => {
    for (const [sizeBytes, isLong] of [
      [0xffff_fffe, false],
      [0xffff_ffff, true],
      [0x1_0000_0000, true],
    ] as const) {
      const archive = await planArchive([zeroFile(['big'], sizeBytes)]);
      const { zip, entries } = await unzip(archive, zeroBlobs);
      const [entry] = entries;
      if (!entry) throw new Error('no entry');
      expect(entry.uncompressedSize).toBe(sizeBytes);
      expect(entry.compressedSize).toBe(sizeBytes);
      expect(entry.versionNeededToExtract).toBe(isLong ? 45 : 20);
      const field = entry.extraFields.find(({ id }) => id === ZIP64_EXTRA);
      expect(field?.data.length).toBe(isLong ? 16 : undefined);
      const local = await zip.readLocalFileHeaderPromise(entry);
      expect(local.uncompressedSize).toBe(isLong ? 0xffff_ffff : sizeBytes);
      expect(local.fileDataStart + sizeBytes).toBe(archive.layout.centralOffset);
      // The central directory begins beyond 4 GiB in all three cases.
      expect(await hasZip64End(archive)).toBe(true);
    }
  });

  it('begins with the first offset that four bytes can not say, in that entry alone', async () => {
    for (const [offset, isLong] of [
      [0xffff_fffe, false],
      [0xffff_ffff, true],
    ] as const) {
      const archive = await planArchive([zeroFile(['first'], upTo(offset, 'first')), zeroFile(['second'], 5)]);
      const { entries } = await unzip(archive, zeroBlobs);
      expect(entries.map((entry) => entry.relativeOffsetOfLocalHeader)).toEqual([0, offset]);
      const lengths = entries.map(({ extraFields }) => extraFields.find(({ id }) => id === ZIP64_EXTRA)?.data.length);
      expect(lengths).toEqual([undefined, isLong ? 8 : undefined]);
    }
  });

  it('closes the archive from the first place of the central directory that four bytes can not say', async () => {
    for (const [offset, isLong] of [
      [0xffff_fffe, false],
      [0xffff_ffff, true],
    ] as const) {
      const archive = await planArchive([zeroFile(['only'], upTo(offset, 'only'))]);
      expect(archive.layout.centralOffset).toBe(offset);
      expect(await hasZip64End(archive)).toBe(isLong);
      expect((await unzip(archive, zeroBlobs)).entries.length).toBe(1);
    }
  });

  it('closes the archive from 65,535 entries on', async () => {
    for (const [count, isLong] of [
      [65_534, false],
      [65_535, true],
    ] as const) {
      const archive = await planArchive(Array.from({ length: count }, (_, i) => zeroFile([`${i}`], 0)));
      expect(await hasZip64End(archive)).toBe(isLong);
      const end = await readArchive(archive, zeroBlobs, { start: archive.sizeBytes - 22, end: archive.sizeBytes - 1 });
      expect(end.readUInt16LE(10)).toBe(count);
      expect(end.readUInt32LE(16)).toBe(archive.layout.centralOffset);
    }
  });
});

describe('a very large archive', () => {
  it('has 70,000 entries beyond 4 GiB, each of which can be read', async () => {
    const count = 70_000;
    const entries = function* (): Generator<ArchiveEntry> {
      for (let i = 0; i < count; i++) yield zeroFile([`folder ${i % 7}`, `file ${i}.bin`], 64 * 1024 + (i % 5));
    };
    const archive = await planArchive(entries());
    expect(archive.sizeBytes).toBeGreaterThan(4 * GIB);
    const { zip, entries: found } = await unzip(archive, zeroBlobs);
    expect(found.length).toBe(count);
    for (let i = 0; i < count; i += 997) {
      const entry = found[i];
      if (!entry) throw new Error(`no entry ${i}`);
      expect(entry.fileName).toBe(`folder ${i % 7}/file ${i}.bin`);
      const local = await zip.readLocalFileHeaderPromise(entry);
      expect(local.fileName).toEqual(entry.fileNameRaw);
      const next = found[i + 1]?.relativeOffsetOfLocalHeader ?? archive.layout.centralOffset;
      expect(local.fileDataStart + entry.compressedSize).toBe(next);
    }
  });

  it('has entries of terabytes, read at their far ends', async () => {
    const tib = 1024 * GIB;
    const archive = await planArchive([
      zeroFile(['a'], 3 * tib, 0x1234_5678),
      zeroFile(['b'], 5),
      zeroFile(['c'], 2 * tib),
      zeroFile(['d'], 5),
    ]);
    const { zip, entries } = await unzip(archive, zeroBlobs);
    expect(entries.map((entry) => entry.uncompressedSize)).toEqual([3 * tib, 5, 2 * tib, 5]);
    expect(entries[0]?.crc32).toBe(0x1234_5678);
    for (const entry of entries) {
      const local = await zip.readLocalFileHeaderPromise(entry);
      expect(local.fileName).toEqual(entry.fileNameRaw);
      const dataEnd = local.fileDataStart + entry.compressedSize;
      const last = await readArchive(archive, zeroBlobs, { start: dataEnd - 3, end: dataEnd + 3 });
      expect([...last]).toEqual([0, 0, 0, 0x50, 0x4b, entry.fileName === 'd' ? 1 : 3, entry.fileName === 'd' ? 2 : 4]);
    }
  });

  it('streams in constant memory', async () => {
    const sizeBytes = 2 * GIB;
    const archive = await planArchive([zeroFile(['two gigabytes'], sizeBytes, CHECKSUM_OF_2_GIB)]);
    let readBytes = 0;
    let largest = 0;
    const before = process.memoryUsage().arrayBuffers;
    for await (const chunk of openArchive(archive, zeroBlobs)) {
      readBytes += chunk.length;
      largest = Math.max(largest, process.memoryUsage().arrayBuffers - before);
    }
    expect(readBytes).toBe(archive.sizeBytes);
    // What the collector has not fetched yet counts too, and when it comes is not ours to say.
    expect(largest).toBeLessThan(sizeBytes / 8);
  });
});
