// The product's core over a real database (PostgreSQL where the tests have one, else SQLite) and a real blob store in a folder
// of its own, without HTTP, and content for it.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  type Actor,
  type Core,
  createCore,
  grantsOf,
  type Id,
  type MediaFacts,
  type Scope,
  type StoredContent,
} from '../../src/core/index.ts';
import type { BlobStore, MediaDecoder } from '../../src/core/ports.ts';
import { openPictureCache } from '../../src/drivers/disk/cache.ts';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import { openPostgres } from '../../src/drivers/postgres/index.ts';
import { openSqlite } from '../../src/drivers/sqlite/index.ts';
import { testDatabase } from './engines.ts';
import * as testTransactions from './transactions.ts';

export const TEST_TRANSACTIONS_URL = new URL('./transactions.ts', import.meta.url).href;
const GRACE_MS = 60_000;
const SCRUB_MS = 30 * 24 * 60 * 60_000;

export interface TestCore extends AsyncDisposable {
  readonly core: Core;
  readonly folder: string;
  /** Of its database in PostgreSQL; absent with SQLite. */
  readonly url?: string;
  readonly workspaceId: Id;
  /** May do everything in the first workspace. */
  readonly admin: Actor;
}

export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-core-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Longer than any test: what waits on purpose must not be given up because the machine is slow. */
const STATEMENT_TIMEOUT_MS = 180_000;

/** `around`: what core works with in place of its blob store, and which may do that before or after something else. */
export async function openTestCore(
  decoder: MediaDecoder = createMediaDecoder({ concurrency: 1 }),
  around: (blobs: BlobStore) => BlobStore = (blobs) => blobs,
): Promise<TestCore> {
  await using resources = new AsyncDisposableStack();
  const { path: folder } = resources.use(await temporaryFolder());
  const blobs = around(resources.use(await openDiskBlobStore(folder, { reserveBytes: 0 })));
  const media = resources.use(decoder);
  const pictureCache = resources.use(openPictureCache(join(folder, 'cache'), { maxBytes: 16 * 1024 * 1024 }));
  const database = await testDatabase();
  if (database) resources.use(database);
  const engine = resources.use(
    database
      ? await openPostgres(
          { url: database.url, connections: 4, statementTimeoutMs: STATEMENT_TIMEOUT_MS },
          testTransactions,
        )
      : await openSqlite({ file: join(folder, 'vitrine.sqlite'), transactionsUrl: TEST_TRANSACTIONS_URL }),
  );
  const core = await createCore({
    engine,
    blobs,
    media,
    pictureCache,
    settings: { maxUploadBytes: 1024 * 1024, sweepGraceMs: GRACE_MS, scrubMs: SCRUB_MS, trashMs: 0 },
  });
  const workspaceId = core.instance.workspace.id;
  const kept = resources.move();
  return {
    core,
    folder,
    ...(database && { url: database.url }),
    workspaceId,
    admin: keyActor(workspaceId, ['admin']),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A key without a record, as authentication would make an actor of it for the admin dialect. */
export function keyActor(workspaceId: Id, scopes: readonly Scope[], vaultId: Id | null = null): Actor {
  return {
    type: 'key',
    id: '0000000000000000000000aa' as Id,
    workspaceId,
    name: 'test',
    scopes,
    grants: grantsOf(scopes, 'admin'),
    vaultId,
    expiresAt: null,
    isInstanceAdmin: false,
  };
}

/** What core is told of bytes once they are stored, for tests that need no bytes in the store. */
export function contentOf(
  text: string,
  mimeType = 'text/plain',
  kind: StoredContent['kind'] = 'document',
): StoredContent {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { blob: { sha256, sizeBytes: bytes.length, crc32: crc32(bytes) }, mimeType, kind };
}

/** Somebody who may do everything in a workspace of its own. */
export async function newTenant(core: Core): Promise<Actor & { readonly workspaceId: Id }> {
  const { id } = await core.createWorkspace({ type: 'system' }, 'tenant');
  const actor = keyActor(id, ['admin']);
  if (actor.type !== 'key') throw new Error('keyActor makes keys');
  return actor;
}

/** What looking at an asset's bytes might have told, for tests that do not look. */
export const examined = (asset: { sha256: string; mimeType: string }, facts: MediaFacts, text = '') => ({
  sha256: asset.sha256,
  mimeType: asset.mimeType,
  state: 'ready' as const,
  reason: null,
  facts,
  revision: 1,
  text,
  renditions: [],
});

/** What the sweep does to records once nothing names the bytes. */
export async function forgetBlob(core: Core, sha256: string): Promise<void> {
  const removal = await core.beginBlobRemoval(sha256, Date.now() + 1);
  if (removal) await core.endBlobRemoval(removal, 'absent');
}

/** Of an asset or a bulk change, by its id; the caller's from now on, as are all others. */
export async function takeJobOf(core: Core, id: Id) {
  const job = (await core.takeJobs(1000)).find(({ payload }) => JSON.stringify(payload).includes(id));
  if (!job) throw new Error(`there is no job of ${id}`);
  return job;
}

/** As a worker does after the last attempt. */
export async function giveUpJobOf(core: Core, id: Id, reason: string): Promise<boolean> {
  const job = await takeJobOf(core, id);
  return core.giveUpJob(job.payload, job, { error: reason, reason });
}
