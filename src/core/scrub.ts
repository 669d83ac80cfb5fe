// The scrub: every day every blob is held against its record, and within so many days all bytes are read and hashed, a little at a time,
// beside all other work. Looking and mending are the same as for `vitrine verify`.
import type { BlobRecord } from '../database/blobs.ts';
import { findScrub, type Scrub } from '../database/scrubs.ts';
import { listDamagedBlobs } from '../database/verified-blobs.ts';
import { type BlobWork, walkBlobs } from './blob-walk.ts';
import type { Context } from './context.ts';
import { CHECKS, type Check } from './damage.ts';
import { DAY_MS } from './durations.ts';
import { checkBlob, type DamageReport, mustWork, settleFault } from './mending.ts';
import { Pace } from './pacing.ts';
import type { BlobStat } from './ports.ts';

export interface ScrubOptions {
  readonly now?: number;
  /** Of the time while a turn lasts, for reading and hashing. */
  readonly share?: number;
  /** When it is aborted the turn ends soon, and what it has done is noted. */
  readonly signal?: AbortSignal;
  /** Told of every blob that is damaged or was, as it is found. */
  tell?(report: DamageReport): void;
}

const DEFAULT_SHARE = 0.1;
/** Blobs, or time, after which it is noted how far the round is: so much is done again after a crash. */
const NOTED_AT_ONCE = 500;
const NOTED_AFTER_MS = 30_000;
/** Of those known to be damaged, looked at in every turn. */
const DAMAGED_AT_ONCE = 200;
/** Hashes are even: that far into them are as many of the blobs. */
const HASH_STEPS = 2 ** 48;
const STEP_DIGITS = 12;

/**
 * A turn: as much of both rounds as is due by now, in the order of the hashes, which for everybody else is none. For one process at a time.
 * Throws `unavailable` where the store as a whole is in trouble; the next turn goes on where this one was.
 */
export async function scrubBlobs(context: Context, options: ScrubOptions = {}): Promise<void> {
  const { now = Date.now(), signal, share = DEFAULT_SHARE } = options;
  if (context.settings.scrubMs === 0) return;
  const pace = new Pace(share, signal);
  try {
    await lookAtDamaged(context, options, pace);
    // One that can not go on does not keep the other from it.
    const turns: PromiseSettledResult<void>[] = [];
    for (const check of CHECKS)
      turns.push(...(await Promise.allSettled([takeTurn(context, check, now, options, pace)])));
    for (const turn of turns) if (turn.status === 'rejected') throw turn.reason;
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

/** How much of a round is over, from 0 to 1. */
export const scrubProgress = ({ position }: Pick<Scrub, 'position'>): number =>
  position === '' ? 0 : Number.parseInt(position.slice(0, STEP_DIGITS), 16) / HASH_STEPS;

/** What people have put back is noticed soon, and so is a store to mend it from that is there again. */
async function lookAtDamaged(context: Context, options: ScrubOptions, pace: Pace): Promise<void> {
  for (const blob of await listDamagedBlobs(context.db, DAMAGED_AT_ONCE)) {
    await pace.rest();
    const [here, elsewhere] = await Promise.all([
      context.blobs.stat(blob.sha256),
      context.healFrom?.stat(blob.sha256).catch(() => undefined),
    ]);
    const isChanged =
      here !== undefined && (blob.damage !== 'wrong_bytes' || here.modifiedAt.getTime() > blob.damagedAt);
    if (isChanged || elsewhere !== undefined) await lookAt(context, blob, 'bytes', options, pace);
  }
}

async function takeTurn(context: Context, check: Check, now: number, options: ScrubOptions, pace: Pace): Promise<void> {
  const periodMs = check === 'records' ? DAY_MS : context.settings.scrubMs;
  let scrub = await findScrub(context.db, check);
  if (scrub === undefined) {
    await context.write.beginScrubs();
    scrub = await findScrub(context.db, check);
  }
  if (scrub === undefined) return;
  const { position, beganAt } = scrub;
  const due = Math.min(1, (now - beganAt) / periodMs);
  const upTo = due < 1 ? hashAt(due) : undefined;
  if (upTo !== undefined && upTo <= position) return;

  const steps = new Steps(context, check, beganAt);
  const work: BlobWork = async (blob, _advance, held) => {
    await pace.rest();
    await steps.add(blob, await lookAt(context, blob, check, options, pace, held));
  };
  try {
    const beside = check === 'records' ? { beside: context.blobs } : {};
    await walkBlobs(context.engine.patientDb, work, { after: position, upTo, width: 1, ...beside });
  } finally {
    await steps.note();
  }
  if (due === 1) await context.write.endScrub(check, beganAt, now);
}

const hashAt = (ratio: number): string =>
  Math.floor(Math.max(0, ratio) * (HASH_STEPS - 1))
    .toString(16)
    .padStart(STEP_DIGITS, '0');

/** `right`: it is as recorded; `unnamed`: it may not be, and nobody is concerned. */
type Seen = 'right' | 'unnamed' | DamageReport;

async function lookAt(
  context: Context,
  blob: BlobRecord,
  check: Check,
  { tell }: ScrubOptions,
  pace: Pace,
  held?: BlobStat,
): Promise<Seen> {
  const look = () => checkBlob(context, blob, check === 'records', () => pace.rest(), held);
  let fault = await look();
  if (fault === 'unavailable') {
    await mustWork(context);
    fault = await look();
    // All else can be read: so this is what a disk says of a sector that it has lost.
    if (fault === 'unavailable') fault = 'unreadable';
  }
  if (fault === undefined) return 'right';
  const report = await settleFault(context, blob, fault, true);
  if (report && (report.isNew || report.settlement !== 'damaged')) tell?.(report);
  return report ?? 'unnamed';
}

/** What a turn has come by and not noted yet. */
class Steps {
  readonly #context: Context;
  readonly #check: Check;
  readonly #beganAt: number;
  #step = NO_STEP;
  #verified: string[] = [];
  #notedAt = performance.now();

  constructor(context: Context, check: Check, beganAt: number) {
    this.#context = context;
    this.#check = check;
    this.#beganAt = beganAt;
  }

  async add(blob: BlobRecord, seen: Seen): Promise<void> {
    const isRead = this.#check === 'bytes' && seen === 'right';
    const { blobs, bytes, damaged, oldestAt } = this.#step;
    this.#step = {
      position: blob.sha256,
      blobs: blobs + 1,
      bytes: bytes + (isRead ? blob.sizeBytes : 0),
      damaged: damaged + (typeof seen === 'object' ? 1 : 0),
      oldestAt: blob.referenceCount > 0 ? Math.min(oldestAt ?? blob.checkedAt, blob.checkedAt) : oldestAt,
    };
    if (isRead) this.#verified.push(blob.sha256);
    const isDue = this.#step.blobs >= NOTED_AT_ONCE || performance.now() - this.#notedAt > NOTED_AFTER_MS;
    if (isDue) await this.note();
  }

  async note(): Promise<void> {
    const step = { ...this.#step, verified: this.#verified };
    this.#step = NO_STEP;
    this.#verified = [];
    this.#notedAt = performance.now();
    if (step.blobs > 0) await this.#context.write.noteScrubbed(this.#check, this.#beganAt, step);
  }
}

const NO_STEP: { position: string; blobs: number; bytes: number; damaged: number; oldestAt: number | null } = {
  position: '',
  blobs: 0,
  bytes: 0,
  damaged: 0,
  oldestAt: null,
};
