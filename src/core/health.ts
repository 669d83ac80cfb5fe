// How the work goes: jobs that were laid aside and are tried again, and what is known of the bytes. Figures of all jobs are in figures.ts.

import { findAssets, updateAsset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import { type DeadJob, findDeadJob, listDeadJobs, retryDeadJob } from '../database/dead-jobs.ts';
import type { Tx } from '../database/engine.ts';
import { sumVerified, type VerifiedBlobs } from '../database/verified-blobs.ts';
import { type Actor, requireInstanceAdmin } from './access.ts';
import { notFound } from './errors.ts';
import { type Id, parseId } from './ids.ts';
import { managedWorkspace } from './usage.ts';
import { isInstanceAdmin } from './user-rights.ts';

export type { DeadJob } from '../database/dead-jobs.ts';

/** Read at once, and looked through at most, for those of one workspace. */
const AT_ONCE = 100;
const MOST_LOOKED_AT = 2_000;

/** The last that were laid aside, newest first: of the actor's workspace, or of all for instance administrators. */
export async function listLastDeadJobs(db: Db, actor: Actor, limit: number): Promise<DeadJob[]> {
  if (isInstanceAdmin(actor)) return listDeadJobs(db, limit);
  const workspaceId = managedWorkspace(actor);
  const own: DeadJob[] = [];
  let after: DeadJob | undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
    const page = await listDeadJobs(db, AT_ONCE, after);
    own.push(...(await ofWorkspace(db, page, workspaceId)));
    after = page.at(-1);
    if (own.length >= limit || page.length < AT_ONCE) break;
  }
  return own.slice(0, limit);
}

/** It is tried as if it were new. Throws `not_found` for what is not laid aside, or not of the actor's workspace. */
export async function retryJob(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const workspaceId = isInstanceAdmin(actor) ? null : managedWorkspace(actor);
  const job = await findDeadJob(tx.db, id);
  const own = job && (workspaceId === null ? [job] : await ofWorkspace(tx.db, [job], workspaceId));
  if (!job || own?.length === 0) throw notFound('Job');
  // Whoever asked the same in another order may have been sooner.
  if (!(await retryDeadJob(tx.db, id, tx.now))) throw notFound('Job');
  const assetId = assetOf(job);
  if (job.type === 'examine' && assetId)
    await updateAsset(tx.db, assetId, { media_state: 'pending', media_reason: null });
}

/** Of all bytes that something names. For the system and instance administrators. */
export async function getVerified(db: Db, actor: Actor): Promise<VerifiedBlobs> {
  requireInstanceAdmin(actor);
  return sumVerified(db);
}

/**
 * Jobs name what they are about: an asset, or the workspace itself. What they failed by is told as the asset tells it: as it was
 * thrown it may tell of the server's insides.
 */
async function ofWorkspace(db: Db, jobs: readonly DeadJob[], workspaceId: Id): Promise<DeadJob[]> {
  const found = await findAssets(db, [...new Set(jobs.map(assetOf).filter((id) => id !== undefined))]);
  const assets = new Map(found.map((asset) => [asset.id, asset]));
  return jobs.flatMap((job) => {
    const assetId = assetOf(job);
    const asset = assetId && assets.get(assetId);
    const owner = assetId === undefined ? idIn(job.payload, 'workspaceId') : asset?.workspaceId;
    return owner === workspaceId ? [{ ...job, error: asset?.mediaReason ?? null }] : [];
  });
}

/** What a job is about; undefined where that is no asset. */
export const assetOf = ({ payload }: Pick<DeadJob, 'payload'>): Id | undefined => idIn(payload, 'assetId');

function idIn(payload: unknown, name: 'assetId' | 'workspaceId'): Id | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const value: unknown = Reflect.get(payload, name);
  return typeof value === 'string' ? parseId(value) : undefined;
}
