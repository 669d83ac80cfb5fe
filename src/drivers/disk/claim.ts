// One process at a time in a folder: a file that says who, kept fresh for as long as they work.
import { readFileSync } from 'node:fs';
import { mkdir, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CoreError } from '../../core/errors.ts';
import { closeQuietly, DIRECTORY_MODE, lstat, openNew, unlink, writeAll } from './descriptors.ts';
import { systemCode, unlessAbsent } from './failures.ts';

const CLAIM_NAME = 'in-use';
const FRESHEN_MS = 15_000;
/** Whoever has not freshened it for so long is gone, on whatever machine that was. */
const STALE_MS = 120_000;

/** Makes the folder where missing. Throws CoreError `conflict` while somebody else is in it. */
export async function claimFolder(root: string): Promise<AsyncDisposable> {
  await mkdir(root, { recursive: true, mode: DIRECTORY_MODE });
  const path = join(root, CLAIM_NAME);
  if (!(await makeClaim(path))) {
    if (!(await isStale(path))) throw inUse(root);
    await unlessAbsent(unlink(path));
    if (!(await makeClaim(path))) throw inUse(root);
  }
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, FRESHEN_MS).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await unlessAbsent(unlink(path));
    },
  };
}

const inUse = (root: string): CoreError => new CoreError('conflict', `${root} is in use by another process.`);

async function makeClaim(path: string): Promise<boolean> {
  try {
    const fd = await openNew(path);
    try {
      await writeAll(fd, [Buffer.from(JSON.stringify({ host: hostname(), process: process.pid }))]);
    } finally {
      closeQuietly(fd);
    }
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const stat = await unlessAbsent(lstat(path));
  if (stat === undefined || Date.now() - stat.mtimeMs > STALE_MS) return true;
  try {
    const owner: { host?: unknown; process?: unknown } = JSON.parse(readFileSync(path, 'utf8'));
    return owner.host === hostname() && typeof owner.process === 'number' && !isRunning(owner.process);
  } catch {
    // Half written by one who has just come, or gone by now.
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
