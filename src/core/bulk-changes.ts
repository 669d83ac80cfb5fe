// Bulk changes: one edit of all that is selected, in steps that each are a transaction, and its undoing. What an edit does is in
// edits.ts, what is selected in selections.ts.
import {
  type BulkChange,
  type BulkFailure,
  countBulkChangesUnderWay,
  deleteBulkChangesBefore,
  findBulkChange,
  findBulkStep,
  insertBulkChange,
  listBulkChanges as listBulkChangeRows,
  noteBulkStep,
  sumBulkSteps,
  updateBulkChange,
} from '../database/bulk-changes.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { insertJob } from '../database/jobs.ts';
import { findKeys } from '../database/keys.ts';
import { findUsers } from '../database/users.ts';
import { type Actor, actorRef, type InWorkspace, isRole, ROLES, type Scope, workspaceFor } from './access.ts';
import { applyStep, type DoneStep, undoStep } from './bulk-steps.ts';
import { DAY_MS } from './durations.ts';
import { checkedEdit, type Edit } from './edits.ts';
import { CoreError, conflict, invalid, notFound } from './errors.ts';
import { createdEarlier, findCreated, noteCreated } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { ASSETS_AT_ONCE, type Selection, settleSelection } from './selections.ts';
import { doomTrash } from './trash.ts';

/** What is not larger is done in the transaction that begins it. */
const SMALL = { entries: ASSETS_AT_ONCE, steps: 10 };
const MOST_FAILURES = 100;
const MOST_UNDER_WAY = 20;
const MOST_LISTED = 50;
/** For so long a change can be taken back, and be read. */
const KEPT_MS = 7 * DAY_MS;
/** Before the jobs that look at uploads, of which there can be very many. */
const PRIORITY = 5;

