// One step of a bulk change: some entries edited together, or taken back, in the transaction of the caller. Entries that refuse
// leave the others alone.
import type { BulkFailure, BulkStep } from '../database/bulk-changes.ts';
import type { Tx } from '../database/engine.ts';
import { inSavepoint } from '../database/savepoints.ts';
import { findDoomedAmong } from '../database/trash.ts';
import { type Actor, assetItem, authorize, can, type Item } from './access.ts';
import { applyEdits, type Edit, inverseOf, isAsLeft, NOT_THERE, obstacleTo, type Planned } from './edits.ts';
import { type Entry, findEntries, recordOf } from './entries.ts';
import { CoreError, type ErrorCode } from './errors.ts';
import type { Id } from './ids.ts';

export interface DoneStep {
  /** Entries that are done with, those that failed among them. */
  readonly done: number;
  readonly failures: readonly BulkFailure[];
  /** For `undoStep`. */
  readonly inversesJson: string;
}

/** What takes a step back, as it is kept. */
interface Inverses {
  /** Entries that did not fail, also those that were as the edit makes them already. */
  readonly items: number;
  readonly edits: readonly { readonly edit: Edit /** All of the step when absent. */; readonly ids?: readonly Id[] }[];
}

/** What an entry may answer; anything else is no matter of the entry. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['forbidden', 'unauthenticated', 'not_found', 'invalid', 'conflict']);

export async function applyStep(tx: Tx, actor: Actor, edit: Edit, ids: readonly Id[]): Promise<DoneStep> {
  const { planned, failures } = await planEdits(tx, actor, new Map(ids.map((id) => [id, edit])));
  const inverses = new Map<Id, Edit>();
  for (const { entry } of planned) {
    const inverse = inverseOf(edit, entry);
    if (inverse) inverses.set(recordOf(entry).id, inverse);
  }
  const toChange = edit.type === 'purge' ? planned : planned.filter(({ entry }) => inverses.has(recordOf(entry).id));
  for (const failure of await perform(tx, actor, toChange)) {
    failures.push(failure);
    inverses.delete(failure.id);
  }
  const alike = Map.groupBy(inverses, ([, inverse]) => JSON.stringify(inverse));
  const kept: Inverses = {
    items: ids.length - failures.length,
    edits: [...alike].map(([json, some]) => ({
      edit: JSON.parse(json),
      ...(some.length === ids.length ? {} : { ids: some.map(([id]) => id) }),
    })),
  };
  return { done: ids.length, failures, inversesJson: JSON.stringify(kept) };
}

export async function undoStep(
  tx: Tx,
  actor: Actor,
  edit: Edit,
  { ids: all, inversesJson, changedAt }: BulkStep,
): Promise<Pick<DoneStep, 'done' | 'failures'>> {
  if (inversesJson === null || changedAt === null) return { done: 0, failures: [] };
  // Written by applyStep.
  const { items, edits }: Inverses = JSON.parse(inversesJson);
  // Together, however different they are: of what came from a hundred folders, each would else be a change of its own.
  const inverses = new Map(edits.flatMap(({ edit: inverse, ids = all }) => ids.map((id) => [id, inverse] as const)));
  const { planned, failures } = await planEdits(tx, actor, inverses);
  const asLeft = planned.filter(({ entry, edit: inverse }) => {
    if (isAsLeft(edit, inverse, entry, changedAt)) return true;
    failures.push(failureOf(actor, entry, 'It was changed since.'));
    return false;
  });
  failures.push(...(await perform(tx, actor, asLeft)));
  return { done: items, failures };
}

/** Those that are there, and the actor's to change, in this order; a failure for each of the others. */
async function planEdits(
  tx: Tx,
  actor: Actor,
  edits: ReadonlyMap<Id, Edit>,
): Promise<{ readonly planned: readonly Planned[]; readonly failures: BulkFailure[] }> {
  const found = await findEntries(tx.db, [...edits.keys()]);
  const roots = [...found.values()].flatMap((entry) => recordOf(entry).trashRootId ?? []);
  const doomed = new Set(await findDoomedAmong(tx.db, [...new Set(roots)]));
  const planned: Planned[] = [];
  const failures: BulkFailure[] = [];
  for (const [id, edit] of edits) {
    const entry = found.get(id);
    const isDoomed = entry && doomed.has(recordOf(entry).trashRootId ?? id);
    if (!entry || isDoomed || can(actor, 'write', itemOf(entry)) === 'unknown') {
      failures.push({ id, name: null, reason: NOT_THERE });
      continue;
    }
    const reason = refusalOf(() => authorize(actor, 'write', itemOf(entry))) ?? obstacleTo(edit, entry, tx.now);
    if (reason === undefined) planned.push({ entry, edit });
    else failures.push(failureOf(actor, entry, reason));
  }
  return { planned, failures };
}

const itemOf = (entry: Entry): Item => (entry.type === 'asset' ? assetItem(entry.asset) : entry.folder);

function refusalOf(ask: () => void): string | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    return refusedBecause(error);
  }
}

/** Throws what is no refusal. */
function refusedBecause(error: unknown): string {
  if (error instanceof CoreError && REFUSALS.has(error.code)) return error.message;
  throw error;
}

/** Who may only write is told no names. */
function failureOf(actor: Actor, entry: Entry, reason: string): BulkFailure {
  const { id, name } = recordOf(entry);
  return { id, name: can(actor, 'read', itemOf(entry)) === 'allowed' ? name : null, reason };
}

/** Together where none refuses, else one by one. Answers those that do. */
async function perform(tx: Tx, actor: Actor, planned: readonly Planned[]): Promise<BulkFailure[]> {
  if (planned.length === 0) return [];
  const refusal = await attempt(tx, actor, planned);
  if (refusal === undefined) return [];
  const failures: BulkFailure[] = [];
  for (const one of planned) {
    const reason = planned.length === 1 ? refusal : await attempt(tx, actor, [one]);
    if (reason !== undefined) failures.push(failureOf(actor, one.entry, reason));
  }
  return failures;
}

/** Why none of them was changed; undefined when all were. */
async function attempt(tx: Tx, actor: Actor, planned: readonly Planned[]): Promise<string | undefined> {
  try {
    await inSavepoint(tx.db, () => applyEdits(tx, actor, planned));
    return undefined;
  } catch (error) {
    return refusedBecause(error);
  }
}
