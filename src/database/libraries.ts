// Libraries: the top-level folders, vaults included, and the collections of a workspace, in one list by title.
import { sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import { type Folder, findFolders } from './folders.ts';
import { expired, type PublishedSight } from './publications.ts';
import { findReferences, type Reference } from './references.ts';

export type LibraryRecord =
  | { readonly type: 'folder'; readonly folder: Folder /** Of a vault. */; readonly slug: string | undefined }
  | { readonly type: 'collection'; readonly collection: Reference };

export interface LibraryRecords {
  readonly items: LibraryRecord[];
  readonly total: number;
}

export async function listLibraries(
  db: Db,
  sight: PublishedSight,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<LibraryRecords> {
  const all = librariesOf(sight);
  const counted = await sql<{
    total: number;
  }>`${sql.raw(SLOW)} select count(*) as total from (${all}) as libraries`.execute(db);
  const total = Number(counted.rows[0]?.total ?? 0);
  if (offset >= total) return { items: [], total };
  const { rows } = await sql<{ type: string; id: Id }>`${sql.raw(SLOW)}
    ${all} order by place, id limit ${limit} offset ${offset}`.execute(db);
  const idsOf = (type: string) => rows.filter((row) => row.type === type).map((row) => row.id);
  const folders = await folderLibraries(db, idsOf('folder'));
  const collections = new Map((await findReferences(db, idsOf('collection'))).map((one) => [one.id, one]));
  const items = rows.flatMap(({ id }): LibraryRecord[] => {
    const collection = collections.get(id);
    const folder = folders.get(id);
    return [...(folder ? [folder] : []), ...(collection ? [{ type: 'collection' as const, collection }] : [])];
  });
  return { items, total };
}

export async function folderLibraries(db: Db, ids: readonly Id[]): Promise<Map<Id, LibraryRecord>> {
  if (ids.length === 0) return new Map();
  const vaults = await db.selectFrom('vaults').select(['id', 'slug']).where('id', 'in', ids).execute();
  const slugs = new Map(vaults.map(({ id, slug }) => [id, slug]));
  return new Map(
    (await findFolders(db, ids)).map((folder) => [folder.id, { type: 'folder', folder, slug: slugs.get(folder.id) }]),
  );
}

const librariesOf = (sight: PublishedSight) =>
  sight.vaultId === null ? sql`${folders(sight)} union all ${collections(sight)}` : folders(sight);

const folders = ({ workspaceId, vaultId, now }: PublishedSight) => sql`
  select 'folder' as type, id, name_key as place from folders
  where workspace_id = ${workspaceId} and parent_id is null and trashed_at is null
    and id not in (select id from folders where expires_at <= ${now} and expires_at is not null and trashed_at is null)
    ${vaultId === null ? sql`` : sql`and id = ${vaultId}`}`;

const collections = (sight: PublishedSight) => sql`
  select 'collection' as type, id, title_key as place from assets
  where workspace_id = ${sight.workspaceId} and kind = 'collection' and trashed_at is null and sha256 is null
    and seq not in (${expired(sight)})`;
