// Shares: which asset or folder an outsider may read, until when and how often.
import { type RawBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { type ListQuery, type Page, SHARE_FIELDS } from './filters.ts';
import { conditionsOf, listCountedPage } from './lists.ts';
import type { ShareTable } from './schema.ts';

export interface Share {
  readonly id: Id;
  readonly workspaceId: Id;
  /** One of the two is set. */
  readonly assetId: Id | null;
  readonly folderId: Id | null;
  readonly passwordHash: string | null;
  readonly expiresAt: number | null;
  readonly maxDownloads: number | null;
  readonly downloadCount: number;
  readonly viewCount: number;
  readonly lastAccessedAt: number | null;
  readonly recipients: readonly string[];
  readonly note: string | null;
  readonly isActive: boolean;
  readonly createdAt: number;
  readonly createdBy: string | null;
}

const toShare = (row: Selectable<ShareTable>): Share => ({
  id: row.id,
  workspaceId: row.workspace_id,
  assetId: row.asset_id,
  folderId: row.folder_id,
  passwordHash: row.password_hash,
  expiresAt: row.expires_at,
  maxDownloads: row.max_downloads,
  downloadCount: row.download_count,
  viewCount: row.view_count,
  lastAccessedAt: row.last_accessed_at,
  recipients: JSON.parse(row.recipients),
  note: row.note,
  isActive: row.is_active === 1,
  createdAt: row.created_at,
  createdBy: row.created_by,
});

export async function findShare(db: Db, id: Id): Promise<Share | undefined> {
  const row = await db.selectFrom('shares').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toShare(row);
}

/** Newest first. */
export async function listSharesOf(db: Db, target: { assetId: Id } | { folderId: Id }): Promise<Share[]> {
  const select = db.selectFrom('shares').selectAll();
  const filtered =
    'assetId' in target
      ? select.where('asset_id', '=', target.assetId)
      : select.where('folder_id', '=', target.folderId);
  return (await filtered.orderBy('created_at', 'desc').orderBy('id', 'desc').execute()).map(toShare);
}

export async function listShares(db: Db, query: ListQuery): Promise<Page<Share>> {
  const conditions: RawBuilder<SqlBool>[] = [
    sql`workspace_id = ${query.workspaceId}`,
    ...(query.vaultId
      ? [
          sql<SqlBool>`(asset_id in (select id from assets where vault_id = ${query.vaultId})
            or folder_id in (select id from folders where vault_id = ${query.vaultId}))`,
        ]
      : []),
    ...conditionsOf(SHARE_FIELDS, query.filters),
  ];
  const { rows, next, total } = await listCountedPage<ShareTable>(db, 'shares', conditions, query);
  return { items: rows.map(toShare), next, total };
}

export async function insertShare(db: Db, row: ShareTable): Promise<void> {
  await db.insertInto('shares').values(row).execute();
}

export async function updateShare(db: Db, id: Id, changes: Updateable<ShareTable>): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await db.updateTable('shares').set(changes).where('id', '=', id).execute();
}

/** Nothing where it is gone. */
export async function addShareView(db: Db, id: Id, now: number): Promise<void> {
  await db
    .updateTable('shares')
    .set({ view_count: sql`view_count + 1`, last_accessed_at: now })
    .where('id', '=', id)
    .execute();
}

export async function deleteShare(db: Db, id: Id): Promise<void> {
  await db.deleteFrom('shares').where('id', '=', id).execute();
}
