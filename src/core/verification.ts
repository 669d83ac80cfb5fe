// Whether the library is whole: the database as such, every blob's bytes, bytes nobody knows, and all that is maintained.
// Works beside a running server; repairs what can be made anew, and never removes a record that a user made.
import { findBlobRecord } from '../database/blobs.ts';
import type { Discrepancy } from '../database/consistency/discrepancy.ts';
import { findDiscrepancies } from '../database/consistency/index.ts';
import type { Db } from '../database/db.ts';
import { readConsistently } from '../database/reading.ts';
import type { BlobFault } from './blob-reading.ts';
import { type BlobWork, type Progress, walkBlobs } from './blob-walk.ts';
import type { Context } from './context.ts';
import type { Id } from './ids.ts';
import { checkBlob, type Settlement, settleFault } from './mending.ts';
import { findOrphans, removeOrphan } from './sweep.ts';

/** `database`: SQL's own checks; `discrepancy`: a maintained value; `orphan`: bytes without a record. */
export const PROBLEMS = [
  'database',
  'discrepancy',
  'orphan',
  'missing',
  'wrong_size',
  'wrong_bytes',
  'unreadable',
  'unavailable',
] as const satisfies readonly (BlobFault | 'database' | 'discrepancy' | 'orphan')[];
export type Problem = (typeof PROBLEMS)[number];

export interface Finding {
  readonly problem: Problem;
  /** The blob's hash, or what is wrong in the database, for people. */
  readonly what: string;
  /** Assets whose current or earlier bytes these are: the first few. */
  readonly assets: readonly { readonly id: Id; readonly name: string }[];
  readonly isRepaired: boolean;
}

export interface Verification {
  readonly blobs: number;
  /** Read and hashed, or of the right size where only that was looked at. */
  readonly bytes: number;
  readonly found: Readonly<Record<Problem, number>>;
  readonly repaired: Readonly<Record<Problem, number>>;
  /** The first of them: see `MOST_FINDINGS`. */
  readonly findings: readonly Finding[];
  /** Found and not repaired. */
  readonly remaining: number;
}

export interface VerifyOptions {
  /** Blobs need only be there and have the right size. */
  readonly quick?: boolean;
  readonly repair?: boolean;
  readonly progress?: Progress;
}

const MOST_FINDINGS = 1000;
/** Blobs noted as right in one transaction. */
const NOTED_AT_ONCE = 500;

/** Takes a read transaction for its checks of the database: meant for a process of its own. */
export async function verifyLibrary(context: Context, options: VerifyOptions = {}): Promise<Verification> {
  const findings = new Findings();
  const checked = { blobs: 0, bytes: 0 };
  const [faults, failure] = await Promise.all([
    context.engine.checkIntegrity(),
    verifyContents(context, options, findings, checked).then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
  ]);
  for (const fault of faults) findings.add('database', fault, false);
  if (failure !== undefined) {
    // What is left of a damaged database may not be readable to the end; what was found until then still counts.
    if (faults.length === 0) throw failure.error;
    const reason = failure.error instanceof Error ? failure.error.message : String(failure.error);
    findings.add('database', `The check ended early: ${reason}`, false);
  }
  return { ...checked, ...findings.summary() };
}

async function verifyContents(
  context: Context,
  options: VerifyOptions,
  findings: Findings,
  checked: { blobs: number; bytes: number },
): Promise<void> {
  await verifyBlobs(context, options, findings, checked);
  await findUnknownBytes(context, options, findings);
  await verifyMaintained(context, options, findings);
}

class Findings {
  readonly #found = noProblems();
  readonly #repaired = noProblems();
  readonly #first: Finding[] = [];

  add(problem: Problem, what: string, isRepaired: boolean, assets: Finding['assets'] = []): void {
    this.#found[problem]++;
    if (isRepaired) this.#repaired[problem]++;
    if (this.#first.length < MOST_FINDINGS) this.#first.push({ problem, what, assets, isRepaired });
  }

  /** All of a kind turned out to be mended. */
  repairedAll(problem: Problem): void {
    this.#repaired[problem] = this.#found[problem];
    for (const [i, finding] of this.#first.entries()) {
      if (finding.problem === problem) this.#first[i] = { ...finding, isRepaired: true };
    }
  }

  summary(): Pick<Verification, 'found' | 'repaired' | 'findings' | 'remaining'> {
    const remaining = PROBLEMS.reduce((sum, problem) => sum + this.#found[problem] - this.#repaired[problem], 0);
    return { found: this.#found, repaired: this.#repaired, findings: this.#first, remaining };
  }
}

const noProblems = (): Record<Problem, number> => ({
  database: 0,
  discrepancy: 0,
  orphan: 0,
  missing: 0,
  wrong_size: 0,
  wrong_bytes: 0,
  unreadable: 0,
  unavailable: 0,
});

async function verifyBlobs(
  context: Context,
  { quick = false, repair = false, progress }: VerifyOptions,
  findings: Findings,
  checked: { blobs: number; bytes: number },
): Promise<void> {
  let right: string[] = [];
  const work: BlobWork = async (blob, advance) => {
    const fault = await checkBlob(context, blob, quick, (chunk) => advance(chunk.length));
    checked.blobs++;
    if (fault !== undefined) {
      const report = await settleFault(context, blob, fault, repair);
      if (report) findings.add(report.fault, report.sha256, MENDED.has(report.settlement), report.assets);
      return;
    }
    checked.bytes += blob.sizeBytes;
    if (quick) return;
    right.push(blob.sha256);
    if (right.length < NOTED_AT_ONCE) return;
    const full = right;
    right = [];
    await context.write.noteVerified(full);
  };
  await walkBlobs(context.engine.patientDb, work, progress && { progress });
  await context.write.noteVerified(right);
}

const MENDED: ReadonlySet<Settlement> = new Set<Settlement>(['mended', 'dropped']);

async function findUnknownBytes(
  context: Context,
  { repair = false }: VerifyOptions,
  findings: Findings,
): Promise<void> {
  const now = Date.now();
  const before = now - context.settings.sweepGraceMs;
  for await (const orphan of findOrphans(context, now)) {
    // It was listed before its record was looked for; by now it may be known.
    if (await findBlobRecord(context.db, orphan.sha256)) continue;
    findings.add('orphan', orphan.sha256, repair && (await removeOrphan(context, orphan, before)));
  }
}

async function verifyMaintained(
  context: Context,
  { repair = false }: VerifyOptions,
  findings: Findings,
): Promise<void> {
  const wrong = await eachDiscrepancy(context.engine.patientDb, ({ table, record, field, found, expected }) =>
    findings.add('discrepancy', `${table} ${record}: ${field} is ${String(found)}, not ${String(expected)}`, false),
  );
  if (!repair || wrong === 0) return;
  await context.write.repairDiscrepancies();
  if ((await eachDiscrepancy(context.engine.patientDb, () => undefined)) === 0) findings.repairedAll('discrepancy');
}

/** In one read transaction, or what others write between two reads would look like a discrepancy. Answers how many. */
async function eachDiscrepancy(db: Db, tell: (discrepancy: Discrepancy) => void): Promise<number> {
  return readConsistently(db, async (snapshot) => {
    let count = 0;
    for await (const discrepancy of findDiscrepancies(snapshot)) {
      tell(discrepancy);
      count++;
    }
    return count;
  });
}
