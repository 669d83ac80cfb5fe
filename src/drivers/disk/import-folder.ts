// The import folder on a disk: regular files below it, wherever links lead, and nothing else.
import { createReadStream, fstat as fstatWithCallback, type Stats } from 'node:fs';
import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import type { ImportFile, ImportFolder } from '../../core/ports.ts';
import { closeQuietly, openToRead } from './descriptors.ts';
import { systemCode } from './failures.ts';

const fstat = promisify(fstatWithCallback);

/** No system takes longer ones. */
const LONGEST_PATH = 4_096;
/** The system's answers to a path that leads to no file here; anything else is trouble, and told as such. */
const NOT_THERE = new Set([
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EACCES',
  'EPERM',
  'ELOOP',
  'ENAMETOOLONG',
  'ENXIO',
  'EINVAL',
]);

export function diskImportFolder(folder: string): ImportFolder {
  return {
    async open(path) {
      try {
        return await openBelow(folder, path);
      } catch (error) {
        if (NOT_THERE.has(systemCode(error) ?? '')) return undefined;
        throw error;
      }
    },
  };
}

async function openBelow(folder: string, path: string): Promise<ImportFile | undefined> {
  if (path === '' || path.length > LONGEST_PATH || path.includes('\0') || isWinding(path)) return undefined;
  const root = await realpath(folder);
  const sent = resolve(folder, path);
  // Nothing outside is touched, however it is spelled; what links lead to is known after they were followed.
  if (!isBelow(folder, sent) && !isBelow(root, sent)) return undefined;
  const real = await realpath(sent);
  if (!isBelow(root, real)) return undefined;
  const descriptor = await openToRead(real);
  try {
    const found = await fstat(descriptor);
    if (found.isFile() && (await isStillBelow(root, real, descriptor, found))) {
      return fileOf(descriptor, found.size, basename(sent));
    }
  } catch (error) {
    closeQuietly(descriptor);
    throw error;
  }
  closeQuietly(descriptor);
  return undefined;
}

/** Resolved by its letters alone, it would tell whether it names the folder itself on its way, or call a file a folder. */
function isWinding(path: string): boolean {
  const names = path.split(sep === '/' ? '/' : /[/\\]/);
  return names.at(-1) === '' || names.includes('.') || names.includes('..');
}

const isBelow = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/**
 * A folder on the way may have become a link between the look and the opening. The system knows where the opened file lies;
 * where it does not say, the file there now has to be the one that was opened.
 */
async function isStillBelow(root: string, real: string, descriptor: number, opened: Stats): Promise<boolean> {
  const place = await readlink(`/proc/self/fd/${descriptor}`).catch(() => undefined);
  if (place !== undefined) return isBelow(root, place);
  const there = await realpath(real);
  const now = await stat(there);
  return isBelow(root, there) && now.ino === opened.ino && now.dev === opened.dev;
}

function fileOf(descriptor: number, sizeBytes: number, name: string): ImportFile {
  const bytes = createReadStream('', { fd: descriptor, autoClose: true });
  // An end that nobody awaits: who reads hears of errors, and who does not needs none.
  bytes.on('error', () => undefined);
  return { bytes, sizeBytes, name, [Symbol.asyncDispose]: async () => void bytes.destroy() };
}
