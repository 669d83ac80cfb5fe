// Uploads that come in pieces: what was said of them, and what became of them. Their bytes are elsewhere (core/ports.ts).
import type { Selectable } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import type { ResumableUploadTable } from './schema.ts';

export interface ResumableUpload {
  readonly id: string;
  /** Who began it, and may go on with it. */
  readonly creator: string;
  /** As it was sent: nothing of it is checked here. */
  readonly metadata: Readonly<Record<string, string | null>>;
  /** Null until it was said. */
  readonly sizeBytes: number | null;
  readonly createdAt: number;
  /** What it became; null until its last byte is in the library. */
  readonly assetId: Id | null;
}

const toUpload = (row: Selectable<ResumableUploadTable>): ResumableUpload => ({
  id: row.id,
  creator: row.creator,
  metadata: JSON.parse(row.metadata),
  sizeBytes: row.size,
  createdAt: row.created_at,
  assetId: row.asset_id,
});

export async function insertResumableUpload(db: Db, upload: Omit<ResumableUpload, 'assetId'>): Promise<void> {
  await db
    .insertInto('resumable_uploads')
    .values({
      id: upload.id,
      creator: upload.creator,
      metadata: JSON.stringify(upload.metadata),
      size: upload.sizeBytes,
      created_at: upload.createdAt,
      asset_id: null,
    })
    .execute();
}

export async function findResumableUpload(db: Db, id: string): Promise<ResumableUpload | undefined> {
  const row = await db.selectFrom('resumable_uploads').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toUpload(row);
}

/** False where it was said before. */
export async function setUploadSize(db: Db, id: string, size: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('resumable_uploads')
    .set({ size })
    .where('id', '=', id)
    .where('size', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function setUploadAsset(db: Db, id: string, assetId: Id): Promise<void> {
  await db.updateTable('resumable_uploads').set({ asset_id: assetId }).where('id', '=', id).execute();
}

export async function deleteResumableUpload(db: Db, id: string): Promise<void> {
  await db.deleteFrom('resumable_uploads').where('id', '=', id).execute();
}

/** Oldest first. */
export async function listResumableUploadsBefore(db: Db, before: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('resumable_uploads')
    .select('id')
    .where('created_at', '<', before)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
