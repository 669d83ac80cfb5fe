// Removing many assets for good in a few statements, and a trashed folder of any size in steps.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { addToFolder } from './folders.ts';
import { unindexMany } from './search.ts';

/** Removes the records of the selected assets, each in the log. What counts them is the caller's. */
export async function deleteMany(
  db: Db,
  assets: RawBuilder<SqlBool>,
  now: number,
  actor: string | null,
): Promise<void> {
  await unindexMany(db, assets);
  await sql`
    insert into events (workspace_id, asset_id, folder_id, type, actor, at, info)
    select workspace_id, id, null, 'deleted', cast(${actor} as text), cast(${now} as bigint), '{}'
    from assets where ${assets}`.execute(db);
  await releaseBlobsOf(db, assets, now);
  await sql`delete from assets where ${assets}`.execute(db);
}

/** The selected assets and their versions no longer name their blobs. */
async function releaseBlobsOf(db: Db, assets: RawBuilder<SqlBool>, now: number): Promise<void> {
  await sql`
    update blobs set
      reference_count = reference_count - gone.times,
      unreferenced_at = case when reference_count <= gone.times then cast(${now} as bigint) end
    from (
      select sha256, count(*) as times from (
        select sha256 from assets where ${assets} and sha256 is not null
        union all
        select sha256 from versions where asset_id in (select id from assets where ${assets})
      ) as named group by sha256
    ) as gone
    where blobs.sha256 = gone.sha256`.execute(db);
}

export interface PurgeStep {
  readonly rootId: Id;
  /** Assets and folders removed at most. */
  readonly limit: number;
  readonly now: number;
  readonly actor: string | null;
}

/**
 * Removes some of what lies in the subtree of a trashed folder, whatever took it to the trash, and in the end the folder
 * itself. Answers whether anything is left. What remains is counted rightly after every step.
 */
export async function purgeBatch(db: Db, { rootId, limit, now, actor }: PurgeStep): Promise<boolean> {
  const root = await findTrashedFolder(db, 'id', rootId);
  const path = root ? [root] : [];
  // A folder comes after all that lie below it, so it is empty once its assets are gone.
  for (let left = limit, folder = root; folder; folder = path.at(-1)) {
    const child = await findTrashedFolder(db, 'parent_id', folder.id);
    if (child) {
      path.push(child);
      continue;
    }
    left -= await purgeAssetsIn(db, folder, left, now, actor);
    if (left <= 0) return true;
    await removeEmptyFolder(db, folder);
    path.pop();
    left--;
    if (left <= 0) return path.length > 0;
  }
  return false;
}

interface TrashedFolder {
  readonly id: Id;
  readonly parent_id: Id | null;
  readonly trash_root_id: Id | null;
}

/** The folder of that id, or one with that parent. */
async function findTrashedFolder(db: Db, column: 'id' | 'parent_id', id: Id): Promise<TrashedFolder | undefined> {
  return db
    .selectFrom('folders')
    .select(['id', 'parent_id', 'trash_root_id'])
    .where(column, '=', id)
    .limit(1)
    .executeTakeFirst();
}

/** Answers how many were removed. */
async function purgeAssetsIn(
  db: Db,
  folder: TrashedFolder,
  limit: number,
  now: number,
  actor: string | null,
): Promise<number> {
  const some = sql<SqlBool>`seq in (select seq from assets where folder_id = ${folder.id} order by seq limit ${limit})`;
  // A trashed folder counts what was trashed with it.
  const { rows } = await sql<{ found: number; counted: number; bytes: number }>`
    select count(*) as found, count(case when counts then 1 end) as counted,
      coalesce(sum(case when counts then size end), 0) as bytes
    from (select size, sha256 is not null and trash_root_id is not distinct from ${folder.trash_root_id} as counts
      from assets where ${some}) as batch`.execute(db);
  const { found = 0, counted = 0, bytes = 0 } = rows[0] ?? {};
  if (Number(found) === 0) return 0;
  await addToFolder(db, folder.id, {
    assets: -Number(counted),
    totalAssets: -Number(counted),
    totalBytes: -Number(bytes),
  });
  await deleteMany(db, some, now, actor);
  return Number(found);
}

async function removeEmptyFolder(db: Db, { id, parent_id, trash_root_id }: TrashedFolder): Promise<void> {
  await sql`
    update folders set folder_count = folder_count - 1
    where id = ${parent_id} and trash_root_id is not distinct from ${trash_root_id}`.execute(db);
  await db.deleteFrom('folders').where('id', '=', id).execute();
}
