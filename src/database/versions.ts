// Earlier bytes of assets, and pictures derived from bytes.
import type { Selectable } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import type { Original } from './media.ts';
import type { RenditionTable, VersionTable } from './schema.ts';

export interface Version {
  readonly assetId: Id;
  readonly number: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mimeType: string;
  readonly kind: string;
  readonly name: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly createdAt: number;
  readonly createdBy: string | null;
}

const toVersion = (row: Selectable<VersionTable>): Version => ({
  assetId: row.asset_id,
  number: row.number,
  sha256: row.sha256,
  sizeBytes: row.size,
  mimeType: row.mime_type,
  kind: row.kind,
  name: row.name,
  width: row.width,
  height: row.height,
  createdAt: row.created_at,
  createdBy: row.created_by,
});

/** What the column can hold. */
const MOST_VERSIONS = 2 ** 31 - 1;

/** Newest first, without the current one. */
export async function listVersions(db: Db, assetId: Id): Promise<Version[]> {
  const rows = await db
    .selectFrom('versions')
    .selectAll()
    .where('asset_id', '=', assetId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(toVersion);
}

/** Undefined also for what no version can have as its number. */
export async function findVersion(db: Db, assetId: Id, number: number): Promise<Version | undefined> {
  if (!Number.isInteger(number) || number > MOST_VERSIONS) return undefined;
  const row = await db
    .selectFrom('versions')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && toVersion(row);
}

export async function insertVersion(db: Db, version: Version): Promise<void> {
  await db
    .insertInto('versions')
    .values({
      asset_id: version.assetId,
      number: version.number,
      sha256: version.sha256,
      size: version.sizeBytes,
      mime_type: version.mimeType,
      kind: version.kind,
      name: version.name,
      width: version.width,
      height: version.height,
      created_at: version.createdAt,
      created_by: version.createdBy,
    })
    .execute();
}

export interface Rendition {
  readonly sourceSha256: string;
  /** What the source was looked at as. */
  readonly sourceType: string;
  readonly preset: string;
  readonly sha256: string;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
  readonly createdAt: number;
}

const toRendition = (row: Selectable<RenditionTable>): Rendition => ({
  sourceSha256: row.source_sha256,
  sourceType: row.source_type,
  preset: row.preset,
  sha256: row.sha256,
  mimeType: row.mime_type,
  width: row.width,
  height: row.height,
  createdAt: row.created_at,
});

export async function findRendition(db: Db, source: Original, preset: string): Promise<Rendition | undefined> {
  const row = await db
    .selectFrom('renditions')
    .selectAll()
    .where('source_sha256', '=', source.sha256)
    .where('source_type', '=', source.mimeType)
    .where('preset', '=', preset)
    .executeTakeFirst();
  return row && toRendition(row);
}

export async function insertRendition(db: Db, rendition: Rendition): Promise<void> {
  await db
    .insertInto('renditions')
    .values({
      source_sha256: rendition.sourceSha256,
      source_type: rendition.sourceType,
      preset: rendition.preset,
      sha256: rendition.sha256,
      mime_type: rendition.mimeType,
      width: rendition.width,
      height: rendition.height,
      created_at: rendition.createdAt,
    })
    .execute();
}

/** Of bytes, whatever they were looked at as, or only as this type. Answers the hashes of the pictures' own bytes. */
export async function deleteRenditions(db: Db, sourceSha256: string, sourceType?: string): Promise<string[]> {
  const rows = await db
    .deleteFrom('renditions')
    .where('source_sha256', '=', sourceSha256)
    .$if(sourceType !== undefined, (deleting) => deleting.where('source_type', '=', sourceType ?? ''))
    .returning('sha256')
    .execute();
  return rows.map((row) => row.sha256);
}

/** Renditions that have these bytes; answers how many there were. Looks at every rendition. */
export async function deleteRenditionsOf(db: Db, sha256: string): Promise<number> {
  const result = await db.deleteFrom('renditions').where('sha256', '=', sha256).executeTakeFirst();
  return Number(result.numDeletedRows);
}
