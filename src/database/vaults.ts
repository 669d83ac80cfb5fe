// Vaults: a top-level folder each, with what makes it a vault; and their assets, newest first.
import type { Selectable, Updateable } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import type { Position } from './filters.ts';
import type { FolderTable, VaultTable } from './schema.ts';

export type Visibility = 'public' | 'signed';

export interface Vault {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly name: string;
  readonly slug: string;
  readonly visibility: Visibility;
  /** Allowed transform presets; null: any transform. */
  readonly presets: readonly string[] | null;
  readonly signingGeneration: number;
  readonly assetCount: number;
  readonly totalBytes: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

type VaultRow = Selectable<VaultTable> &
  Pick<Selectable<FolderTable>, 'name' | 'total_assets' | 'total_bytes' | 'created_at' | 'updated_at'>;

const toVault = (row: VaultRow): Vault => ({
  id: row.id,
  workspaceId: row.workspace_id,
  name: row.name,
  slug: row.slug,
  visibility: row.visibility as Visibility,
  presets: row.presets === null ? null : JSON.parse(row.presets),
  signingGeneration: row.signing_generation,
  assetCount: row.total_assets,
  totalBytes: row.total_bytes,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const select = (db: Db) =>
  db
    .selectFrom('vaults')
    .innerJoin('folders', 'folders.id', 'vaults.id')
    .selectAll('vaults')
    .select(['folders.name', 'folders.total_assets', 'folders.total_bytes', 'folders.created_at', 'folders.updated_at'])
    .where('folders.trashed_at', 'is', null);

export async function findVault(db: Db, id: Id): Promise<Vault | undefined> {
  const row = await select(db).where('vaults.id', '=', id).executeTakeFirst();
  return row && toVault(row);
}

export async function findVaultBySlug(db: Db, slug: string): Promise<Vault | undefined> {
  const row = await select(db).where('slug', '=', slug).executeTakeFirst();
  return row && toVault(row);
}

export async function slugIsTaken(db: Db, slug: string): Promise<boolean> {
  return (await db.selectFrom('vaults').select('id').where('slug', '=', slug).executeTakeFirst()) !== undefined;
}

export interface VaultPage<T> {
  readonly items: T[];
  readonly next: Position | undefined;
}

/** Newest first; only the given one for an actor that is bound to it. */
export async function listVaults(
  db: Db,
  query: { workspaceId: Id; vaultId: Id | null; after?: Position | undefined; limit: number },
): Promise<VaultPage<Vault>> {
  let rows = select(db).where('vaults.workspace_id', '=', query.workspaceId);
  if (query.vaultId !== null) rows = rows.where('vaults.id', '=', query.vaultId);
  const { after } = query;
  if (after) {
    rows = rows.where((is) =>
      is(is.refTuple('folders.created_at', 'vaults.id'), '<', is.tuple(Number(after.value), after.id)),
    );
  }
  const found = await rows
    .orderBy('folders.created_at', 'desc')
    .orderBy('vaults.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return paged(found.map(toVault), query.limit);
}

export interface VaultAssetQuery {
  readonly vaultId: Id;
  readonly partition?: string | undefined;
  readonly collection?: string | undefined;
  readonly channel?: string | undefined;
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** Newest first. Each combination of the three filters has an index. */
export async function listVaultAssets(db: Db, query: VaultAssetQuery): Promise<VaultPage<Asset>> {
  let rows = db
    .selectFrom('assets')
    .selectAll()
    .where('vault_id', '=', query.vaultId)
    .where('trashed_at', 'is', null)
    .where('sha256', 'is not', null);
  for (const part of ['partition', 'collection', 'channel'] as const) {
    const value = query[part];
    if (value !== undefined) rows = rows.where(part, '=', value);
  }
  const { after } = query;
  if (after)
    rows = rows.where((is) => is(is.refTuple('created_at', 'id'), '<', is.tuple(Number(after.value), after.id)));
  const found = await rows
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return paged(found.map(toAsset), query.limit);
}

function paged<T extends { readonly createdAt: number; readonly id: Id }>(found: T[], limit: number): VaultPage<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? { value: last.createdAt, id: last.id } : undefined };
}

export async function insertVault(db: Db, row: VaultTable): Promise<void> {
  await db.insertInto('vaults').values(row).execute();
}

export async function updateVault(db: Db, id: Id, changes: Updateable<VaultTable>): Promise<void> {
  await db.updateTable('vaults').set(changes).where('id', '=', id).execute();
}

export async function deleteVault(db: Db, id: Id): Promise<void> {
  await db.deleteFrom('vaults').where('id', '=', id).execute();
}
