// Jobs that are tried no more: laid aside together with what they were about, in one transaction.
import type { Tx } from '../database/engine.ts';
import { buryJob, type Job } from '../database/jobs.ts';
import { giveUpBulkChange } from './bulk-changes.ts';
import type { Id } from './ids.ts';
import type { JobType } from './jobs.ts';
import { type Examinable, giveUpExamining } from './media.ts';

type GiveUp<Payload> = (tx: Tx, payload: Payload, reason: string) => Promise<void>;

const examine: GiveUp<Examinable> = (tx, original, reason) => giveUpExamining(tx, original, reason);

const bulk_change: GiveUp<{ readonly workspaceId: Id; readonly changeId: Id }> = (tx, { workspaceId, changeId }) =>
  giveUpBulkChange(tx, { workspaceId }, changeId, 'The server could not go on with the change.');

const GIVING_UP = { bulk_change, examine } satisfies Record<JobType, GiveUp<never>>;

/**
 * `about`: the payload of the job, which says whose it is. `error` is for who runs the server, `reason` for who waits for it. Answers
 * whether the caller held the job; otherwise whoever has it by now settles it.
 */
export async function giveUpJob(
  tx: Tx,
  about: Job['payload'],
  { type, ...claim }: Pick<Job, 'id' | 'type' | 'attempts' | 'begun'>,
  { error, reason }: { readonly error: string; readonly reason: string },
): Promise<boolean> {
  if (!(await buryJob(tx.db, claim, { now: tx.now, error, begun: claim.begun + 1 }))) return false;
  await givingUp(type)?.(tx, about, reason);
  return true;
}

/** The payload of a job was written by this product for its type; a newer version may have written others. */
function givingUp(type: string): GiveUp<unknown> | undefined {
  return Object.hasOwn(GIVING_UP, type) ? (GIVING_UP as Record<string, GiveUp<unknown>>)[type] : undefined;
}
