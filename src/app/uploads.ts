// Where unfinished uploads are kept, and how nodes agree on who is at which: as shared as the stores that the settings name.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Core, Locks, UnfinishedStore } from '../core/index.ts';
import { openDiskUnfinished } from '../drivers/disk/unfinished.ts';
import { openFileLocks } from '../drivers/sqlite/locks.ts';
import type { ResumableUploads } from '../http/dialect.ts';
import type { Log } from '../http/log.ts';
import { createResumableUploads } from '../http/resumable.ts';

/** Disposing it closes what it has opened. */
export async function openResumableUploads(
  config: Config,
  core: Core,
  log: Log,
): Promise<{ readonly resumable: ResumableUploads } & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  const locks = resources.use(await openLocks(config, log));
  const unfinished = resources.use(await openUnfinished(config));
  const { maxResumableBytes: maxSizeBytes, resumableMs: keptMs } = config;
  const resumable = createResumableUploads({ core, unfinished, locks, maxSizeBytes, keptMs });
  const kept = resources.move();
  return { resumable, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

const folderOf = ({ dataFolder }: Config): string => join(dataFolder, 'uploads');

async function openUnfinished(config: Config): Promise<UnfinishedStore> {
  if (config.s3 === undefined) return openDiskUnfinished(folderOf(config));
  const { openS3Unfinished } = await import('../drivers/s3/unfinished.ts');
  return openS3Unfinished({ ...config.s3, spillFolder: config.dataFolder });
}

async function openLocks(config: Config, log: Log): Promise<Locks> {
  if (config.database === undefined) return openFileLocks(folderOf(config));
  const { openPostgresLocks } = await import('../drivers/postgres/locks.ts');
  return openPostgresLocks({ url: config.database.url, log: (err, message) => log.error({ err }, message) });
}
