// Backups: a snapshot of the database first, then every blob it names, into a folder that holds one state of the library.
// Restoring is in restoring.ts.
import { findBlobs, totalBlobs } from '../../database/blobs.ts';
import type { Snapshot, SnapshotReader } from '../../database/engine.ts';
import { type BlobFault, copyBlob } from '../blob-reading.ts';
import { type BlobWork, NO_PROGRESS, type Progress, walkBlobs } from '../blob-walk.ts';
import type { Context } from '../context.ts';
import { CoreError, conflict } from '../errors.ts';
import { newId } from '../ids.ts';
import type { BlobStat, BlobStore, LibraryFolder, Sha256 } from '../ports.ts';
import { type FileFacts, MANIFEST, type Manifest, readFacts, readManifest, writeManifest } from './manifest.ts';

/** A folder for a backup, and how database files in it are read. */
export interface BackupPlace {
  readonly folder: LibraryFolder;
  readonly openSnapshot: SnapshotReader;
}

export interface BackupOptions {
  /** Vitrine's, for the manifest. */
  readonly version: string;
  /** Copies blobs that the folder holds already once more. */
  readonly full?: boolean;
  readonly progress?: Progress;
}

export interface Amount {
  count: number;
  bytes: number;
}

export interface BackupReport {
  readonly manifest: Manifest;
  readonly copied: Amount;
  /** Held by the folder already. */
  readonly kept: Amount;
  /** Blobs of earlier states, removed from the folder. */
  readonly removed: number;
  /** Blobs whose bytes are damaged in the library; in the backup they are as an earlier run found them, or missing. */
  readonly damaged: readonly { readonly sha256: Sha256; readonly fault: BlobFault; readonly isInBackup: boolean }[];
}

const HOLD_MS = 120_000;
const RENEW_HOLD_MS = 30_000;
const PAGE = 500;
const DATABASE_FILE = /^database-[0-9a-f]{24}\.sqlite(-journal|-wal|-shm)?$/;
/** What an unfinished first backup may have left behind, and what every file system makes. */
const OWN_NAMES = new Set([
  'blobs',
  'temporary',
  'removing',
  'quarantine',
  'in-use',
  'lost+found',
  MANIFEST,
  `${MANIFEST}.partial`,
]);

/**
 * Consistent while everybody goes on working. What the folder held stays a whole backup until the new one is in place;
 * blobs it has are not copied again. Throws `conflict` when the folder holds anything else, another library's backup, or
 * is in use; `internal` when the database is damaged.
 */
export async function backUp(
  context: Context,
  { folder, openSnapshot }: BackupPlace,
  { version, full = false, progress = NO_PROGRESS }: BackupOptions,
): Promise<BackupReport> {
  const startedAt = new Date();
  const library = context.rootWorkspaceId;
  await checkFolder(folder, library);
  await using _claim = await folder.claim();
  await using _hold = await holdBlobs(context);
  await using blobs = await folder.openBlobs();
  const file = `database-${newId(startedAt.getTime())}.sqlite`;
  try {
    // Made by us first, so that nobody else may read it: it holds the library's secret.
    await folder.put(file, nothing());
    await context.engine.snapshot(folder.pathOf(file));
    await folder.settle(file);
    await using snapshot = await openSnapshot(folder.pathOf(file));
    await checkDatabase(snapshot);
    const copies = await copyAll(context.blobs, blobs, snapshot, full, progress);
    const manifest = await writeManifest(folder, {
      version,
      library,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      database: { file, ...(await factsOf(folder, file)) },
      blobs: await totalBlobs(snapshot.db),
      missing: copies.damaged
        .filter((blob) => !blob.isInBackup)
        .map((blob) => blob.sha256)
        .sort(),
    });
    const removed = await removeUnnamed(blobs, snapshot, startedAt);
    await removeDatabases(folder, file);
    return { manifest, ...copies, removed };
  } catch (error) {
    await removeUnfinished(folder, file).catch(() => undefined);
    throw error;
  }
}

