// Checking a backup, and making a data folder of it. Nothing is believed: every file is hashed against the manifest and
// the database. The database comes last, so that what was not restored whole can not be served.
import type { Blob } from '../../database/blobs.ts';
import type { Engine, Snapshot } from '../../database/engine.ts';
import { type BlobFault, copyBlob, findFault } from '../blob-reading.ts';
import { type BlobWork, NO_PROGRESS, type Progress, walkBlobs } from '../blob-walk.ts';
import { conflict } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Arrival, CopyPosition } from '../moving/arriving.ts';
import { copyRecords } from '../moving/copying.ts';
import type { BlobStore, LibraryFolder } from '../ports.ts';
import { writesOf } from '../writes.ts';
import type { Amount, BackupPlace } from './index.ts';
import { type FileFacts, type Manifest, readFacts, readManifest } from './manifest.ts';

/** The database of a data folder. */
export const DATABASE = 'vitrine.sqlite';
/** Where it waits until all blobs are there: says that a restore was begun and not finished. */
export const UNFINISHED_DATABASE = `${DATABASE}.restoring`;

export interface BackupCheck {
  readonly manifest: Manifest;
  /** What was found to be right. */
  readonly blobs: Amount;
  /** Files of the backup that are damaged or missing: the first of them, and how many there are. */
  readonly damaged: readonly { readonly file: string; readonly fault: BlobFault }[];
  readonly damagedCount: number;
}

/** A library to be. */
export interface RestoreTarget {
  /** Its data folder. */
  readonly folder: LibraryFolder;
  /** Where its records go, when that is not in the folder, and how a file of them in the folder is read. */
  readonly records?: { readonly engine: Engine; openFile(file: string): Promise<Engine> } | undefined;
  /** Where its bytes go, when that is not in the folder. */
  readonly blobs?: BlobStore | undefined;
}

export interface RestoreOptions {
  readonly progress?: Progress;
  /** Of records, where these are copied one by one. */
  readonly recordProgress?: Progress;
}

const MOST_DAMAGED = 1000;
const BEFORE_BLOBS = new Set(['lost+found', 'in-use', `${UNFINISHED_DATABASE}.partial`]);
/** What SQLite keeps beside a file that it works on, and leaves there when it is killed. */
const BESIDE_DATABASE = ['-wal', '-shm', '-journal'].map((suffix) => UNFINISHED_DATABASE + suffix);
const WHILE_RESTORING = new Set([
  ...BEFORE_BLOBS,
  UNFINISHED_DATABASE,
  ...BESIDE_DATABASE,
  'blobs',
  'temporary',
  'removing',
]);

/** Reads all of a backup. Throws as `readManifest`. */
export async function checkBackup(
  place: BackupPlace,
  { progress = NO_PROGRESS }: RestoreOptions = {},
): Promise<BackupCheck> {
  const manifest = await readManifest(place.folder);
  const { file } = manifest.database;
  const fault = databaseFault(manifest, await readFacts(place.folder, file));
  if (fault !== undefined) return unusable(manifest, file, fault);
  await using blobs = await place.folder.openBlobs();
  await using snapshot = await place.openSnapshot(place.folder.pathOf(file));
  return await eachFile(place.folder, manifest, snapshot, progress, (blob, advance) =>
    findFault(blobs, blob, (chunk) => advance(chunk.length)),
  );
}

/**
 * Makes a library of `target`. Damage in the backup leaves it without a database, to be restored into again. Throws
 * `conflict` when it holds anything but an unfinished restore or is in use, and as `readManifest`.
 */
export async function restoreBackup(
  place: BackupPlace,
  { folder, records, blobs }: RestoreTarget,
  { progress = NO_PROGRESS, recordProgress = NO_PROGRESS }: RestoreOptions = {},
): Promise<BackupCheck> {
  const manifest = await readManifest(place.folder);
  const isBegun = await checkTarget(folder);
  await using _claim = await folder.claim();
  const { file } = manifest.database;
  const arrival: Arrival = {
    kind: 'restore',
    id: manifest.database.sha256,
    library: manifest.library,
    by: newId(Date.now()),
  };
  if (records && isBegun && (await writesOf(records.engine).hasArrived(arrival.id)))
    return await endRestore(place, folder, manifest, progress);
  const start = records && (await writesOf(records.engine).beginArrival(arrival));
  // Read as a part of another file they would damage it.
  for (const name of BESIDE_DATABASE) await folder.remove(name);
  const facts = await readFacts(place.folder, file, (bytes) => folder.put(UNFINISHED_DATABASE, bytes));
  const fault = databaseFault(manifest, facts);
  if (fault !== undefined) return unusable(manifest, file, fault);
  await using from = await place.folder.openBlobs();
  const check = await fillBlobs(place, folder, blobs, manifest, from, progress);
  if (check.damagedCount > 0) return check;
  if (records) {
    await fillRecords(folder, records, arrival, start, recordProgress);
    await folder.remove(UNFINISHED_DATABASE);
  } else await folder.rename(UNFINISHED_DATABASE, DATABASE);
  return check;
}

