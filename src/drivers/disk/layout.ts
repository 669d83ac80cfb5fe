// Where things lie under the root of a disk blob store, and the making of its directories.
//
//   blobs/ab/abcdef…   a blob, in the shard of its first two digits
//   temporary/         files of writers; the same file system, so that a rename puts them into place
//   removing/          what remove() and quarantine() have taken aside to look at
//   quarantine/        what quarantine() has found wrong; made when there is some
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CoreError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/ports.ts';
import { closeQuietly, DIRECTORY_MODE, GROUP_DIRECTORY_MODE, openDirectory, sync } from './descriptors.ts';
import { systemCode } from './failures.ts';

export interface Layout {
  readonly root: string;
  readonly blobs: string;
  readonly temporary: string;
  readonly removing: string;
  readonly quarantine: string;
  /** Whether the group may read the blobs, and nothing else that lies here. */
  readonly groupReads: boolean;
}

export const SHARDS: readonly string[] = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

const BLOB_NAME = /^[0-9a-f]{64}$/;

export const isBlobName = (name: string): boolean => BLOB_NAME.test(name);

export const layoutOf = (root: string, groupReads = false): Layout => ({
  root,
  groupReads,
  blobs: join(root, 'blobs'),
  temporary: join(root, 'temporary'),
  removing: join(root, 'removing'),
  quarantine: join(root, 'quarantine'),
});

/** Throws TypeError for what is no SHA-256 in lower-case hex, before it can become part of a path. */
export function shardOf(sha256: Sha256): string {
  if (!isBlobName(sha256)) throw new TypeError('not a lower-case hex SHA-256');
  return sha256.slice(0, 2);
}

export const shardPath = (layout: Layout, shard: string): string => join(layout.blobs, shard);

export const blobPath = (layout: Layout, sha256: Sha256): string => join(layout.blobs, shardOf(sha256), sha256);

/** Makes what is missing and makes it durable: a shard that vanishes in a power cut would take its blobs along. */
export async function makeDirectories(layout: Layout): Promise<void> {
  const firstMade = await mkdir(layout.root, { recursive: true, mode: DIRECTORY_MODE });
  await makeInside(layout.root, ['blobs', 'temporary', 'removing']);
  await makeInside(layout.blobs, SHARDS);
  if (layout.groupReads) await letGroupIn(layout);
  if (firstMade !== undefined) await syncParents(layout.root, dirname(firstMade));
}

/** Through the root, where it sees nothing, to the blobs. */
async function letGroupIn(layout: Layout): Promise<void> {
  const { mode } = await lstat(layout.root);
  await chmod(layout.root, (mode & 0o7777) | 0o010);
  const shards = SHARDS.map((shard) => shardPath(layout, shard));
  await Promise.all([layout.blobs, ...shards].map((path) => chmod(path, GROUP_DIRECTORY_MODE)));
}

/** Only for what was made here: the parents of an existing root need not be readable. */
async function syncParents(path: string, upTo: string): Promise<void> {
  const parent = dirname(path);
  await syncDirectory(parent);
  if (parent !== upTo && parent !== path) await syncParents(parent, upTo);
}

async function makeInside(parent: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => mkdirUnlessThere(join(parent, name))));
  const entries = await readdir(parent, { withFileTypes: true });
  // O_NOFOLLOW guards only the last part of a path: a symlink in place of a directory would lead every blob outside.
  const usable = new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name));
  const foreign = names.find((name) => !usable.has(name));
  if (foreign !== undefined) throw new CoreError('internal', `${join(parent, foreign)} is not a directory`);
  await syncDirectory(parent);
}

export async function mkdirUnlessThere(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: DIRECTORY_MODE });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

export async function syncDirectory(path: string): Promise<void> {
  const fd = await openDirectory(path);
  try {
    await sync(fd);
  } finally {
    closeQuietly(fd);
  }
}
