// What looking at an asset's bytes tells: asked for as a job, noted once it is known. Looking itself is in pictures.ts.
import { findAsset, updateAsset } from '../database/assets.ts';
import type { Tx } from '../database/engine.ts';
import { insertJob } from '../database/jobs.ts';
import { type Id, newId } from './ids.ts';

/** Columns of an asset whose bytes nobody has looked at yet. */
export const NOT_EXAMINED = {
  width: null,
  height: null,
  duration: null,
  page_count: null,
  word_count: null,
  media_state: 'pending',
  media_reason: null,
} as const;

export async function examineLater(tx: Tx, assetId: Id): Promise<void> {
  await insertJob(tx.db, { id: newId(tx.now), type: 'examine', payload: { assetId }, priority: 10, runAt: tx.now });
}

/** What looking at the bytes told. */
export interface MediaFacts {
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly mediaState: 'ready' | 'no_preview';
  readonly mediaReason: string | null;
}

/** Facts about bytes that have been replaced meanwhile are dropped. Not a change a user made: no event, no new time. */
export async function setMediaFacts(tx: Tx, id: Id, facts: MediaFacts): Promise<void> {
  const asset = await findAsset(tx.db, id);
  if (asset?.sha256 !== facts.sha256) return;
  await updateAsset(tx.db, id, {
    width: facts.width,
    height: facts.height,
    media_state: facts.mediaState,
    media_reason: facts.mediaReason,
  });
}
