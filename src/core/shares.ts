// Shares: giving outsiders read access to one asset or one folder, and what they do with it. Their tokens and proofs are
// in share-access.ts.
import { type Asset, findAsset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { ListQuery, Page } from '../database/filters.ts';
import { type Folder, findFolder } from '../database/folders.ts';
import {
  addShareView,
  deleteShare as deleteShareRow,
  findShare,
  insertShare,
  listShares as listShareRows,
  listSharesOf,
  type Share,
  updateShare,
} from '../database/shares.ts';
import { type Actor, actorRef, authorize, type Grant, vaultOf, workspaceFor } from './access.ts';
import { protectedAsset } from './assets.ts';
import { recordDownloads } from './downloads.ts';
import { CoreError, invalid, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { isReadable } from './expiry.ts';
import { getFolder } from './folders.ts';
import { createdEarlier, findCreated, noteCreated } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { storableText } from './text.ts';

const MOST_RECIPIENTS = 100;

export interface NewShare {
  /** Exactly one of the two. */
  readonly assetId?: Id | null;
  readonly folderId?: Id | null;
  readonly expiresAt?: number | null;
  /** From `hashPassword`. */
  readonly passwordHash?: string | null;
  readonly maxDownloads?: number | null;
  readonly recipients?: readonly string[];
  readonly note?: string | null;
  readonly idempotencyKey?: string | undefined;
}

/** Throws `invalid` unless it is of one asset or one folder, `not_found` and `forbidden` for that one. */
export async function createShare(tx: Tx, actor: Actor, input: NewShare): Promise<Share> {
  const earlier = await findCreated(tx.db, input.idempotencyKey);
  if (earlier) return createdEarlier(() => mustFind(tx.db, earlier));
  if (Boolean(input.assetId) === Boolean(input.folderId))
    throw invalid('asset', 'A share is of one asset or of one folder.');
  const target = await sharedTarget(tx.db, actor, 'share', input.assetId ?? null, input.folderId ?? null);
  const id = newId(tx.now);
  await insertShare(tx.db, {
    id,
    workspace_id: target.workspaceId,
    asset_id: input.assetId ?? null,
    folder_id: input.folderId ?? null,
    password_hash: input.passwordHash ?? null,
    expires_at: input.expiresAt ?? null,
    max_downloads: checkedLimit(input.maxDownloads ?? null),
    download_count: 0,
    view_count: 0,
    last_accessed_at: null,
    recipients: JSON.stringify(checkedRecipients(input.recipients ?? [])),
    note: checkedNote(input.note ?? null),
    is_active: 1,
    created_at: tx.now,
    created_by: actorRef(actor),
  });
  await noteCreated(tx, input.idempotencyKey, id);
  const share = await mustFind(tx.db, id);
  await recordShareEvent(tx, actor, share, 'shared');
  return share;
}

export interface SharePatch {
  readonly expiresAt?: number | null;
  readonly passwordHash?: string | null;
  readonly maxDownloads?: number | null;
  readonly recipients?: readonly string[];
  readonly note?: string | null;
  readonly isActive?: boolean;
}

/** What is absent stays. */
export async function patchShare(tx: Tx, actor: Actor, id: Id, patch: SharePatch): Promise<Share> {
  await protectedShare(tx.db, actor, 'write', id);
  await updateShare(tx.db, id, {
    ...(patch.expiresAt === undefined ? {} : { expires_at: patch.expiresAt }),
    ...(patch.passwordHash === undefined ? {} : { password_hash: patch.passwordHash }),
    ...(patch.maxDownloads === undefined ? {} : { max_downloads: checkedLimit(patch.maxDownloads) }),
    ...(patch.recipients === undefined ? {} : { recipients: JSON.stringify(checkedRecipients(patch.recipients)) }),
    ...(patch.note === undefined ? {} : { note: checkedNote(patch.note) }),
    ...(patch.isActive === undefined ? {} : { is_active: patch.isActive ? 1 : 0 }),
  });
  return mustFind(tx.db, id);
}

/** Its link stops working at once. */
export async function deleteShare(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const share = await protectedShare(tx.db, actor, 'write', id);
  await deleteShareRow(tx.db, id);
  await recordShareEvent(tx, actor, share, 'unshared');
}

export async function getShare(db: Db, actor: Actor, id: Id): Promise<Share> {
  return protectedShare(db, actor, 'read', id);
}

export async function listShares(
  db: Db,
  actor: Actor,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<Share>> {
  return listShareRows(db, { ...query, workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor) });
}

export async function listAssetShares(db: Db, actor: Actor, assetId: Id): Promise<Share[]> {
  await protectedAsset(db, actor, 'read', assetId);
  return listSharesOf(db, { assetId });
}

export async function listFolderShares(db: Db, actor: Actor, folderId: Id): Promise<Share[]> {
  await getFolder(db, actor, folderId);
  return listSharesOf(db, { folderId });
}

/** Throws `gone` for `expires_at`. */
export function checkNotExpired({ expiresAt }: Share, now: number): void {
  if (expiresAt !== null && expiresAt <= now)
    throw new CoreError('gone', 'This share has expired.', { field: 'expires_at' });
}

/** Throws `gone` for `max_downloads`. */
export function checkNotUsedUp({ maxDownloads, downloadCount }: Share): void {
  if (maxDownloads !== null && downloadCount >= maxDownloads)
    throw new CoreError('gone', 'The downloads of this share are used up.', { field: 'max_downloads' });
}

/** Who a share's holder is to the authorisation function. */
export const shareActor = (share: Share): Actor => ({
  type: 'share',
  id: share.id,
  workspaceId: share.workspaceId,
  assetId: share.assetId,
  folderId: share.folderId,
});

/** Passed over when the share is gone. */
export async function noteShareView(tx: Tx, id: Id): Promise<void> {
  await addShareView(tx.db, id, tx.now);
}

/**
 * Takes one of the share's downloads, and counts it for the assets that go out with it; exact however many ask at once.
 * Throws `gone` when none is left, `not_found` when revoked.
 */
export async function takeShareDownload(
  tx: Tx,
  { id, workspaceId }: Pick<Share, 'id' | 'workspaceId'>,
  assetIds: readonly Id[],
): Promise<void> {
  const share = await findShare(tx.db, id);
  if (!share?.isActive) throw notFound('Share');
  checkNotExpired(share, tx.now);
  checkNotUsedUp(share);
  await updateShare(tx.db, id, { download_count: share.downloadCount + 1, last_accessed_at: tx.now });
  if (share.folderId !== null) await recordShareEvent(tx, shareActor(share), share, 'downloaded');
  const actor = actorRef(shareActor(share));
  await recordDownloads(tx, { workspaceId, downloads: assetIds.map((assetId) => ({ assetId, actor })) });
}

async function protectedShare(db: Db, actor: Actor, grant: Grant, id: Id): Promise<Share> {
  const share = await findShare(db, id);
  if (!share) throw notFound('Share');
  authorize(actor, grant, { workspaceId: share.workspaceId, vaultId: await vaultOfTarget(db, share) }, 'Share');
  return share;
}

async function sharedTarget(
  db: Db,
  actor: Actor,
  grant: Grant,
  assetId: Id | null,
  folderId: Id | null,
): Promise<{ workspaceId: Id }> {
  if (assetId !== null) return protectedAsset(db, actor, grant, assetId);
  const folder = folderId === null ? undefined : await findFolder(db, folderId);
  if (!folder || !isReadable(folder)) throw notFound('Folder');
  authorize(actor, grant, folder, 'Folder');
  return folder;
}

export type ShareTarget =
  | { readonly type: 'asset'; readonly asset: Asset }
  | { readonly type: 'folder'; readonly folder: Folder };

/** The live asset or folder that is shared; undefined when it is gone, in the trash or expired. */
export async function findShareTarget(db: Db, share: Share): Promise<ShareTarget | undefined> {
  if (share.assetId !== null) {
    const asset = await findAsset(db, share.assetId);
    return asset && isReadable(asset) ? { type: 'asset', asset } : undefined;
  }
  const folder = share.folderId === null ? undefined : await findFolder(db, share.folderId);
  return folder && isReadable(folder) ? { type: 'folder', folder } : undefined;
}

async function vaultOfTarget(db: Db, share: Share): Promise<Id | null> {
  const target = await findShareTarget(db, share);
  if (!target) return null;
  return target.type === 'asset' ? (target.asset.vault?.vaultId ?? null) : target.folder.vaultId;
}

async function recordShareEvent(
  tx: Tx,
  actor: Actor,
  share: Share,
  type: 'shared' | 'unshared' | 'downloaded',
): Promise<void> {
  await recordEvent(tx, {
    workspaceId: share.workspaceId,
    ...(share.assetId === null ? {} : { assetId: share.assetId }),
    ...(share.folderId === null ? {} : { folderId: share.folderId }),
    type,
    actor: actorRef(actor),
    info: { share: share.id },
  });
}

function checkedLimit(maxDownloads: number | null): number | null {
  if (maxDownloads !== null && (!Number.isSafeInteger(maxDownloads) || maxDownloads < 1)) {
    throw invalid('max_downloads', 'A download limit is a positive whole number.');
  }
  return maxDownloads;
}

function checkedRecipients(recipients: readonly string[]): readonly string[] {
  if (recipients.length > MOST_RECIPIENTS)
    throw invalid('recipients', `A share names at most ${MOST_RECIPIENTS} recipients.`);
  return recipients.map((recipient) => storableText(recipient).slice(0, 254));
}

const checkedNote = (note: string | null): string | null => {
  if (note !== null && note.length > 10_000) throw invalid('note', 'A note has at most 10000 characters.');
  return note === null ? null : storableText(note);
};

async function mustFind(db: Db, id: Id): Promise<Share> {
  const share = await findShare(db, id);
  if (!share) throw notFound('Share');
  return share;
}
