// What goes into a zip: assets with the facts of their blobs, in an order that is the same every time.
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';

export interface ArchiveFile {
  readonly id: Id;
  readonly name: string;
  readonly nameKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  readonly contentAt: number;
}

const files = (db: Db) =>
  db
    .selectFrom('assets')
    .innerJoin('blobs', 'blobs.sha256', 'assets.sha256')
    .select([
      'assets.id',
      'assets.name',
      'assets.name_key as nameKey',
      'blobs.sha256',
      'blobs.size as sizeBytes',
      'blobs.crc32',
      'assets.content_at as contentAt',
    ])
    .where('assets.trashed_at', 'is', null)
    .where((is) => is.or([is('assets.expires_at', 'is', null), is('assets.expires_at', '>', Date.now())]));

export async function findArchiveFiles(db: Db, ids: readonly Id[]): Promise<ArchiveFile[]> {
  if (ids.length === 0) return [];
  const found = new Map((await files(db).where('assets.id', 'in', ids).execute()).map((file) => [file.id, file]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The files directly in a folder by name, after `after`. */
export async function listArchiveFiles(
  db: Db,
  query: { workspaceId: Id; folderId: Id; after: ArchiveFile | undefined; limit: number },
): Promise<ArchiveFile[]> {
  let rows = files(db).where('workspace_id', '=', query.workspaceId).where('folder_id', '=', query.folderId);
  const { after } = query;
  if (after)
    rows = rows.where((is) => is(is.refTuple('name_key', 'assets.id'), '>', is.tuple(after.nameKey, after.id)));
  return rows.orderBy('name_key').orderBy('assets.id').limit(query.limit).execute();
}
