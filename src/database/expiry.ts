// Live assets and folders whose expiry has passed.
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';

/** Longest expired first. */
export async function listExpiredAssets(db: Db, now: number, limit: number): Promise<Asset[]> {
  const rows = await db
    .selectFrom('assets')
    .selectAll()
    .where('expires_at', '<=', now)
    .where('expires_at', 'is not', null)
    .where('trashed_at', 'is', null)
    .where('sha256', 'is not', null)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  return rows.map(toAsset);
}

/** Longest expired first. */
export async function listExpiredFolders(db: Db, now: number, limit: number): Promise<{ id: Id }[]> {
  return db
    .selectFrom('folders')
    .select('id')
    .where('expires_at', '<=', now)
    .where('expires_at', 'is not', null)
    .where('trashed_at', 'is', null)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
}

/** Whether there are any. */
export async function findsExpired(db: Db, now: number): Promise<boolean> {
  return (await listExpiredAssets(db, now, 1)).length > 0 || (await listExpiredFolders(db, now, 1)).length > 0;
}
