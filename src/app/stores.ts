// Where records and bytes are kept: the drivers that the settings name. Those for several nodes are loaded only when used.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type BlobStore, copyLibrary, DATABASE, type Engine } from '../core/index.ts';
import type { Db } from '../database/db.ts';
import { readConsistently } from '../database/reading.ts';
import { openDiskBlobStore } from '../drivers/disk/index.ts';
import { openSqlite } from '../drivers/sqlite/index.ts';
import { settleSnapshot } from '../drivers/sqlite/snapshot.ts';

const TRANSACTIONS_URL = new URL('../core/transactions.ts', import.meta.url);

export type Log = (error: unknown, message: string) => void;

/** PostgreSQL where there is a URL of one, else SQLite in the data folder. */
export async function openEngine({ database, dataFolder }: Config, log?: Log): Promise<Engine> {
  if (database === undefined) return openDatabaseFile(join(dataFolder, DATABASE));
  const { openPostgres } = await import('../drivers/postgres/index.ts');
  return openPostgres({ ...database, ...(log && { log }), copyInto }, await import('../core/transactions.ts'));
}

/** Whether a library is there that commands can work on. */
export async function holdsLibrary({ database, dataFolder }: Config): Promise<boolean> {
  if (database === undefined) return existsSync(join(dataFolder, DATABASE));
  const postgres = await import('../drivers/postgres/index.ts');
  return postgres.holdsLibrary(database.url);
}

/** A file of SQLite's, made and written by it alone. */
export const openDatabaseFile = (file: string): Promise<Engine> =>
  openSqlite({ file, transactionsUrl: TRANSACTIONS_URL.href });

/** Snapshots are files of SQLite's, whichever engine they are taken of: a backup can be restored into every one. */
export async function copyInto(db: Db, file: string): Promise<void> {
  {
    await using copy = await openDatabaseFile(file);
    await readConsistently(db, (snapshot) => copyLibrary(snapshot, copy));
  }
  settleSnapshot(file);
}

/** S3 where there is a bucket, else the data folder. */
export async function openBlobs(config: Config): Promise<BlobStore> {
  const { dataFolder, accelRedirect, s3 } = config;
  if (s3 === undefined) return openDiskBlobStore(dataFolder, { proxyPath: accelRedirect });
  const { openS3BlobStore } = await import('../drivers/s3/index.ts');
  const largestBytes = Math.max(config.maxUploadBytes, config.maxResumableBytes);
  return openS3BlobStore({ ...s3, largestBytes, spillFolder: dataFolder });
}
