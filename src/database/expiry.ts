// Live assets and folders whose expiry has passed.
import { type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';

/** Not by an index that begins with the workspace, of which all would be looked at: what has expired is little, and has its own. */
const isIn = (workspaceId: Id) => sql<SqlBool>`workspace_id || '' = ${workspaceId}`;

/** Longest expired first. */
export async function listExpiredAssets(db: Db, workspaceId: Id, now: number, limit: number): Promise<Asset[]> {
  const rows = await db
    .selectFrom('assets')
    .selectAll()
    .where(isIn(workspaceId))
    .where('expires_at', '<=', now)
    .where('expires_at', 'is not', null)
    .where('trashed_at', 'is', null)
    .where('sha256', 'is not', null)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  return rows.map(toAsset);
}

/** The one that has expired longest. */
export async function findExpiredFolder(db: Db, workspaceId: Id, now: number): Promise<{ id: Id } | undefined> {
  return db
    .selectFrom('folders')
    .select('id')
    .where(isIn(workspaceId))
    .where('expires_at', '<=', now)
    .where('expires_at', 'is not', null)
    .where('trashed_at', 'is', null)
    .orderBy('expires_at')
    .limit(1)
    .executeTakeFirst();
}

const hasExpired = (now: number) => sql`expires_at <= ${now} and expires_at is not null and trashed_at is null`;

/** Whether there are any, wherever. */
export async function findsExpired(db: Db, now: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from assets where ${hasExpired(now)} and sha256 is not null
    union all select 1 from folders where ${hasExpired(now)} limit 1`.execute(db);
  return rows.length > 0;
}

/** Workspaces that have any. Looks at all of them. */
export async function listWorkspacesWithExpired(db: Db, now: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`${sql.raw(SLOW)}
    select workspace_id as id from assets where ${hasExpired(now)} and sha256 is not null
    union select workspace_id from folders where ${hasExpired(now)}`.execute(db);
  return rows.map((row) => row.id);
}
