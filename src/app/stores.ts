// Where records and bytes are kept: the drivers that the settings name. Those for several nodes are loaded only when used.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type BlobStore, DATABASE, type Engine } from '../core/index.ts';
import { openDiskBlobStore } from '../drivers/disk/index.ts';
import { openSqlite } from '../drivers/sqlite/index.ts';

const TRANSACTIONS_URL = new URL('../core/transactions.ts', import.meta.url);

type Log = (error: unknown, message: string) => void;

/** PostgreSQL where there is a URL of one, else SQLite in the data folder. */
export async function openEngine({ database, dataFolder }: Config, log?: Log): Promise<Engine> {
  if (database === undefined)
    return openSqlite({ file: join(dataFolder, DATABASE), transactionsUrl: TRANSACTIONS_URL.href });
  const { openPostgres } = await import('../drivers/postgres/index.ts');
  return openPostgres({ ...database, ...(log && { log }) }, await import('../core/transactions.ts'));
}

export const openBlobs = ({ dataFolder, accelRedirect }: Config): Promise<BlobStore> =>
  openDiskBlobStore(dataFolder, { proxyPath: accelRedirect });
