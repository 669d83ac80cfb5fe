// The records of uploads that come in pieces. Each is known to its creator alone, also where its creator may see everything else.

import type { Asset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  deleteResumableUpload as deleteRow,
  findResumableUpload,
  insertResumableUpload,
  listResumableUploadsBefore,
  type ResumableUpload,
  setUploadAsset,
  setUploadSize,
} from '../database/resumable-uploads.ts';
import { type Actor, actorRef, requireInstanceAdmin } from './access.ts';
import { createAsset, type NewAsset, protectedAsset, type StoredContent } from './assets.ts';
import { conflict, notFound } from './errors.ts';
import { createdEarlier } from './idempotency.ts';
import type { Id } from './ids.ts';
import { replaceContent } from './versions.ts';

export async function createResumableUpload(
  tx: Tx,
  actor: Actor,
  upload: Pick<ResumableUpload, 'id' | 'metadata' | 'sizeBytes'>,
): Promise<ResumableUpload> {
  const created = { ...upload, creator: creatorOf(actor), createdAt: tx.now };
  await insertResumableUpload(tx.db, created);
  return { ...created, assetId: null };
}

/** Throws `not_found` for somebody else's as for an unknown one. */
export async function getResumableUpload(db: Db, actor: Actor, id: string): Promise<ResumableUpload> {
  const upload = await findResumableUpload(db, id);
  if (upload?.creator !== creatorOf(actor)) throw notFound('Upload');
  return upload;
}

/** Throws `conflict` where it was said before. */
export async function setResumableSize(tx: Tx, actor: Actor, id: string, sizeBytes: number): Promise<void> {
  await getResumableUpload(tx.db, actor, id);
  if (!(await setUploadSize(tx.db, id, sizeBytes))) throw conflict('The length of the upload is known already.');
}

/** Bytes that are no asset of their own. */
export interface NewBytes {
  /** The asset whose bytes they become. */
  readonly replaces: Id;
  readonly content: StoredContent;
}

/** As `createAsset` or `replaceContent`, of an upload that is whole: once, however often and however late that is asked for. */
export async function createResumedAsset(tx: Tx, actor: Actor, id: string, input: NewAsset | NewBytes): Promise<Asset> {
  const { assetId } = await getResumableUpload(tx.db, actor, id);
  if (assetId !== null) return createdEarlier(() => protectedAsset(tx.db, actor, 'write', assetId, tx.now));
  const asset =
    'replaces' in input
      ? await replaceContent(tx, actor, input.replaces, input.content)
      : await createAsset(tx, actor, input);
  await setUploadAsset(tx.db, id, asset.id);
  return asset;
}

export async function deleteResumableUpload(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (actor.type !== 'system') await getResumableUpload(tx.db, actor, id);
  await deleteRow(tx.db, id);
}

/** Those begun before, oldest first: for the system alone. */
export async function listExpiredUploads(db: Db, actor: Actor, before: number, limit: number): Promise<string[]> {
  requireInstanceAdmin(actor);
  return listResumableUploadsBefore(db, before, limit);
}

/** Of those who have no record, all are one. */
const creatorOf = (actor: Actor): string => actorRef(actor) ?? actor.type;
