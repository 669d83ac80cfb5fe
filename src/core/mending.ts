// What is done about a blob whose bytes are not what its record says: looking twice, marking it, taking the bytes aside, and getting the
// right ones from where there are some.
import { type BlobRecord, findBlobRecord, listAssetsNaming } from '../database/blobs.ts';
import { type BlobFault, copyBlob, findFault, findQuickFault } from './blob-reading.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import { joinFlight } from './flights.ts';
import type { Id } from './ids.ts';
import type { BlobStat } from './ports.ts';

/**
 * - `sound`: it was right when it was looked at again; `unnamed`: nothing names it any more, and the sweep takes it.
 * - `damaged`: and that is all that could be done; `unavailable`: it can not be told now.
 * - `mended`: the right bytes are in place; `dropped`: pictures that had these bytes, which are made again.
 */
export type Settlement = 'sound' | 'unnamed' | 'damaged' | 'unavailable' | 'mended' | 'dropped';

/** Of a blob that is or was damaged. */
export interface DamageReport {
  readonly sha256: string;
  readonly fault: BlobFault;
  readonly settlement: Exclude<Settlement, 'sound' | 'unnamed'>;
  /** False where the damage was known before. */
  readonly isNew: boolean;
  /** The first few of those whose current or earlier bytes these are. */
  readonly assets: readonly { readonly id: Id; readonly name: string }[];
  /** Why it could not be taken aside, or not be mended by what there is elsewhere. */
  readonly trouble?: unknown;
}

const MOST_ASSETS = 5;

/**
 * Undefined when all is well. `quick`: only that it is there and has its size, unless it is marked as damaged: what was put in its place
 * is read then, and the mark removed when it is right. `held`: what the store has of it, where that is known.
 */
export async function checkBlob(
  context: Context,
  blob: BlobRecord,
  quick: boolean,
  take?: (chunk: Uint8Array) => Promise<void> | void,
  held?: BlobStat,
): Promise<BlobFault | undefined> {
  const isMarked = blob.damagedAt !== undefined;
  if (quick && !isMarked && held?.sizeBytes === blob.sizeBytes) return undefined;
  const fault = await (quick && !isMarked ? findQuickFault(context.blobs, blob) : findFault(context.blobs, blob, take));
  if (fault === undefined && isMarked) await context.write.noteMended(blob.sha256);
  return fault;
}

/**
 * After `fault` was found. Without `mends` it only marks. Undefined for what is sound, or named by nothing. Throws `unavailable` where the
 * store as a whole is in trouble: then this says nothing about the blob.
 */
export async function settleFault(
  context: Context,
  blob: BlobRecord,
  fault: BlobFault,
  mends: boolean,
): Promise<DamageReport | undefined> {
  const { sha256 } = blob;
  if (fault === 'unavailable') {
    const assets = await listAssetsNaming(context.db, sha256, MOST_ASSETS);
    return { sha256, fault, settlement: 'unavailable', isNew: false, assets };
  }
  await mustWork(context);
  // What nothing names goes with the next sweep, whatever its bytes are.
  if (!(await findNamed(context, sha256))) return undefined;
  const isNew = await context.write.noteDamaged(sha256, fault);
  // An upload of the same bytes may have mended them between the look and the mark, and a deletion may have taken both.
  if ((await findFault(context.blobs, blob)) === undefined) {
    await context.write.noteMended(sha256);
    return undefined;
  }
  const current = await findNamed(context, sha256);
  if (!current) return undefined;
  const assets = await listAssetsNaming(context.db, sha256, MOST_ASSETS);
  if (!mends) return { sha256, fault, settlement: 'damaged', isNew, assets };
  const mended = await mend(context, current, fault).catch(
    (trouble: unknown) => ({ settlement: 'damaged', trouble }) as const,
  );
  const { settlement } = mended;
  return settlement === 'sound' ? undefined : { sha256, fault, isNew, assets, ...mended, settlement };
}

async function findNamed({ db }: Context, sha256: string): Promise<BlobRecord | undefined> {
  const record = await findBlobRecord(db, sha256);
  return record && record.referenceCount > 0 ? record : undefined;
}

/** Throws `unavailable` where it does not: a disk that is not mounted has lost no blob. One that is full can be read. */
export async function mustWork({ blobs }: Context): Promise<void> {
  try {
    await blobs.check();
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'storage_full') throw error;
  }
}

interface Mended {
  readonly settlement: 'sound' | 'mended' | 'dropped' | 'damaged';
}

/** Throws what the stores throw. */
async function mend({ blobs, write, healFrom }: Context, blob: BlobRecord, fault: BlobFault): Promise<Mended> {
  const { sha256 } = blob;
  // What can not be read may be right.
  const taken = fault === 'unreadable' ? undefined : await blobs.quarantine?.(sha256);
  if (taken === 'kept') {
    await write.noteMended(sha256);
    return { settlement: 'sound' };
  }
  if (taken === 'taken') {
    await write.noteDamaged(sha256, 'quarantined');
    // Bytes that came in again since they were taken have removed a mark, and this one was made after that.
    if ((await findFault(blobs, blob)) === undefined) {
      await write.noteMended(sha256);
      return { settlement: 'mended' };
    }
  }
  if (healFrom !== undefined && (await copyBlob(healFrom, blobs, blob, () => undefined)) === undefined) {
    await write.noteMended(sha256);
    return { settlement: 'mended' };
  }
  return { settlement: (await write.dropRenditionsOf(sha256)) ? 'dropped' : 'damaged' };
}

/** Looks at a blob that seemed damaged to whoever read it, and does what can be done; with others who ask that meanwhile. */
export async function mendBlob(context: Context, sha256: string): Promise<DamageReport | undefined> {
  const look = async (): Promise<DamageReport | undefined> => {
    const blob = await findBlobRecord(context.db, sha256);
    const fault = blob && (await findFault(context.blobs, blob));
    return blob && fault && settleFault(context, blob, fault, true);
  };
  return joinFlight(context.flights, `mending ${sha256}`, look);
}
