// A library of many assets in PostgreSQL, kept from run to run, and the product's core over it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Actor, type Core, createCore, grantsOf, type Id } from '../../src/core/index.ts';
import * as transactions from '../../src/core/transactions.ts';
import { openPictureCache } from '../../src/drivers/disk/cache.ts';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import { openPostgres } from '../../src/drivers/postgres/index.ts';
import { seedPostgres } from '../seeding/postgres.ts';

const CONNECTIONS = 16;
/** As the product has it by default. */
const TIMEOUT_MS = 30_000;

export interface ScaleLibrary extends AsyncDisposable {
  readonly size: number;
  readonly core: Core;
  /** May do everything in the workspace that has nearly all assets, and in one that has few. */
  readonly dominant: Actor & { readonly workspaceId: Id };
  readonly small: Actor & { readonly workspaceId: Id };
  /** Of the database itself, for what the product does not tell; behind no wall. */
  rows(sql: string, ...values: unknown[]): Promise<Record<string, string>[]>;
}

/** In a database of its own beside that one, made when it is not there yet. */
export async function openScaleLibrary(base: string, size: number): Promise<ScaleLibrary> {
  await using stack = new AsyncDisposableStack();
  const url = await ensureDatabase(base, size);
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c vitrine.workspace=*' });
  stack.defer(() => pool.end());
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const engine = stack.use(
    await openPostgres({ url, connections: CONNECTIONS, statementTimeoutMs: TIMEOUT_MS }, transactions),
  );
  const core = await createCore({
    engine,
    blobs: stack.use(await openDiskBlobStore(folder)),
    media: stack.use(createMediaDecoder({ concurrency: 1 })),
    pictureCache: stack.use(openPictureCache(join(folder, 'cache'), { maxBytes: 1024 ** 3 })),
    settings: { maxUploadBytes: 100 * 1024 * 1024, sweepGraceMs: 3_600_000, scrubMs: 0, trashMs: 0 },
  });
  const rows: ScaleLibrary['rows'] = async (sql, ...values) =>
    (await pool.query<Record<string, string>>(sql, values)).rows;
  const [small] = await rows(`select id from workspaces where name = 'Small 50'`);
  const kept = stack.move();
  return {
    size,
    core,
    dominant: administrator(core.instance.workspace.id),
    small: administrator(String(small?.['id']) as Id),
    rows,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function administrator(workspaceId: Id): Actor & { readonly workspaceId: Id } {
  return {
    type: 'key',
    id: '0000000000000000000000aa' as Id,
    workspaceId,
    name: 'bench',
    scopes: ['admin'],
    grants: grantsOf(['admin'], 'admin'),
    vaultId: null,
    expiresAt: null,
    isInstanceAdmin: false,
  };
}

async function ensureDatabase(base: string, size: number): Promise<string> {
  const name = `vitrine_bench_${size}`;
  const url = Object.assign(new URL(base), { pathname: `/${name}` }).href;
  const client = new pg.Client({ connectionString: base });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 1) return url;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished}`);
    await client.query(`create database ${unfinished}`);
    const startedAt = Date.now();
    await seedPostgres(Object.assign(new URL(base), { pathname: `/${unfinished}` }).href, size, (message) =>
      console.log(`${((Date.now() - startedAt) / 1000).toFixed(0)} s: ${message}`),
    );
    await client.query(`alter database ${unfinished} rename to ${name}`);
    return url;
  } finally {
    await client.end();
  }
}
