// Vaults: making and changing them, finding their assets by address, uploading into a channel. Their rules for folders
// and files are in vault-rules.ts, deletion in removal.ts, keys in keys.ts.
import { type Asset, findAssetInChannel, type VaultAddress } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { Position } from '../database/filters.ts';
import { type Folder, findFolder, updateFolder } from '../database/folders.ts';
import { forgetRevocations } from '../database/url-revocations.ts';
import {
  findVault,
  findVaultBySlug,
  insertVault,
  listVaultAssets as listVaultAssetRows,
  listVaults as listVaultRows,
  slugIsTaken,
  updateVault,
  type Vault,
  type VaultAssetQuery,
  type VaultPage,
  type Visibility,
} from '../database/vaults.ts';
import { type Actor, actorRef, authorize, type Grant, vaultOf, workspaceFor } from './access.ts';
import { addAsset, type NewAsset, protectedAsset } from './assets.ts';
import { CoreError, conflict, invalid, notFound } from './errors.ts';
import { isReadable } from './expiry.ts';
import { addFolder, ensureChildFolder } from './folders.ts';
import { createdEarlier, findCreated, noteCreated } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { fileName, folderName, nameKey } from './names.ts';
import { checkPresets } from './recipe-parameters.ts';
import { checkAddress, PATH_COMPONENT } from './vault-rules.ts';

export interface NewVault {
  readonly name: string;
  /** Made from the name when absent. */
  readonly slug?: string | undefined;
  readonly visibility?: Visibility | undefined;
  readonly presets?: readonly string[] | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Throws `invalid` for a bad slug or preset, `conflict` for a slug that is taken. */
export async function createVault(tx: Tx, actor: Actor, input: NewVault): Promise<Vault> {
  const workspaceId = workspaceFor(actor, 'write');
  if (vaultOf(actor) !== null) throw new CoreError('forbidden', 'A key of a vault can not make vaults.');
  const earlier = await findCreated(tx.db, input.idempotencyKey);
  if (earlier) return createdEarlier(() => mustFind(tx.db, earlier));
  const name = folderName(input.name);
  if (input.presets) checkPresets(input.presets);
  const slug = input.slug === undefined ? await freeVaultSlug(tx.db, name) : await checkedSlug(tx.db, input.slug);
  const id = newId(tx.now);
  await addFolder(tx, { workspaceId, parent: null, name, description: null, createdBy: actorRef(actor) }, id, true);
  await insertVault(tx.db, {
    id,
    workspace_id: workspaceId,
    slug,
    visibility: input.visibility ?? 'public',
    presets: input.presets ? JSON.stringify(input.presets) : null,
    signing_generation: 1,
  });
  await noteCreated(tx, input.idempotencyKey, id);
  return mustFind(tx.db, id);
}

export type VaultPatch = Partial<Omit<NewVault, 'idempotencyKey'>>;

/** What is absent stays. Throws as `createVault`. */
export async function patchVault(tx: Tx, actor: Actor, id: Id, patch: VaultPatch): Promise<Vault> {
  const before = await manageableVault(tx.db, actor, ['write'], id);
  if (patch.presets) checkPresets(patch.presets);
  if (patch.name !== undefined) {
    const name = folderName(patch.name);
    await updateFolder(tx.db, id, { name, name_key: nameKey(name) });
  }
  await updateFolder(tx.db, id, { updated_at: tx.now });
  await updateVault(tx.db, id, {
    slug: patch.slug === undefined || patch.slug === before.slug ? before.slug : await checkedSlug(tx.db, patch.slug),
    visibility: patch.visibility ?? before.visibility,
    ...(patch.presets === undefined ? {} : { presets: patch.presets === null ? null : JSON.stringify(patch.presets) }),
  });
  return mustFind(tx.db, id);
}

/** Signed URLs made before stop working. */
export async function rotateSigningSecret(tx: Tx, actor: Actor, id: Id): Promise<Vault> {
  const before = await manageableVault(tx.db, actor, ['write'], id);
  await updateVault(tx.db, id, { signing_generation: before.signingGeneration + 1 });
  await forgetRevocations(tx.db, id);
  return mustFind(tx.db, id);
}

export async function getVault(db: Db, actor: Actor, id: Id, grant: Grant = 'read'): Promise<Vault> {
  return protectedVault(db, actor, grant, id);
}

/** For delivery, which decides by the vault's visibility instead of an actor. */
export async function findDeliveryVault(db: Db, slug: string): Promise<Vault | undefined> {
  return findVaultBySlug(db, slug);
}

/** Newest first. */
export async function listVaults(
  db: Db,
  actor: Actor,
  page: { after?: Position | undefined; limit: number },
): Promise<VaultPage<Vault>> {
  return listVaultRows(db, { ...page, workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor) });
}

