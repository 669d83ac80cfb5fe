// The product over the technologies that the settings name: picks the drivers, and opens core over them.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import {
  type BackupPlace,
  type Core,
  conflict,
  createCore,
  type Engine,
  isArriving,
  NO_OBSERVER,
  notFound,
  type Observer,
  type RestoreTarget,
  UNFINISHED_DATABASE,
} from '../core/index.ts';
import type { MediaDecoder } from '../core/ports.ts';
import { openPictureCache } from '../drivers/disk/cache.ts';
import { diskFolder } from '../drivers/disk/folder.ts';
import { diskImportFolder } from '../drivers/disk/import-folder.ts';
import { openDiskBlobStore } from '../drivers/disk/index.ts';
import { createMediaDecoder } from '../drivers/media/index.ts';
import { findProgram } from '../drivers/media/programs.ts';
import { openSqliteSnapshot } from '../drivers/sqlite/snapshot.ts';
import { withBlobCache } from './blob-cache.ts';
import { observedBlobStore, observedCore, observedDecoder, observedEngine, observedPictureCache } from './observing.ts';
import { holdsLibrary, type Log, openBlobs, openDatabaseFile, openEngine } from './stores.ts';

const ARRIVAL_POLL_MS = 500;

/**
 * The product without its HTTP face, for commands that work on the data directly. Disposing closes its stores. Throws
 * `conflict` where a restore was begun and not finished, and `unavailable` while a library is moving in, unless there is a log
 * to say in that it waits for that.
 */
export async function openCore(
  config: Config,
  observer: Observer = NO_OBSERVER,
  log?: Log,
): Promise<{ core: Core; media: MediaDecoder } & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  if (existsSync(join(config.dataFolder, UNFINISHED_DATABASE))) {
    throw conflict(
      `An unfinished restore lies in ${config.dataFolder}: the same \`vitrine restore\` again ends it. To give it up instead, ` +
        `empty the folder${config.database ? ', and the database' : ''}.`,
    );
  }
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const blobs = resources.use(await openBlobs(config));
  const { healFrom } = config;
  const others = healFrom === undefined ? undefined : await openDiskBlobStore(healFrom, { readOnly: true });
  if (others) resources.use(others);
  const media = resources.use(
    createMediaDecoder({
      ffmpeg: config.ffmpeg ?? findProgram('ffmpeg', config.searchPath),
      concurrency: config.decoders,
    }),
  );
  const pictureCache = resources.use(
    openPictureCache(join(config.dataFolder, 'cache'), { maxBytes: config.pictureCacheBytes }),
  );
  const engine = resources.use(await openEngine(config, log));
  if (log) await awaitArrival(engine, log);
  const watched = observedBlobStore(blobs, observer);
  const core = await createCore({
    engine: observedEngine(engine, observer),
    blobs: config.s3 ? withBlobCache(watched, { maxBytes: config.blobCacheBytes, observer }) : watched,
    healFrom: others,
    media: observedDecoder(media, observer),
    pictureCache: observedPictureCache(pictureCache, observer),
    importFolder: config.importFolder === undefined ? undefined : diskImportFolder(config.importFolder),
    settings: {
      maxUploadBytes: config.maxUploadBytes,
      sweepGraceMs: config.sweepGraceMs,
      scrubMs: config.scrubMs,
      trashMs: config.trashMs,
    },
    rootKey: config.rootKey,
  });
  const kept = resources.move();
  return { core: observedCore(core, observer), media, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Returns at once unless a library is moving in here. */
async function awaitArrival({ db }: Engine, log: Log): Promise<void> {
  if (!(await isArriving(db))) return;
  log(undefined, 'A library is moving in here: waiting until all of it is there.');
  while (await isArriving(db)) await pause(ARRIVAL_POLL_MS);
}

/** As `openCore`, but throws `not_found` instead of making a library where there is none. */
export async function openExistingCore(config: Config): Promise<{ core: Core } & AsyncDisposable> {
  if (!(await holdsLibrary(config)))
    throw notFound(`A library in ${config.database ? 'the database' : config.dataFolder}`);
  return openCore(config);
}

/** A folder that is to hold a whole library. */
export const folderTarget = (path: string): RestoreTarget & AsyncDisposable => ({
  folder: diskFolder(path),
  [Symbol.asyncDispose]: async () => undefined,
});

/** Where the settings would have a library. */
export async function restoreTarget(config: Config): Promise<RestoreTarget & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  const { database, s3, dataFolder } = config;
  const engine = database && resources.use(await openEngine(config));
  const blobs = s3 && resources.use(await openBlobs(config));
  const kept = resources.move();
  return {
    folder: diskFolder(dataFolder),
    records: engine && { engine, openFile: openDatabaseFile },
    blobs,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A backup to write, or one to read from where nothing may be written. */
export const backupPlace = (path: string, access: 'write' | 'read'): BackupPlace => ({
  folder: diskFolder(path, { readOnly: access === 'read' }),
  openSnapshot: openSqliteSnapshot,
});