export interface NewBulkChange {
  readonly selection: Selection;
  readonly edit: Edit;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Settles what is selected, and changes it: a little at once, the more by a job. Throws `invalid`, `busy` where many are under way,
 * and `not_found`, `forbidden` for the folder that all is to be moved to. Single entries that can not be changed are no error.
 */
export async function beginBulkChange(tx: Tx, actor: Actor, input: NewBulkChange): Promise<BulkChange> {
  const { selection, idempotencyKey } = input;
  const earlier = await findCreated(tx.db, idempotencyKey);
  if (earlier) return createdEarlier(() => getBulkChange(tx.db, actor, earlier));
  const workspaceId = workspaceFor(actor, 'write');
  checkFits(selection, input.edit);
  const edit = await checkedEdit(tx.db, actor, input.edit, tx.now);
  await checkUnderWay(tx.db, workspaceId);
  const id = newId(tx.now);
  await insertBulkChange(tx.db, {
    id,
    workspace_id: workspaceId,
    maker: actorRef(actor),
    actor: JSON.stringify(actor),
    edit: JSON.stringify(edit),
    state: 'running',
    total: 0,
    done: 0,
    failed: 0,
    failures: '[]',
    step_count: 0,
    next_step: 0,
    created_at: tx.now,
    finished_at: null,
  });
  await noteCreated(tx, idempotencyKey, id);
  if (selection.type === 'trash' && edit.type === 'purge' && selection.except.length === 0) {
    const total = await doomTrash(tx, actor);
    await updateBulkChange(tx.db, id, { state: 'done', total, done: total, finished_at: tx.now });
    return mustFind(tx.db, id);
  }
  await settleSelection(tx, actor, selection, { id, workspaceId });
  const { total, steps } = await sumBulkSteps(tx.db, id);
  await updateBulkChange(tx.db, id, { total, step_count: steps });
  return goOn(tx, await mustFind(tx.db, id));
}

/** Throws `invalid` where the edit is not for what is selected so. */
function checkFits(selection: Selection, { type }: Edit): void {
  const isForTrash = type === 'restore' || type === 'purge';
  if (selection.type === 'list' && isForTrash)
    throw invalid('selection.query', 'A list has nothing that is in the trash.');
  if (selection.type === 'trash' && !isForTrash)
    throw invalid('selection.trash', 'What is in the trash can be restored and purged.');
}

async function checkUnderWay(db: Db, workspaceId: Id): Promise<void> {
  if ((await countBulkChangesUnderWay(db, workspaceId)) >= MOST_UNDER_WAY)
    throw new CoreError('busy', `${MOST_UNDER_WAY} changes are under way.`, { retryAfterSeconds: 10 });
}

/** All of it now where it is small, else by a job. */
async function goOn(tx: Tx, begun: BulkChange): Promise<BulkChange> {
  if (begun.total > SMALL.entries || begun.stepCount > SMALL.steps) {
    await queueBulkChange(tx, begun, begun.id);
    return begun;
  }
  let change = begun;
  do change = await advance(tx, change);
  while (change.finishedAt === null);
  return change;
}

/** Idempotent; one of which two jobs know is done no faster for it. */
export async function queueBulkChange(tx: Tx, { workspaceId }: InWorkspace, changeId: Id): Promise<void> {
  const payload = { workspaceId, changeId };
  await insertJob(tx.db, { id: newId(tx.now), type: 'bulk_change', payload, priority: PRIORITY, runAt: tx.now });
}

/** Puts back what the change found, where it still is as the change left it. Throws `conflict` where that can not be any more. */
export async function undoBulkChange(tx: Tx, actor: Actor, id: Id): Promise<BulkChange> {
  const change = await getBulkChange(tx.db, actor, id);
  if (change.finishedAt === null) throw conflict('The change is still under way.');
  if (change.state === 'undone') throw conflict('The change has been taken back already.');
  if (!isUndoable(change, tx.now)) throw conflict('There is nothing that can be taken back.');
  await checkUnderWay(tx.db, change.workspaceId);
  await updateBulkChange(tx.db, id, {
    state: 'undoing',
    actor: JSON.stringify(actor),
    total: change.done - change.failed,
    done: 0,
    failed: 0,
    failures: '[]',
    next_step: change.stepCount - 1,
    finished_at: null,
  });
  return goOn(tx, await mustFind(tx.db, id));
}

export const editOf = ({ editJson }: BulkChange): Edit => JSON.parse(editJson);

export const isUndoable = (change: BulkChange, nowMs: number): boolean =>
  change.state === 'done' &&
  editOf(change).type !== 'purge' &&
  change.done > change.failed &&
  change.finishedAt !== null &&
  change.finishedAt > nowMs - KEPT_MS;

/** One that the actor made. Throws `not_found`, `forbidden`, `unauthenticated`. */
export async function getBulkChange(db: Db, actor: Actor, id: Id): Promise<BulkChange> {
  const workspaceId = workspaceFor(actor, 'write');
  const change = await findBulkChange(db, id);
  if (change?.workspaceId !== workspaceId || change.maker !== actorRef(actor)) throw notFound('Change');
  return change;
}

/** Those that the actor made, newest first. */
export async function listBulkChanges(db: Db, actor: Actor): Promise<BulkChange[]> {
  return listBulkChangeRows(db, workspaceFor(actor, 'write'), actorRef(actor), MOST_LISTED);
}

/** A step further, of one that may have ended meanwhile; answers whether there is more. */
export async function stepBulkChange(tx: Tx, { workspaceId }: InWorkspace, id: Id): Promise<boolean> {
  const change = await findBulkChange(tx.db, id);
  if (change?.workspaceId !== workspaceId || change.finishedAt !== null) return false;
  if (!(await mayStillAct(tx.db, actorOf(change), tx.now))) {
    await giveUp(tx, change, 'Who began the change may not go on with it any more.');
    return false;
  }
  return (await advance(tx, change)).finishedAt === null;
}

/** What is not done by now stays as it is. */
export async function giveUpBulkChange(tx: Tx, { workspaceId }: InWorkspace, id: Id, reason: string): Promise<void> {
  const change = await findBulkChange(tx.db, id);
  if (change?.workspaceId === workspaceId && change.finishedAt === null) await giveUp(tx, change, reason);
}

async function giveUp(tx: Tx, change: BulkChange, reason: string): Promise<void> {
  const step = await findBulkStep(tx.db, change.id, change.nextStep);
  const left = (step?.ids ?? []).map((id): BulkFailure => ({ id, name: null, reason }));
  await updateBulkChange(tx.db, change.id, {
    ...finished(tx, change),
    done: change.total,
    failed: change.failed + change.total - change.done,
    failures: failuresWith(change, left),
  });
}

/** Of what was written as an actor by this product. */
const actorOf = ({ actorJson }: BulkChange): Actor => JSON.parse(actorJson);

/** A key that was revoked, and a person who may not sign in or has another role, do not go on in the background. */
async function mayStillAct(db: Db, actor: Actor, nowMs: number): Promise<boolean> {
  if (actor.type === 'user') {
    const [user] = await findUsers(db, [actor.id]);
    if (user?.disabledAt !== null || !isRole(user.role)) return false;
    const scopes: readonly Scope[] = ROLES[user.role];
    return actor.scopes.every((scope) => scopes.includes(scope));
  }
  if (actor.type !== 'key') return true;
  if (actor.expiresAt !== null && actor.expiresAt <= nowMs) return false;
  // The root key has no record.
  return (await findKeys(db, [actor.id])).every((key) => key.revokedAt === null);
}

const finished = (tx: Tx, { state }: BulkChange) => ({
  state: state === 'undoing' ? ('undone' as const) : ('done' as const),
  finished_at: tx.now,
});

const failuresWith = ({ failures }: BulkChange, more: readonly BulkFailure[]): string =>
  JSON.stringify([...failures, ...more].slice(0, MOST_FAILURES));

/** The next step, if there is one, and the change as it is then. */
async function advance(tx: Tx, change: BulkChange): Promise<BulkChange> {
  const { id, nextStep, stepCount, state } = change;
  const isUndoing = state === 'undoing';
  const hasStep = isUndoing ? nextStep >= 0 : nextStep < stepCount;
  const next = hasStep ? await runStep(tx, change) : undefined;
  const following = isUndoing ? nextStep - 1 : nextStep + 1;
  const isLast = !hasStep || (isUndoing ? following < 0 : following === stepCount);
  await updateBulkChange(tx.db, id, {
    done: change.done + (next?.done ?? 0),
    failed: change.failed + (next?.failures.length ?? 0),
    failures: failuresWith(change, next?.failures ?? []),
    next_step: following,
    ...(isLast ? finished(tx, change) : {}),
  });
  return mustFind(tx.db, id);
}

async function runStep(tx: Tx, change: BulkChange): Promise<Pick<DoneStep, 'done' | 'failures'>> {
  const step = await findBulkStep(tx.db, change.id, change.nextStep);
  if (!step) throw new TypeError(`the change ${change.id} has no step ${change.nextStep}`);
  const [actor, edit] = [actorOf(change), editOf(change)];
  if (change.state === 'undoing') return undoStep(tx, actor, edit, step);
  const done = await applyStep(tx, actor, edit, step.ids);
  await noteBulkStep(tx.db, change.id, change.nextStep, { changedAt: tx.now, inversesJson: done.inversesJson });
  return done;
}

async function mustFind(db: Db, id: Id): Promise<BulkChange> {
  const change = await findBulkChange(db, id);
  if (!change) throw notFound('Change');
  return change;
}

export async function forgetOldBulkChanges(tx: Tx): Promise<void> {
  await deleteBulkChangesBefore(tx.db, tx.now - KEPT_MS);
}
