// Plain file descriptors behind promises, and nothing else: a FileHandle costs more per call, and the blobs are many and small.
import fs from 'node:fs';
import { promisify } from 'node:util';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = fs.constants;

const FILE_MODE = 0o600;
export const DIRECTORY_MODE = 0o700;
/** What a proxy in our group is let into, where it hands out the blobs. */
export const GROUP_FILE_MODE = 0o640;
export const GROUP_DIRECTORY_MODE = 0o750;
const GROUP_READS = 0o040;

const open = promisify(fs.open);
export const read = promisify(fs.read);
const write = promisify(fs.write);
const writev = promisify(fs.writev);

export const datasync = promisify(fs.fdatasync);
export const sync = promisify(fs.fsync);
export const rename = promisify(fs.rename);
export const unlink = promisify(fs.unlink);
export const link = promisify(fs.link);
export const lstat = promisify(fs.lstat);
export const readdir = promisify(fs.readdir);
/** Of an open file; unlike the mode it is made with, this is not cut by the umask. */
export const setMode = promisify(fs.fchmod);

export const isReadableByGroup = ({ mode }: fs.Stats): boolean => (mode & GROUP_READS) !== 0;

export const openNew = (path: string): Promise<number> =>
  open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE);

/** O_NONBLOCK: opening a planted FIFO would otherwise wait for ever, and hold a thread of the pool. */
export const openToRead = (path: string): Promise<number> => open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);

export const openDirectory = (path: string): Promise<number> => open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);

/** Writes all bytes of all chunks at the current position. */
export async function writeAll(fd: number, chunks: readonly Uint8Array[]): Promise<void> {
  let rest = [...chunks];
  while (rest.length > 0) {
    const [first] = rest;
    const written =
      rest.length === 1 && first !== undefined
        ? (await write(fd, first)).bytesWritten
        : (await writev(fd, rest)).bytesWritten;
    rest = after(rest, written);
  }
}

function after(chunks: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written;
  const index = chunks.findIndex((chunk) => {
    if (chunk.byteLength > skip) return true;
    skip -= chunk.byteLength;
    return false;
  });
  const partial = chunks[index];
  return partial === undefined ? [] : [partial.subarray(skip), ...chunks.slice(index + 1)];
}

/** Fills `buffer` from the start of the file; answers how many bytes there were. */
export async function readFromStart(fd: number, buffer: Buffer): Promise<number> {
  let filled = 0;
  while (filled < buffer.byteLength) {
    const { bytesRead } = await read(fd, buffer, filled, buffer.byteLength - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Closes after something else has failed: that failure is the one to report. */
export function closeQuietly(fd: number): void {
  try {
    fs.closeSync(fd);
  } catch {
    // The descriptor is gone either way.
  }
}