async function checkFolder(folder: LibraryFolder, library: string): Promise<void> {
  const names = await folder.names();
  const earlier = await readManifest(folder).catch((error: unknown) => {
    // A damaged one is replaced: what it belonged to can not be restored without it.
    if (error instanceof CoreError && (error.code === 'not_found' || error.code === 'invalid')) return undefined;
    throw error;
  });
  if (earlier !== undefined && earlier.library !== library) {
    throw conflict(`${folder.path} holds the backup of another library.`);
  }
  const foreign = names.find((name) => !OWN_NAMES.has(name) && !DATABASE_FILE.test(name));
  if (earlier === undefined && foreign !== undefined) {
    throw conflict(`${folder.path} is no backup and not empty: it holds ${foreign}.`);
  }
}

/** Until it is disposed of, and a little longer, no blob is forgotten that the database names now. */
async function holdBlobs(context: Context): Promise<AsyncDisposable> {
  await context.write.holdBlobs(HOLD_MS);
  let renewal: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // One that fails is made up for by the next; bytes that go missing nevertheless are noticed when they are copied.
    renewal = context.write.holdBlobs(HOLD_MS).catch(() => undefined);
  }, RENEW_HOLD_MS).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await renewal;
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function checkDatabase(snapshot: Snapshot): Promise<void> {
  const [fault] = await snapshot.checkIntegrity();
  if (fault !== undefined)
    throw new CoreError('internal', `The database is damaged (${fault}): nothing was backed up.`);
}

async function copyAll(
  from: BlobStore,
  to: BlobStore,
  snapshot: Snapshot,
  full: boolean,
  progress: Progress,
): Promise<Pick<BackupReport, 'copied' | 'kept' | 'damaged'>> {
  const copied: Amount = { count: 0, bytes: 0 };
  const kept: Amount = { count: 0, bytes: 0 };
  const damaged: { sha256: Sha256; fault: BlobFault; isInBackup: boolean }[] = [];
  const copy: BlobWork = async (blob, advance, held) => {
    const isInBackup = held?.sizeBytes === blob.sizeBytes;
    const fault = full || !isInBackup ? await copyBlob(from, to, blob, advance) : undefined;
    // What nothing names is about to be swept, with whatever bytes it has.
    if (fault !== undefined && blob.referenceCount > 0) damaged.push({ sha256: blob.sha256, fault, isInBackup });
    if (fault !== undefined && !isInBackup) return;
    const amount = isInBackup && (!full || fault !== undefined) ? kept : copied;
    amount.count++;
    amount.bytes += blob.sizeBytes;
  };
  await walkBlobs(snapshot.db, copy, { progress, beside: to });
  return { copied, kept, damaged };
}

/** Facts of a file that is there. */
async function factsOf(folder: LibraryFolder, file: string): Promise<FileFacts> {
  const facts = await readFacts(folder, file);
  if (facts === undefined) throw new CoreError('internal', `${file} has vanished from ${folder.path}.`);
  return facts;
}

/** Blobs that only earlier states named; what came after `before` may belong to nobody yet, and stays. */
async function removeUnnamed(blobs: BlobStore, snapshot: Snapshot, before: Date): Promise<number> {
  let removed = 0;
  const settle = async (page: readonly BlobStat[]): Promise<void> => {
    const named = await findBlobs(
      snapshot.db,
      page.map((blob) => blob.sha256),
    );
    for (const { sha256 } of page) {
      if (!named.has(sha256) && (await blobs.remove(sha256, before)) === 'removed') removed++;
    }
  };
  let page: BlobStat[] = [];
  for await (const blob of blobs.list()) {
    page.push(blob);
    if (page.length < PAGE) continue;
    await settle(page);
    page = [];
  }
  await settle(page);
  return removed;
}

async function removeDatabases(folder: LibraryFolder, except: string): Promise<void> {
  for (const name of await folder.names()) if (DATABASE_FILE.test(name) && name !== except) await folder.remove(name);
}

/** Unless the manifest in place names it. */
async function removeUnfinished(folder: LibraryFolder, file: string): Promise<void> {
  const current = await readManifest(folder).catch(() => undefined);
  if (current?.database.file !== file) await folder.remove(file);
}
