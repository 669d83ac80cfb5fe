// How far each operation reaches: which workspace's wall it stands behind, and what may run beside it (database/engine.ts, `Reach`).
import { EVERYTHING, type Reach } from '../database/engine.ts';
import type { Id } from './ids.ts';
import type { queries } from './queries.ts';
import type { transactions } from './transactions.ts';

/** Their actor may be of one workspace, and what they look at of another: public assets, names that exist but once, totals. */
export const ACROSS = [
  'createPasswordLink',
  'createUser',
  'createVault',
  'createWorkspace',
  'getAssetToShow',
  'getFigures',
  'getManagedWorkspace',
  'getTotalUsage',
  'getUser',
  'importVault',
  'inviteUser',
  'listAllWorkspaces',
  'listEveryWorkspace',
  'listUsers',
  'patchUser',
  'patchVault',
  'patchWorkspace',
  'retryJob',
] as const satisfies readonly (keyof typeof queries | keyof typeof transactions)[];
const IS_ACROSS: ReadonlySet<string> = new Set(ACROSS);

/**
 * Right whatever others do meanwhile, and so never kept waiting by what they do: each decides by the rows that it changes, in the
 * statement that changes them or while it has locked them, and changes nothing else that others decide by.
 */
const UNORDERED: ReadonlySet<string> = new Set<keyof typeof transactions>([
  'beginAttempt',
  'beginJob',
  'beginOrphanRemoval',
  'beginScrubs',
  'claimTask',
  'createResumableUpload',
  'createSession',
  'deleteResumableUpload',
  'deleteSession',
  'endBlobRemoval',
  'endScrub',
  'failJob',
  'finishJob',
  'forgetChanges',
  'forgetExpired',
  'forgiveAttempts',
  'freeJobs',
  // A backup that could not go on holding what it copies, and a move that could not go on having its turn, would be lost.
  'holdBlobs',
  'leaveMover',
  'noteDamaged',
  'noteKeyUse',
  'noteMended',
  'noteScrubbed',
  'noteShareView',
  'noteUnusedBlob',
  'noteUsage',
  'noteVerified',
  'postponeTask',
  'renewJobs',
  'returnJobs',
  'setResumableSize',
  'takeJobs',
  'takeMover',
]);

/**
 * What waits until nothing else is under way, and keeps everybody waiting from the moment it asks. Nothing that is done without
 * an operator asking for it belongs here.
 */
const ALONE: ReadonlySet<string> = new Set<keyof typeof transactions>([
  // They change what every table does: without this, each table they lock would be one more to meet others at in a deadlock.
  'beginDeparture',
  'endDeparture',
  'sealLibrary',
  'unsealLibrary',
  // It counts all records anew, and what was counted must be what is written.
  'repairDiscrepancies',
]);

/**
 * Of a transaction with these arguments. The first is who asks, or says which workspace it is about; where it is the system that
 * asks, the second may say that.
 */
export function reachOf(name: string, args: readonly unknown[]): Reach {
  if (UNORDERED.has(name)) return { order: 'unordered', wall: null };
  if (ALONE.has(name)) return EVERYTHING;
  return { order: workspaceOf(args) ?? workspaceOf(args.slice(1)) ?? 'common', wall: wallFor(name, args) };
}

/** The workspace whose records alone an operation may see; null: all. */
export function wallFor(name: string, args: readonly unknown[]): Id | null {
  return IS_ACROSS.has(name) ? null : (workspaceOf(args) ?? null);
}

/** Where the first argument is an actor of a workspace, or a record of one. */
function workspaceOf([first]: readonly unknown[]): Id | undefined {
  return isOwned(first) ? first.workspaceId : undefined;
}

const isOwned = (value: unknown): value is { readonly workspaceId: Id } =>
  typeof value === 'object' && value !== null && 'workspaceId' in value && typeof value.workspaceId === 'string';
