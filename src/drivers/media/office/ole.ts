// Compound files (MS-CFB), the containers of the binary Office formats and of encrypted documents: the names of what is in
// them, and nothing more.
import { type Bytes, Unreadable } from '../decoder.ts';

const SIGNATURE = 'd0cf11e0a1b11ae1';
const HEADER = 512;
/** Byte offsets in the header: log2 of a sector's size, the directory's first sector, and the first of the FAT's own. */
const SECTOR_SHIFT = 30;
const DIRECTORY = 48;
const FAT = 76;
const ENTRY = 128;
const NAME_LENGTH = 64;

/** Sectors of the directory that are looked at: the streams of a document are among its first entries. */
const MOST_SECTORS = 32;

export const isCompound = (start: Buffer): boolean => start.toString('hex', 0, 8) === SIGNATURE;

/** Throws `Unreadable` when the directory can not be found. */
export async function compoundNames(bytes: Bytes): Promise<Set<string>> {
  const header = await bytes.read(0, HEADER);
  const shift = header.length < HEADER ? 0 : header.readUInt16LE(SECTOR_SHIFT);
  if (shift !== 9 && shift !== 12) throw new Unreadable('it is damaged');
  const size = 2 ** shift;
  const names = new Set<string>();
  let sector = header.readUInt32LE(DIRECTORY);
  for (let seen = 0; seen < MOST_SECTORS; seen++) {
    const entries = await bytes.read((sector + 1) * size, size);
    for (let at = 0; at + ENTRY <= entries.length; at += ENTRY) names.add(nameAt(entries, at));
    const next = await sectorAfter(bytes, header, sector, size);
    if (next === undefined) break;
    sector = next;
  }
  return names;
}

/** Absent at the end of a chain; and where the FAT is so large that its own sectors are not all listed in the header. */
async function sectorAfter(bytes: Bytes, header: Buffer, sector: number, size: number): Promise<number | undefined> {
  const perSector = size / 4;
  const at = FAT + 4 * Math.floor(sector / perSector);
  if (at + 4 > HEADER) return undefined;
  const start = (header.readUInt32LE(at) + 1) * size + 4 * (sector % perSector);
  const entry = await bytes.read(start, 4);
  const next = entry.length < 4 ? Number.POSITIVE_INFINITY : entry.readUInt32LE(0);
  return (next + 1) * size < bytes.sizeBytes ? next : undefined;
}

function nameAt(entries: Buffer, at: number): string {
  // In bytes, with the NUL at its end.
  const length = Math.min(entries.readUInt16LE(at + NAME_LENGTH), NAME_LENGTH);
  return entries.toString('utf16le', at, at + Math.max(length - 2, 0));
}
