// How much a workspace, or the installation, holds and does: now, and day by day. A day is one of UTC.
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  type Holdings,
  listKinds,
  listUsageDays,
  putTraffic,
  putUsage,
  sumHoldings,
  type Traffic,
  type UsageDay,
} from '../database/usage.ts';
import { type Actor, requireInstanceAdmin, vaultOf, workspaceFor } from './access.ts';
import { DAY_MS } from './durations.ts';
import { CoreError } from './errors.ts';
import type { Id } from './ids.ts';

export const MOST_USAGE_DAYS = 366;

export interface Usage extends Holdings {
  readonly kinds: readonly { readonly kind: string; readonly assets: number }[];
  /** The last of so many days of which anything is known, oldest first. */
  readonly days: readonly UsageDay[];
}

/** Of the actor's workspace. */
export async function getUsage(db: Db, actor: Actor, days: number): Promise<Usage> {
  return usageOf(db, managedWorkspace(actor), days);
}

/** Of all workspaces together. */
export async function getTotalUsage(db: Db, actor: Actor, days: number): Promise<Usage> {
  requireInstanceAdmin(actor);
  return usageOf(db, null, days);
}

async function usageOf(db: Db, workspaceId: Id | null, days: number): Promise<Usage> {
  const from = dayOf(Date.now() - (Math.min(days, MOST_USAGE_DAYS) - 1) * DAY_MS);
  return {
    ...(await sumHoldings(db, workspaceId)),
    kinds: await listKinds(db, workspaceId),
    days: await listUsageDays(db, workspaceId, from),
  };
}

/** The workspace of somebody who manages it as a whole. Throws. */
export function managedWorkspace(actor: Actor): Id {
  const workspaceId = workspaceFor(actor, 'workspace');
  if (vaultOf(actor) !== null) throw new CoreError('forbidden', 'This is of the whole workspace, not of a vault.');
  return workspaceId;
}

export async function noteUsage(tx: Tx, day: string, traffic: readonly Traffic[]): Promise<void> {
  await putUsage(tx.db, day);
  for (const one of traffic) await putTraffic(tx.db, one);
}

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
