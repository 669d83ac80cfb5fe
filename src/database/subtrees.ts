// What happens to everything below a folder at once, in a few statements however many records there are.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { countMany } from './counts.ts';
import type { Db } from './db.ts';
import { subtree } from './folders.ts';
import { deleteMany } from './purging.ts';

export async function setSubtreeDepths(db: Db, id: Id, delta: number): Promise<void> {
  if (delta !== 0) await sql`update folders set depth = depth + ${delta} where id in ${subtree(id)}`.execute(db);
}

/** The folders get that vault; the assets lose the address they had (see `addressSubtree`). */
export async function setSubtreeVault(db: Db, id: Id, vaultId: Id | null): Promise<void> {
  await sql`update folders set vault_id = ${vaultId} where id in ${subtree(id)}`.execute(db);
  await sql`
    update assets set vault_id = null, "partition" = null, "collection" = null, channel = null
    where folder_id in ${subtree(id)} and vault_id is not null`.execute(db);
}

/** Live assets with bytes at any depth below. */
const liveBelow = (id: Id): RawBuilder<SqlBool> =>
  sql<SqlBool>`folder_id in ${subtree(id)} and trashed_at is null and sha256 is not null`;

/** The assets that `gather` has put together. */
const GATHERED = sql<SqlBool>`seq in (select seq from gathered)`;
const GATHERED_WITH_BYTES = sql<SqlBool>`${GATHERED} and sha256 is not null`;

/** A row that can not be changed ends the transaction anyway, so nothing need be kept as it was before the statement. */
const updateAssets = (db: Db) => sql.raw(`${db.traits.updateMany} assets`);

/**
 * Looks once for the assets that several statements are about, and has them found in the order in which they were written:
 * many of their neighbours in the indexes are then changed together. The next one replaces them.
 */
async function gather(db: Db, assets: RawBuilder<SqlBool>): Promise<void> {
  await sql`create temp table if not exists gathered (seq ${sql.raw(db.traits.serial)} primary key)`.execute(db);
  await sql`delete from gathered`.execute(db);
  await sql`insert into gathered (seq) select seq from assets where ${assets}`.execute(db);
}

/** Marks everything live below (and the folder itself) as trashed with it; answers how many folders that were. */
export async function trashSubtree(db: Db, workspaceId: Id, id: Id, now: number): Promise<number> {
  await gather(db, sql`folder_id in ${subtree(id)} and trashed_at is null`);
  await countMany(db, workspaceId, GATHERED_WITH_BYTES, -1);
  await sql`${updateAssets(db)} set trashed_at = ${now}, trash_root_id = ${id} where ${GATHERED}`.execute(db);
  const result = await sql`
    update folders set trashed_at = ${now}, trash_root_id = ${id} where id in ${subtree(id)} and trashed_at is null`.execute(
    db,
  );
  return Number(result.numAffectedRows ?? 0);
}

/** What went to the trash with `from`, of all below the folder and of itself, is as if the folder had been trashed itself. */
export async function setTrashRoot(db: Db, id: Id, from: Id | null): Promise<void> {
  await gather(db, sql`folder_id in ${subtree(id)} and trash_root_id = ${from}`);
  await sql`${updateAssets(db)} set trash_root_id = ${id} where ${GATHERED}`.execute(db);
  await sql`update folders set trash_root_id = ${id} where id in ${subtree(id)} and trash_root_id = ${from}`.execute(
    db,
  );
}

/** Undoes `trashSubtree`: what went with this root comes back, what was trashed before stays. */
export async function restoreSubtree(db: Db, workspaceId: Id, rootId: Id): Promise<number> {
  await gather(db, sql`trash_root_id = ${rootId}`);
  await sql`${updateAssets(db)} set trashed_at = null, trash_root_id = null where ${GATHERED}`.execute(db);
  const result =
    await sql`update folders set trashed_at = null, trash_root_id = null where trash_root_id = ${rootId}`.execute(db);
  await countMany(db, workspaceId, GATHERED_WITH_BYTES, 1);
  return Number(result.numAffectedRows ?? 0);
}

/** Removes the records of everything below and of the folder itself, trashed or live. The totals above are the caller's. */
export async function deleteSubtree(db: Db, workspaceId: Id, id: Id, now: number, actor: string | null): Promise<void> {
  await gather(db, sql`folder_id in ${subtree(id)}`);
  await countMany(db, workspaceId, sql`${GATHERED_WITH_BYTES} and trashed_at is null`, -1);
  await deleteMany(db, GATHERED, now, actor);
  const folders = await sql<{ live: number }>`
    select count(*) as live from folders where id in ${subtree(id)} and trashed_at is null`.execute(db);
  await sql`update workspaces set folder_count = folder_count - ${Number(folders.rows[0]?.live ?? 0)} where id = ${workspaceId}`.execute(
    db,
  );
  await sql`delete from folders where id in ${subtree(id)}`.execute(db);
}

/** Gives every asset in a folder of the subtree that lies at the depth of channels its vault address. */
export async function addressSubtree(db: Db, id: Id, channelDepth: number): Promise<void> {
  await sql`
    update assets set
      vault_id = channel.vault_id, "partition" = area.name, "collection" = collection.name, channel = channel.name
    from folders as channel
    join folders as collection on collection.id = channel.parent_id
    join folders as area on area.id = collection.parent_id
    where assets.folder_id = channel.id and channel.id in ${subtree(id)} and channel.depth = ${channelDepth}`.execute(
    db,
  );
}

/**
 * What keeps a subtree from lying in a vault: two live folders of one name and parent, two live assets of one name and
 * folder, or live assets at another depth than `depth`.
 */
export async function findVaultObstacle(
  db: Db,
  id: Id,
  depth: number,
): Promise<'folder' | 'double' | 'depth' | undefined> {
  const folders = await sql`
    select 1 from folders where id in ${subtree(id)} and trashed_at is null group by parent_id, name having count(*) > 1 limit 1`.execute(
    db,
  );
  if (folders.rows.length > 0) return 'folder';
  const doubles = await sql`
    select 1 from assets where ${liveBelow(id)} group by folder_id, name having count(*) > 1 limit 1`.execute(db);
  if (doubles.rows.length > 0) return 'double';
  const misplaced = await sql`
    select 1 from assets where ${liveBelow(id)} and folder_id in (select id from folders where id in ${subtree(id)} and depth <> ${depth}) limit 1`.execute(
    db,
  );
  return misplaced.rows.length > 0 ? 'depth' : undefined;
}
