// Turns a list of entries into the columns of a layout: checks them, builds the tree of directories, settles names.
import { setImmediate } from 'node:timers/promises';
import { CoreError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/ports.ts';
import type { Columns } from './layout.ts';
import { distinctNames, foldName, safeName } from './names.ts';
import { EARLIEST_SECONDS, LATEST_SECONDS } from './records.ts';

export interface ArchiveFile {
  readonly kind: 'file';
  /** The names of the folders from the top and then that of the file; untrusted. */
  readonly path: readonly string[];
  readonly sha256: Sha256;
  readonly crc32: number;
  readonly sizeBytes: number;
  /** Unix time in milliseconds. */
  readonly modifiedAt: number;
}

/** Needed for empty folders alone: the folders of files are there by themselves. */
interface ArchiveDirectory {
  readonly kind: 'directory';
  readonly path: readonly string[];
  readonly modifiedAt: number;
}

export type ArchiveEntry = ArchiveFile | ArchiveDirectory;

const SHA256 = /^[0-9a-f]{64}$/;
const EMPTY_SHA256 = '0'.repeat(64);
const HASH_BYTES = 32;
/** With a name and a destination it stays below PATH_MAX of Linux, 4,096, beyond which nothing unpacks. */
const MAX_DIRECTORY_PATH_BYTES = 3_500;
/** How many entries are worked on before others have a turn: some milliseconds. */
const TURN_ENTRIES = 2_000;

/** One by one, or some at a time: waiting for each costs more than all else that is done with it. */
export type ArchiveEntries =
  | Iterable<ArchiveEntry | readonly ArchiveEntry[]>
  | AsyncIterable<ArchiveEntry | readonly ArchiveEntry[]>;

export async function collectColumns(entries: ArchiveEntries, signal: AbortSignal | undefined): Promise<Columns> {
  const claims = distinctNames();
  const tree = directoryTree(claims.take);
  const listed = new Set<number>();
  const directories: number[] = [];
  const names: string[] = [];
  const sizes: number[] = [];
  const crcs: number[] = [];
  const seconds: number[] = [];
  let hashes = Buffer.alloc(1024 * HASH_BYTES);
  const giveTurn = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };

  const add = (entry: ArchiveEntry): void => {
    const isFile = entry.kind === 'file';
    const directory = tree.enter(isFile ? entry.path.slice(0, -1) : entry.path);
    if (isFile) {
      checkFile(entry);
      const name = safeName(entry.path.at(-1) ?? '');
      claims.reserve(directory, name, names.length);
      names.push(name);
    } else {
      if (directory === 0 || listed.has(directory)) return;
      listed.add(directory);
      names.push('');
    }
    const count = directories.push(directory);
    sizes.push(isFile ? entry.sizeBytes : 0);
    crcs.push(isFile ? entry.crc32 : 0);
    seconds.push(clampedSeconds(entry.modifiedAt));
    if (count * HASH_BYTES > hashes.length) hashes = Buffer.concat([hashes], hashes.length * 2);
    hashes.write(isFile ? entry.sha256 : EMPTY_SHA256, (count - 1) * HASH_BYTES, 'hex');
  };

  let done = 0;
  for await (const some of entries) {
    for (const entry of 'kind' in some ? [some] : some) {
      add(entry);
      if (++done % TURN_ENTRIES === 0) await giveTurn();
    }
  }

  for (const i of claims.clashes()) {
    names[i] = claims.rename(directories[i] ?? 0, names[i] ?? '');
    if (++done % TURN_ENTRIES === 0) await giveTurn();
  }

  const directoryNames = packNames(tree.names, 0);
  const entryNames = packNames(names, directoryNames.bytes.length);
  return {
    names: Buffer.concat([directoryNames.bytes, entryNames.bytes]),
    directoryParents: Uint32Array.from(tree.parents),
    directoryNameEnds: directoryNames.ends,
    directoryPathBytes: Uint32Array.from(tree.pathBytes),
    directories: Uint32Array.from(directories),
    nameEnds: entryNames.ends,
    sizes: Float64Array.from(sizes),
    crcs: Uint32Array.from(crcs),
    seconds: Uint32Array.from(seconds),
    hashes: Buffer.from(hashes.subarray(0, directories.length * HASH_BYTES)),
  };
}

interface DirectoryTree {
  readonly parents: readonly number[];
  /** Each with the `/` at its end; the root's is empty. */
  readonly names: readonly string[];
  readonly pathBytes: readonly number[];
  /** The directory at a path, made where it is new; see MAX_DIRECTORY_PATH_BYTES for the one exception. */
  enter(path: readonly string[]): number;
}

function directoryTree(take: (directory: number, name: string) => void): DirectoryTree {
  const parents = [0];
  const names = [''];
  const pathBytes = [0];
  const children = new Map<string, number>();

  function child(parent: number, name: string): number | undefined {
    const key = `${parent}/${foldName(name)}`;
    const known = children.get(key);
    if (known !== undefined) return known;
    const bytes = (pathBytes[parent] ?? 0) + Buffer.byteLength(name) + 1;
    if (bytes > MAX_DIRECTORY_PATH_BYTES) return undefined;
    take(parent, name);
    names.push(`${name}/`);
    pathBytes.push(bytes);
    const made = parents.push(parent) - 1;
    children.set(key, made);
    return made;
  }

  return {
    parents,
    names,
    pathBytes,
    enter(path) {
      let directory = 0;
      for (const name of path) {
        const next = child(directory, safeName(name));
        if (next === undefined) break;
        directory = next;
      }
      return directory;
    },
  };
}

function packNames(names: readonly string[], startAt: number): { bytes: Buffer; ends: Uint32Array } {
  const joined = names.join('');
  const bytes = Buffer.from(joined);
  const isAscii = bytes.length === joined.length;
  const ends = new Uint32Array(names.length);
  let end = startAt;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? '';
    end += isAscii ? name.length : Buffer.byteLength(name);
    ends[i] = end;
  }
  return { bytes, ends };
}

function checkFile({ sha256, crc32, sizeBytes }: ArchiveFile): void {
  const isRight =
    SHA256.test(sha256) &&
    Number.isSafeInteger(sizeBytes) &&
    sizeBytes >= 0 &&
    Number.isInteger(crc32) &&
    crc32 >= 0 &&
    crc32 <= 0xffff_ffff;
  if (!isRight) throw new CoreError('internal', `no blob of an archive: ${sha256}, ${crc32}, ${sizeBytes} bytes`);
}

function clampedSeconds(modifiedAt: number): number {
  const seconds = Math.floor(modifiedAt / 1000);
  return Math.min(Math.max(Number.isNaN(seconds) ? 0 : seconds, EARLIEST_SECONDS), LATEST_SECONDS);
}
