// What looking at an asset's bytes tells: asked for as a job, noted once it is known. Looking itself is in examination.ts.
import { type Asset, findAsset, leaveWithoutPreview, updateAsset } from '../database/assets.ts';
import { keepBlob, noteBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { findInstanceFact, removeInstanceFact, setInstanceFact } from '../database/instance.ts';
import { insertJob } from '../database/jobs.ts';
import { findMedia, type Media, saveMedia } from '../database/media.ts';
import { reindexAsset } from '../database/search.ts';
import { type Id, newId } from './ids.ts';
import type { MediaFacts } from './ports.ts';
import { dropRenditions, type NewRendition, saveRenditions } from './renditions.ts';

/** That looking at some bytes would find nothing, which was known without it. */
export interface Foreseen {
  /** A sentence for people. */
  readonly reason: string;
  /** Of the decoder that would have looked. */
  readonly revision: number;
}

/** Of an asset with new bytes. */
export const mediaColumns = (foreseen: Foreseen | undefined) => ({
  width: null,
  height: null,
  duration: null,
  page_count: null,
  word_count: null,
  media_state: foreseen ? 'no_preview' : 'pending',
  media_reason: foreseen ? foreseen.reason : null,
});

/** An asset's original; of jobs of an earlier release it is not known which. */
export interface Examinable {
  readonly assetId: Id;
  readonly sha256?: string;
}

/** Has new bytes of an asset looked at, unless it is known what that would tell. */
export async function examineLater(tx: Tx, asset: Asset, foreseen: Foreseen | undefined): Promise<void> {
  const { id: assetId, sha256, mimeType } = asset;
  if (foreseen) {
    const { reason, revision } = foreseen;
    const media: Media = { sha256, mimeType, state: 'no_preview', reason, facts: {}, revision, examinedAt: tx.now };
    return saveMedia(tx.db, media, '');
  }
  const payload: Examinable = { assetId, sha256 };
  await insertJob(tx.db, { id: newId(tx.now), type: 'examine', payload, priority: 10, runAt: tx.now });
}

/** Enough of an asset to find it in its workspace. */
export type OwnedAsset = Pick<Asset, 'id' | 'workspaceId'>;

export type Examined = Omit<Media, 'examinedAt'> & {
  /** What was read in it. */
  readonly text: string;
  /** Its first pictures, in place of all that were made of it before. */
  readonly renditions: readonly NewRendition[];
};

/**
 * Notes what looking at the asset's bytes told. About bytes that have been replaced meanwhile it is dropped. Not a change a
 * user made: no event, no new time.
 */
export async function noteExamined(
  tx: Tx,
  { id }: OwnedAsset,
  { text, renditions, ...examined }: Examined,
): Promise<void> {
  const asset = await findAsset(tx.db, id);
  if (asset?.sha256 !== examined.sha256 || asset.mimeType !== examined.mimeType) {
    for (const { blob } of renditions) await noteBlob(tx.db, blob, tx.now);
    return;
  }
  const media = { ...examined, examinedAt: tx.now };
  // In another workspace the same bytes may be noted at the same time.
  await keepBlob(tx.db, asset.sha256);
  await dropRenditions(tx, media.sha256, media.mimeType);
  await saveRenditions(tx, asset, renditions);
  await saveMedia(tx.db, media, searchText(text, media.facts));
  await applyMedia(tx, asset, media);
}

/** Notes what is known of the same bytes already. Answers whether anything is. */
export async function noteKnownMedia(tx: Tx, { id }: OwnedAsset): Promise<boolean> {
  const asset = await findAsset(tx.db, id);
  const media = asset && (await findMedia(tx.db, asset));
  if (!asset || !media) return false;
  await applyMedia(tx, asset, media);
  return true;
}

/** An original that could not be looked at, time and again, is left without facts and pictures; one in its place is not. */
export async function giveUpExamining(tx: Tx, { assetId, sha256 }: Examinable, reason: string): Promise<void> {
  await leaveWithoutPreview(tx.db, assetId, sha256, reason);
}

async function applyMedia(tx: Tx, asset: Asset, { facts, state, reason }: Media): Promise<void> {
  await updateAsset(tx.db, asset.id, {
    width: facts.width ?? null,
    height: facts.height ?? null,
    duration: facts.duration ?? null,
    page_count: facts.pageCount ?? null,
    word_count: facts.wordCount ?? null,
    media_state: state,
    media_reason: reason,
  });
  await reindexAsset(tx.db, asset);
}

const searchText = (text: string, facts: MediaFacts): string =>
  [facts.title, facts.author, facts.artist, facts.album, facts.cameraMake, facts.cameraModel, facts.lens, text]
    .filter(Boolean)
    .join('\n');

const REBUILD_STARTED_AT = 'media-rebuild-started-at';

/** Since when everything is to be looked at again; the time of an unfinished rebuild stays. */
export async function beginRebuild(tx: Tx): Promise<number> {
  const begun = await findInstanceFact(tx.db, REBUILD_STARTED_AT);
  if (begun !== undefined) return Number(begun);
  await setInstanceFact(tx.db, REBUILD_STARTED_AT, String(tx.now));
  return tx.now;
}

export async function endRebuild(tx: Tx): Promise<void> {
  await removeInstanceFact(tx.db, REBUILD_STARTED_AT);
}
