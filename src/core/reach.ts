// How far each operation reaches: which workspace's wall it stands behind, and what may run beside it (database/engine.ts, `Reach`).
import { EVERYTHING, type Reach } from '../database/engine.ts';
import type { Id } from './ids.ts';
import type { queries } from './queries.ts';
import type { transactions } from './transactions.ts';

/** Their actor may be of one workspace, and what they look at of another: public assets, names that exist but once, totals. */
export const ACROSS = [
  'createUser',
  'createVault',
  'createWorkspace',
  'getAssetToShow',
  'getFigures',
  'importVault',
  'listAllWorkspaces',
  'patchVault',
] as const satisfies readonly (keyof typeof queries | keyof typeof transactions)[];
const IS_ACROSS: ReadonlySet<string> = new Set(ACROSS);

/** Right whatever others do meanwhile: each changes rows that nobody else decides by. */
const UNORDERED: ReadonlySet<string> = new Set<keyof typeof transactions>([
  'beginAttempt',
  'claimTask',
  'createResumableUpload',
  'createSession',
  'deleteResumableUpload',
  'failJob',
  'finishJob',
  'finishResumableUpload',
  'forgetChanges',
  'deleteSession',
  'forgiveAttempts',
  'noteDamaged',
  'noteKeyUse',
  'noteShareView',
  'noteVerified',
  'postponeTask',
  'renewJobs',
  'setResumableSize',
  'takeJobs',
]);

/** Of a transaction with these arguments, whose first is usually who asks. */
export function reachOf(name: string, args: readonly unknown[]): Reach {
  if (UNORDERED.has(name)) return { order: 'unordered', wall: null };
  const workspaceId = workspaceOf(args);
  if (workspaceId === undefined) return EVERYTHING;
  return { order: workspaceId, wall: wallFor(name, args) };
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