/** Newest first. */
export async function listVaultAssets(db: Db, actor: Actor, query: VaultAssetQuery): Promise<VaultPage<Asset>> {
  await protectedVault(db, actor, 'read', query.vaultId);
  return listVaultAssetRows(db, query);
}

/** An asset by id, provided that it lies in the vault. */
export async function getVaultAsset(db: Db, actor: Actor, vaultId: Id, id: Id, grant: Grant = 'read'): Promise<Asset> {
  await protectedVault(db, actor, grant, vaultId);
  const asset = await protectedAsset(db, actor, grant, id);
  if (asset.vault?.vaultId !== vaultId) throw notFound('Asset');
  return asset;
}

/** An asset by its address; undefined when there is none. No actor: delivery has decided, or the caller does. */
export async function findAddressedAsset(db: Db, address: VaultAddress, name: string): Promise<Asset | undefined> {
  const asset = await findAssetInChannel(db, address, name.normalize('NFC'));
  return asset && isReadable(asset) ? asset : undefined;
}

export type NewVaultAsset = Omit<NewAsset, 'folderId'> & { readonly address: VaultAddress };

/** Makes the asset, and partition, collection and channel where they are missing. Throws `conflict` when the name is taken. */
export async function createVaultAsset(tx: Tx, actor: Actor, input: NewVaultAsset): Promise<Asset> {
  const earlier = await findCreated(tx.db, input.idempotencyKey);
  if (earlier) return createdEarlier(() => protectedAsset(tx.db, actor, 'write', earlier, tx.now));
  const folder = await ensureChannel(tx, actor, input.address);
  return addAsset(tx, actor, folder.workspaceId, folder, { ...input, folderId: folder.id });
}

/** The folder of a channel; what is missing of partition, collection and channel is made. */
export async function ensureChannel(tx: Tx, actor: Actor, address: VaultAddress): Promise<Folder> {
  const vault = await protectedVault(tx.db, actor, 'write', address.vaultId);
  checkAddress(address);
  let folder = await findFolder(tx.db, vault.id);
  if (!folder) throw notFound('Vault');
  for (const name of [address.partition, address.collection, address.channel]) {
    folder = await ensureChildFolder(tx, {
      workspaceId: vault.workspaceId,
      parent: folder,
      name,
      description: null,
      createdBy: actorRef(actor),
    });
  }
  return folder;
}

/** What an upload can be refused for before its bytes are read. */
export async function checkVaultUpload(db: Db, actor: Actor, address: VaultAddress, name: string): Promise<void> {
  await protectedVault(db, actor, 'write', address.vaultId);
  checkAddress(address);
  if (await findAssetInChannel(db, address, fileName(name)))
    throw conflict('There is a file of this name in the channel.', 'filename');
}

async function protectedVault(db: Db, actor: Actor, grant: Grant, id: Id): Promise<Vault> {
  const vault = await findVault(db, id);
  if (!vault) throw notFound('Vault');
  authorize(actor, grant, { workspaceId: vault.workspaceId, vaultId: vault.id }, 'Vault');
  return vault;
}

/** A vault for which the actor has all of the grants. A key bound to it may use it, not manage it. */
export async function manageableVault(db: Db, actor: Actor, grants: readonly Grant[], id: Id): Promise<Vault> {
  const vault = await findVault(db, id);
  if (!vault) throw notFound('Vault');
  for (const grant of grants) authorize(actor, grant, { workspaceId: vault.workspaceId, vaultId: id }, 'Vault');
  if (vaultOf(actor) !== null) throw new CoreError('forbidden', 'A key of a vault can not manage the vault.');
  return vault;
}

async function checkedSlug(db: Db, slug: string): Promise<string> {
  if (!PATH_COMPONENT.test(slug)) {
    throw invalid(
      'slug',
      'A slug is 1 to 64 lower-case letters, digits and hyphens, and neither starts nor ends with a hyphen.',
    );
  }
  if (await slugIsTaken(db, slug)) throw conflict('This slug is taken.', 'slug');
  return slug;
}

/** A slug made of the name that no vault has. */
export async function freeVaultSlug(db: Db, name: string): Promise<string> {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56)
      .replace(/-+$/, '') || 'vault';
  if (!(await slugIsTaken(db, base))) return base;
  // A random tail tells nothing of how many other vaults bear the name, in whichever workspace.
  return `${base}-${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;
}

async function mustFind(db: Db, id: Id): Promise<Vault> {
  const vault = await findVault(db, id);
  if (!vault) throw notFound('Vault');
  return vault;
}
