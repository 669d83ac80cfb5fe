// Changing assets in place, and moving them: one, or many of a workspace at once.
import { type Asset, changeTags, titleOf, updateAssets, type VaultAddress } from '../database/assets.ts';
import { recountAssets } from '../database/counts.ts';
import type { Tx } from '../database/engine.ts';
import type { Folder } from '../database/folders.ts';
import { reindexAssets } from '../database/search.ts';
import { type Actor, actorRef, authorize } from './access.ts';
import { checkedTitle, protectedAsset } from './assets.ts';
import { checkRecordCondition, type WriteCondition } from './conditions.ts';
import { type NewEvent, recordEvents } from './events.ts';
import { writableFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { type MetadataPatch, patchedMetadata } from './metadata.ts';
import { extensionOf, fileName, nameKey, tagList } from './names.ts';
import { checkedText, checkedUrl, LONGEST_DESCRIPTION } from './text.ts';
import { vaultAddressFor } from './vault-rules.ts';

export interface AssetPatch extends MetadataPatch {
  readonly name?: string;
  readonly title?: string | null;
  readonly description?: string | null;
  /** Null moves to the top level. */
  readonly folderId?: Id | null;
  readonly tags?: readonly string[];
  readonly isPublic?: boolean;
  readonly externalUrl?: string | null;
  /** When it stops being readable and goes to the trash (Unix milliseconds); null: never. */
  readonly expiresAt?: number | null;
}

/** What is absent stays. Throws as `createAsset`, and `precondition_failed`. */
export async function patchAsset(
  tx: Tx,
  actor: Actor,
  id: Id,
  patch: AssetPatch,
  condition?: WriteCondition,
): Promise<Asset> {
  const before = await protectedAsset(tx.db, actor, 'write', id, tx.now);
  checkRecordCondition(before, condition);
  const after = await patchedAsset(tx, actor, before, patch, new Map());
  await saveAssets(tx, actor, [{ before, after }]);
  return after;
}

/**
 * Live assets of a workspace that the actor was found to be allowed to change, each by its own patch: all of them or none. Those
 * that come into a vault, or get other names in one, are changed one after the other, for no two may have one name.
 */
export async function patchAssets(
  tx: Tx,
  actor: Actor,
  assets: readonly Asset[],
  patchOf: (asset: Asset) => AssetPatch,
): Promise<void> {
  const folders = new Map<Id, Folder>();
  let changes: AssetChange[] = [];
  for (const before of assets) {
    const after = await patchedAsset(tx, actor, before, patchOf(before), folders);
    changes.push({ before, after });
    if (after.vault === null || after.vault === before.vault) continue;
    await saveAssets(tx, actor, changes);
    changes = [];
  }
  await saveAssets(tx, actor, changes);
}

interface AssetChange {
  readonly before: Asset;
  readonly after: Asset;
}

/** `folders` keeps those that the actor was found to be allowed to write to. */
async function patchedAsset(
  tx: Tx,
  actor: Actor,
  before: Asset,
  patch: AssetPatch,
  folders: Map<Id, Folder>,
): Promise<Asset> {
  const folderId = patch.folderId === undefined ? before.folderId : patch.folderId;
  const name = patch.name === undefined ? before.name : fileName(patch.name);
  const moves = folderId !== before.folderId;
  const folder =
    folderId === null ? null : (folders.get(folderId) ?? (await writableFolder(tx.db, actor, folderId, tx.now)));
  if (folder) folders.set(folder.id, folder);
  if (moves && !folder) authorize(actor, 'write', { workspaceId: before.workspaceId });
  return {
    ...before,
    name,
    extension: extensionOf(name),
    folderId,
    vault: moves || name !== before.name ? await vaultAddressFor(tx.db, folder, name, before.id) : before.vault,
    tags: patch.tags === undefined ? before.tags : tagList(patch.tags),
    metadataJson: patchedMetadata(before.metadataJson, patch),
    title: patch.title === undefined ? before.title : checkedTitle(patch.title),
    description:
      patch.description === undefined
        ? before.description
        : checkedText(patch.description, 'description', LONGEST_DESCRIPTION),
    externalUrl: patch.externalUrl === undefined ? before.externalUrl : checkedUrl(patch.externalUrl),
    expiresAt: patch.expiresAt === undefined ? before.expiresAt : patch.expiresAt,
    isPublic: patch.isPublic ?? before.isPublic,
    updatedAt: tx.now,
  };
}

async function saveAssets(tx: Tx, actor: Actor, changes: readonly AssetChange[]): Promise<void> {
  if (changes.length === 0) return;
  const alike = Map.groupBy(changes, (change) => JSON.stringify(changedColumns(change)));
  for (const some of alike.values()) {
    const [first] = some;
    if (first)
      await updateAssets(
        tx.db,
        some.map(({ after }) => after.id),
        changedColumns(first),
      );
  }
  await changeTags(
    tx.db,
    changes.map(({ before, after }) => {
      const [had, has] = [new Set(before.tags), new Set(after.tags)];
      const { seq, workspaceId } = after;
      return { seq, workspaceId, added: [...has.difference(had)], removed: [...had.difference(has)] };
    }),
  );
  await recountAssets(tx.db, changes);
  await reindexAssets(
    tx.db,
    changes.filter(isSearchedDifferently).map(({ after }) => after),
  );
  await recordEvents(
    tx,
    changes.flatMap((change) => eventsOf(actor, change)),
  );
}

/** Those in which the record differs, and its new time. */
function changedColumns({ before, after }: AssetChange) {
  const old: Readonly<Record<string, unknown>> = columnsOf(before);
  return {
    ...Object.fromEntries(Object.entries(columnsOf(after)).filter(([column, value]) => old[column] !== value)),
    updated_at: after.updatedAt,
  };
}

const columnsOf = (asset: Asset) => ({
  name: asset.name,
  name_key: nameKey(asset.name),
  extension: asset.extension,
  folder_id: asset.folderId,
  title: asset.title,
  title_key: nameKey(titleOf(asset)),
  description: asset.description,
  external_url: asset.externalUrl,
  expires_at: asset.expiresAt,
  tags: JSON.stringify(asset.tags),
  metadata: asset.metadataJson,
  is_public: asset.isPublic ? (1 as const) : (0 as const),
  ...addressColumns(asset.vault),
});

const addressColumns = (address: VaultAddress | null) => ({
  vault_id: address?.vaultId ?? null,
  partition: address?.partition ?? null,
  collection: address?.collection ?? null,
  channel: address?.channel ?? null,
});

function eventsOf(actor: Actor, { before, after }: AssetChange): NewEvent[] {
  const event = { workspaceId: after.workspaceId, assetId: after.id, actor: actorRef(actor) };
  const events: NewEvent[] = [];
  if (before.name !== after.name)
    events.push({ ...event, type: 'renamed', info: { from: before.name, to: after.name } });
  if (before.folderId !== after.folderId)
    events.push({ ...event, type: 'moved', info: { from: before.folderId, to: after.folderId } });
  const fields: string[] = (
    ['title', 'description', 'isPublic', 'metadataJson', 'externalUrl', 'expiresAt'] as const
  ).filter((field) => before[field] !== after[field]);
  if (haveOtherTags(before, after)) fields.push('tags');
  if (fields.length > 0) events.push({ ...event, type: 'updated', info: { fields } });
  return events;
}

const isSearchedDifferently = ({ before, after }: AssetChange): boolean =>
  before.name !== after.name ||
  before.title !== after.title ||
  before.description !== after.description ||
  haveOtherTags(before, after);

const haveOtherTags = (before: Asset, after: Asset): boolean =>
  JSON.stringify(before.tags) !== JSON.stringify(after.tags);
