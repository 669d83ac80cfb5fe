// The composition root: a Config in, a running App out. Picks the drivers and puts the layers together.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import {
  type BackupPlace,
  type Core,
  conflict,
  createCore,
  DATABASE,
  type LibraryFolder,
  notFound,
  UNFINISHED_DATABASE,
} from './core/index.ts';
import { admin } from './dialects/admin/index.ts';
import { hub } from './dialects/hub/index.ts';
import { library } from './dialects/library/index.ts';
import { partner } from './dialects/partner/index.ts';
import { store } from './dialects/store/index.ts';
import { vaults } from './dialects/vaults/index.ts';
import { openPictureCache } from './drivers/disk/cache.ts';
import { diskFolder } from './drivers/disk/folder.ts';
import { diskImportFolder } from './drivers/disk/import-folder.ts';
import { openDiskBlobStore } from './drivers/disk/index.ts';
import { createMediaDecoder } from './drivers/media/index.ts';
import { findProgram } from './drivers/media/programs.ts';
import { openSqlite } from './drivers/sqlite/index.ts';
import { openSqliteSnapshot } from './drivers/sqlite/snapshot.ts';
import { createAttempts } from './http/attempts.ts';
import { createResumableUploads } from './http/resumable.ts';
import { createServer } from './http/server.ts';
import { startSchedule } from './jobs/schedule.ts';
import { startWorker } from './jobs/worker.ts';

const TRANSACTIONS_URL = new URL('./core/transactions.ts', import.meta.url).href;
/** One more than are worked on in the background on a small machine, so that the next one is at hand. */
const DEFAULT_JOBS = 2;
const EXPIRE_UPLOADS_MS = 60 * 60_000;
const MOST_WRONG_PASSWORDS = 10;
const WRONG_PASSWORDS_WINDOW_MS = 15 * 60_000;

export interface App extends AsyncDisposable {
  readonly core: Core;
  readonly server: FastifyInstance;
  /** Where it listens. */
  readonly url: string;
}

/**
 * The product without its HTTP face, for commands that work on the data directly. Disposing closes its stores. Throws
 * `conflict` where a restore was begun and not finished.
 */
export async function openCore(config: Config): Promise<{ core: Core } & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  if (existsSync(join(config.dataFolder, UNFINISHED_DATABASE))) {
    throw conflict(`An unfinished restore lies in ${config.dataFolder}: restore into it again, or empty it.`);
  }
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const blobs = resources.use(await openDiskBlobStore(config.dataFolder));
  const media = resources.use(
    createMediaDecoder({
      ffmpeg: config.ffmpeg ?? findProgram('ffmpeg', config.searchPath),
      ...(config.decoders !== undefined && { concurrency: config.decoders }),
    }),
  );
  const pictureCache = resources.use(
    openPictureCache(join(config.dataFolder, 'cache'), { maxBytes: config.pictureCacheBytes }),
  );
  const engine = resources.use(
    await openSqlite({ file: join(config.dataFolder, DATABASE), transactionsUrl: TRANSACTIONS_URL }),
  );
  const core = await createCore({
    engine,
    blobs,
    media,
    pictureCache,
    importFolder: config.importFolder === undefined ? undefined : diskImportFolder(config.importFolder),
    settings: { maxUploadBytes: config.maxUploadBytes, sweepGraceMs: config.sweepGraceMs },
    rootKey: config.rootKey,
  });
  const kept = resources.move();
  return { core, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** As `openCore`, but throws `not_found` instead of making a library where there is none. */
export async function openExistingCore(config: Config): Promise<{ core: Core } & AsyncDisposable> {
  if (!existsSync(join(config.dataFolder, DATABASE))) throw notFound(`A library in ${config.dataFolder}`);
  return openCore(config);
}

/** The data folder itself, to restore into. */
export const dataFolder = (path: string): LibraryFolder => diskFolder(path);

/** A backup to write, or one to read from where nothing may be written. */
export const backupPlace = (path: string, access: 'write' | 'read'): BackupPlace => ({
  folder: diskFolder(path, { readOnly: access === 'read' }),
  openSnapshot: openSqliteSnapshot,
});

/** Opens everything, starts to listen and to work. Disposing drains requests and jobs, then closes. */
export async function startApp(config: Config): Promise<App> {
  await using resources = new AsyncDisposableStack();
  const { core } = resources.use(await openCore(config));
  const resumable = createResumableUploads({
    core,
    folder: join(config.dataFolder, 'uploads'),
    maxSizeBytes: config.maxResumableBytes,
    keptMs: config.resumableMs,
  });
  const server = await createServer(
    [store, hub, library, partner, vaults, admin],
    {
      core,
      publicUrl: config.publicUrl,
      deliveryDomain: config.deliveryDomain,
      maxArchiveEntries: config.maxArchiveEntries,
      hubAnonymous: config.hubAnonymous,
      resumable,
      attempts: createAttempts(MOST_WRONG_PASSWORDS, WRONG_PASSWORDS_WINDOW_MS),
    },
    { logLevel: config.logLevel, trustProxy: config.trustProxy },
  );
  const log = (error: unknown, message: string) => server.log.error({ err: error }, message);
  if (config.worker) {
    resources.use(startWorker(core, { concurrency: config.decoders ?? DEFAULT_JOBS, log }));
    resources.use(
      startSchedule(core, {
        log,
        trashMs: config.trashMs,
        others: [{ name: 'expire uploads', everyMs: EXPIRE_UPLOADS_MS, run: () => resumable.removeExpired() }],
      }),
    );
  }
  resources.defer(() => server.close());
  const url = await server.listen({ host: config.host, port: config.port });
  const kept = resources.move();
  return { core, server, url, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