/** Killed when all was there: only the file is left to be removed. What was restored may be in use by now. */
async function endRestore(
  place: BackupPlace,
  folder: LibraryFolder,
  manifest: Manifest,
  progress: Progress,
): Promise<BackupCheck> {
  await using snapshot = await place.openSnapshot(place.folder.pathOf(manifest.database.file));
  const check = await eachFile(place.folder, manifest, snapshot, progress, async () => undefined);
  for (const name of [...BESIDE_DATABASE, UNFINISHED_DATABASE]) await folder.remove(name);
  return check;
}

async function fillRecords(
  folder: LibraryFolder,
  { engine, openFile }: NonNullable<RestoreTarget['records']>,
  arrival: Arrival,
  start: CopyPosition | undefined,
  progress: Progress,
): Promise<void> {
  // Of an older schema, perhaps: then it is brought up to this one by being opened.
  await using file = await openFile(folder.pathOf(UNFINISHED_DATABASE));
  await engine.filling.begin();
  await copyRecords(file.db, engine, { progress, by: arrival.by, start });
  await engine.filling.end();
  await engine.filling.prove();
  await engine.analyze();
  await writesOf(engine).finishArrival(arrival.id, arrival.by);
}

async function fillBlobs(
  { folder, openSnapshot }: BackupPlace,
  target: LibraryFolder,
  blobs: BlobStore | undefined,
  manifest: Manifest,
  from: BlobStore,
  progress: Progress,
): Promise<BackupCheck> {
  await using resources = new AsyncDisposableStack();
  const to = blobs ?? resources.use(await target.openBlobs());
  await using snapshot = await openSnapshot(target.pathOf(UNFINISHED_DATABASE));
  return await eachFile(folder, manifest, snapshot, progress, (blob, advance) => copyBlob(from, to, blob, advance));
}

/** Answers whether a restore was begun there. */
async function checkTarget(target: LibraryFolder): Promise<boolean> {
  const names = await target.names();
  const isBegun = names.includes(UNFINISHED_DATABASE);
  const allowed = isBegun ? WHILE_RESTORING : BEFORE_BLOBS;
  const foreign = names.find((name) => !allowed.has(name));
  if (foreign !== undefined) throw conflict(`${target.path} is not empty: it holds ${foreign}.`);
  return isBegun;
}

function databaseFault(manifest: Manifest, facts: FileFacts | undefined): BlobFault | undefined {
  if (facts === undefined) return 'missing';
  if (facts.sizeBytes !== manifest.database.sizeBytes) return 'wrong_size';
  return facts.sha256 === manifest.database.sha256 ? undefined : 'wrong_bytes';
}

const unusable = (manifest: Manifest, file: string, fault: BlobFault): BackupCheck => ({
  manifest,
  blobs: { count: 0, bytes: 0 },
  damaged: [{ file, fault }],
  damagedCount: 1,
});

type Handle = (blob: Blob, advance: (bytes: number) => void) => Promise<BlobFault | undefined>;

async function eachFile(
  folder: LibraryFolder,
  manifest: Manifest,
  snapshot: Snapshot,
  progress: Progress,
  handle: Handle,
): Promise<BackupCheck> {
  const blobs: Amount = { count: 0, bytes: 0 };
  const damaged: { file: string; fault: BlobFault }[] = [];
  let damagedCount = 0;
  const missing = new Set(manifest.missing);
  const work: BlobWork = async (blob, advance) => {
    if (missing.has(blob.sha256)) return;
    const fault = await handle(blob, advance);
    if (fault === undefined) {
      blobs.count++;
      blobs.bytes += blob.sizeBytes;
    } else if (blob.referenceCount > 0) {
      damagedCount++;
      if (damaged.length < MOST_DAMAGED) damaged.push({ file: folder.blobName(blob.sha256), fault });
    }
  };
  await walkBlobs(snapshot.db, work, { progress });
  return { manifest, blobs, damaged, damagedCount };
}
