// Records of other services brought in: each is written together with the note of what it was made of, so that an import
// can be stopped anywhere and begun again. Reading the other service is the business of importing/.
import { type Asset, titleOf } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { Folder } from '../database/folders.ts';
import { findImport, findImports, type Import, type RemoteRecord, saveImport } from '../database/imports.ts';
import type { Reference, ReferenceKind } from '../database/references.ts';
import { slugIsTaken, type Vault, type Visibility } from '../database/vaults.ts';
import { type Actor, workspaceFor } from './access.ts';
import { createAsset, protectedAsset, type StoredContent } from './assets.ts';
import { conflict } from './errors.ts';
import { isReadable } from './expiry.ts';
import { createFolder, patchFolder, writableFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { extensionOf, fileName, tagList } from './names.ts';
import { type AssetPatch, patchAsset } from './patching.ts';
import { checkItemCount, createReference, type NewReference, patchReference } from './references.ts';
import { checkedText, LONGEST_DESCRIPTION } from './text.ts';
import { createVault, ensureChannel, freeVaultSlug, patchVault } from './vaults.ts';
import { replaceContent } from './versions.ts';

/** Who imports into a workspace: nobody that a record could name, with leave to read and write there. */
export const importer = (workspaceId: Id): Actor => ({ type: 'guest', workspaceId, grants: ['read', 'write'] });

/** A record of the other service, and what it was like when it was read. */
export interface Origin {
  /** The dialect and address of the other service. */
  readonly source: string;
  readonly remoteId: string;
  /** Another one means that the record has changed. */
  readonly fingerprint: string;
}

/** Where a record goes. */
export interface Place {
  /** The other service's folder, which has been imported; null for its top level. */
  readonly parentRemoteId: string | null;
  /** The folder here that stands for the other service's top level; null for our own. */
  readonly rootId: Id | null;
  /** Whether it lies elsewhere there than when it was taken. */
  readonly isMoved: boolean;
}

/** What was made of a record before. */
export interface Imported {
  readonly localId: Id;
  readonly fingerprint: string;
  /** Neither deleted nor in the trash here. */
  readonly isLive: boolean;
}

/** Undefined for what has not been imported. */
export async function findImported(
  db: Db,
  actor: Actor,
  kind: RemoteRecord['kind'],
  { source, remoteId }: Omit<Origin, 'fingerprint'>,
): Promise<Imported | undefined> {
  const found = await findImport(db, { workspaceId: workspaceFor(actor, 'read'), source, kind, remoteId });
  return found && { localId: found.localId, fingerprint: found.fingerprint, isLive: isLive(found) };
}

/** Whether all of them have been imported, whatever became of them here since. */
export async function areImported(
  db: Db,
  actor: Actor,
  kind: RemoteRecord['kind'],
  source: string,
  remoteIds: readonly string[],
): Promise<boolean> {
  const found = await findImports(db, { workspaceId: workspaceFor(actor, 'read'), source, kind }, remoteIds);
  return remoteIds.every((remoteId) => found.has(remoteId));
}

/** What several dialects know of assets and folders; what is absent is not known there. */
export interface ImportedFields {
  readonly description?: string | null;
  readonly tags?: readonly string[];
  readonly metadata?: Metadata;
  readonly expiresAt?: number | null;
}

/** Throws `invalid` for what can not be kept, before any bytes are fetched. */
export function checkImportedFields({ description = null, tags = [], metadata = {} }: ImportedFields): void {
  checkedText(description, 'description', LONGEST_DESCRIPTION);
  tagList(tags);
  metadataOf(metadata);
}

export interface ImportedFolder extends Origin, Place {
  readonly name: string;
  readonly fields: ImportedFields;
}

/**
 * Makes the folder, or changes the one that was made of it before. Undefined, and nothing done, when that one or its parent
 * was removed here. Throws `conflict` when the parent was not imported, and where the folder has no place.
 */
export async function importFolder(tx: Tx, actor: Actor, input: ImportedFolder): Promise<Folder | undefined> {
  const { record, earlier } = await findEarlier(tx, actor, 'folder', input);
  if (earlier && !isLive(earlier, tx.now)) return undefined;
  const parentId = await placeOf(tx, record, input);
  if (parentId === undefined) return undefined;
  const { name, fields } = input;
  if (earlier?.fingerprint === input.fingerprint) return writableFolder(tx.db, actor, earlier.localId, tx.now);
  const id = earlier?.localId ?? (await createFolder(tx, actor, { name, parentId })).id;
  const place = keepsPlace(input, earlier) ? {} : { parentId };
  const folder = await patchFolder(tx, actor, id, { name, ...place, ...fields });
  await saveImport(tx.db, record, { localId: id, fingerprint: input.fingerprint, at: tx.now });
  return folder;
}

export interface ImportedVault extends Origin {
  readonly name: string;
  readonly slug: string;
  readonly visibility: Visibility;
  /** Null: any transform. */
  readonly presets: readonly string[] | null;
}

/**
 * Makes the vault, with its slug where that is free and else one like it, or changes the one that was made before, which
 * keeps its slug. Undefined, and nothing done, when that was removed here.
 */
export async function importVault(tx: Tx, actor: Actor, input: ImportedVault): Promise<Vault | undefined> {
  const { record, earlier } = await findEarlier(tx, actor, 'folder', input);
  if (earlier && !isLive(earlier, tx.now)) return undefined;
  const { name, visibility, presets } = input;
  const isFree = !earlier && !(await slugIsTaken(tx.db, input.slug));
  const vault = earlier
    ? await patchVault(tx, actor, earlier.localId, { name, visibility, presets })
    : await createVault(tx, actor, {
        name,
        visibility,
        presets,
        slug: isFree ? input.slug : await freeVaultSlug(tx.db, input.slug),
      });
  await saveImport(tx.db, record, { localId: vault.id, fingerprint: input.fingerprint, at: tx.now });
  return vault;
}

export interface ImportedAsset extends Origin, Place {
  /** Null where the bytes are those that were taken before. */
  readonly content: StoredContent | null;
  /** Null where a change of the record does not tell the name. */
  readonly name: string | null;
  /** A title that is the name without its extension is none of its own. */
  readonly fields: ImportedFields & Pick<AssetPatch, 'title' | 'isPublic' | 'externalUrl'>;
  /** In a vault, which `parentRemoteId` is. */
  readonly address?: { readonly partition: string; readonly collection: string; readonly channel: string } | undefined;
}

/**
 * Makes the asset, or brings the one that was made of it before up to date: other bytes become a new version. Undefined, and
 * nothing done, when that one or its folder was removed here. Throws as `createAsset`, and `conflict` when its folder was
 * not imported.
 */
export async function importAsset(tx: Tx, actor: Actor, input: ImportedAsset): Promise<Asset | undefined> {
  const { record, earlier } = await findEarlier(tx, actor, 'asset', input);
  if (earlier && !isLive(earlier, tx.now)) return undefined;
  if (earlier?.fingerprint === input.fingerprint) return protectedAsset(tx.db, actor, 'write', earlier.localId, tx.now);
  const placeId = await placeOf(tx, record, input);
  if (placeId === undefined) return undefined;
  const folderId =
    input.address && placeId !== null
      ? (await ensureChannel(tx, actor, { vaultId: placeId, ...input.address })).id
      : placeId;
  const asset = earlier
    ? await changeAsset(tx, actor, input, earlier, folderId)
    : await makeAsset(tx, actor, input, folderId);
  await saveImport(tx.db, record, { localId: asset.id, fingerprint: input.fingerprint, at: tx.now });
  return asset;
}

async function makeAsset(tx: Tx, actor: Actor, input: ImportedAsset, folderId: Id | null): Promise<Asset> {
  const { content, name, fields } = input;
  if (!content || name === null) throw conflict('It was not imported before, so its name and bytes are needed.');
  const { expiresAt = null, ...known } = withOwnTitle(fields, name);
  const asset = await createAsset(tx, actor, { ...known, name, content, folderId });
  return expiresAt === null ? asset : patchAsset(tx, actor, asset.id, { expiresAt });
}

async function changeAsset(
  tx: Tx,
  actor: Actor,
  input: ImportedAsset,
  earlier: Import,
  folderId: Id | null,
): Promise<Asset> {
  const { content, fields } = input;
  const id = earlier.localId;
  const { name } = input.name === null ? await protectedAsset(tx.db, actor, 'write', id, tx.now) : { name: input.name };
  if (content) await replaceContent(tx, actor, id, content);
  const place = keepsPlace(input, earlier) ? {} : { folderId };
  return patchAsset(tx, actor, id, { ...place, name, ...withOwnTitle(fields, name) });
}

function withOwnTitle(fields: ImportedAsset['fields'], sentName: string): ImportedAsset['fields'] {
  const name = fileName(sentName);
  const isName = fields.title === titleOf({ title: null, name, extension: extensionOf(name) });
  return isName ? { ...fields, title: null } : fields;
}

export interface ImportedReference extends Origin {
  readonly kind: ReferenceKind;
  readonly title: string;
  readonly fields: Pick<NewReference, 'description' | 'externalUrl' | 'isPublic'>;
  /** What the other service calls the assets in a collection, which have been imported. */
  readonly itemIds: readonly string[];
}

/**
 * The same for an asset without bytes. Of a collection, what was removed here is left out. Throws as `createReference`, and
 * `conflict` when something in it was not imported.
 */
export async function importReference(tx: Tx, actor: Actor, input: ImportedReference): Promise<Reference | undefined> {
  const { record, earlier } = await findEarlier(tx, actor, 'asset', input);
  if (earlier && !isLive(earlier, tx.now)) return undefined;
  const { kind, title, fields, itemIds } = input;
  const content = { title, ...fields, ...(kind === 'collection' && { items: await itemsOf(tx, record, itemIds) }) };
  const reference = earlier
    ? await patchReference(tx, actor, earlier.localId, content)
    : await createReference(tx, actor, { kind, ...content });
  await saveImport(tx.db, record, { localId: reference.id, fingerprint: input.fingerprint, at: tx.now });
  return reference;
}

async function itemsOf(tx: Tx, record: RemoteRecord, itemIds: readonly string[]): Promise<Id[]> {
  checkItemCount(itemIds);
  const found = await findImports(tx.db, record, itemIds);
  return itemIds.flatMap((remoteId) => {
    const item = found.get(remoteId);
    if (!item) throw conflict('Something in the collection could not be imported.');
    return isLive(item, tx.now) ? [item.localId] : [];
  });
}

/**
 * Whether it stays where it is here: always where its dialect tells no folder, as somebody may have filed it; and at the top
 * level there, which may be another folder here with each import.
 */
const keepsPlace = ({ parentRemoteId, isMoved }: Place, earlier: Import | undefined): boolean =>
  earlier !== undefined && parentRemoteId === null && !isMoved;

const isLive = (found: Import, nowMs?: number): boolean => found.isThere && isReadable(found, nowMs);

async function findEarlier(tx: Tx, actor: Actor, kind: RemoteRecord['kind'], { source, remoteId }: Origin) {
  const record: RemoteRecord = { workspaceId: workspaceFor(actor, 'write'), source, kind, remoteId };
  return { record, earlier: await findImport(tx.db, record) };
}

/** The id of the folder here; undefined when it was removed. */
async function placeOf(tx: Tx, record: RemoteRecord, place: Place): Promise<Id | null | undefined> {
  if (place.parentRemoteId === null) return place.rootId;
  const parent = await findImport(tx.db, { ...record, kind: 'folder', remoteId: place.parentRemoteId });
  if (!parent) throw conflict('Its folder has not been imported.');
  return isLive(parent) ? parent.localId : undefined;
}
