// References: what the library lists beside assets and has no bytes. They lie in the assets' table, without a blob, where no
// list of assets sees them.
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import type { AssetTable } from './schema.ts';
import type { Searchable } from './search.ts';

export const REFERENCE_KINDS = ['link', 'external_video', 'collection', 'git'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export interface Reference {
  readonly seq: number;
  readonly id: Id;
  readonly workspaceId: Id;
  readonly kind: ReferenceKind;
  readonly title: string;
  /** Unique in the workspace. */
  readonly slug: string;
  readonly description: string | null;
  readonly externalUrl: string | null;
  /** Of a collection: the publications in it that are neither in the trash nor expired, in its order. */
  readonly items: readonly Id[];
  readonly isPublic: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string | null;
  readonly expiresAt: number | null;
  readonly trashedAt: number | null;
}

export const toReference = (row: Selectable<AssetTable>, items: readonly Id[] = []): Reference => ({
  seq: row.seq,
  id: row.id,
  workspaceId: row.workspace_id,
  kind: row.kind as ReferenceKind,
  title: row.title ?? '',
  slug: row.slug,
  description: row.description,
  externalUrl: row.external_url,
  items,
  isPublic: row.is_public === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  trashedAt: row.trashed_at,
});

/** By id, trashed or not. */
export async function findReference(db: Db, id: Id): Promise<Reference | undefined> {
  return (await findReferences(db, [id]))[0];
}

/** Those of the ids that exist, in no particular order. */
export async function findReferences(db: Db, ids: readonly Id[]): Promise<Reference[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('assets').selectAll().where('id', 'in', ids).where('sha256', 'is', null).execute();
  const items = await findItems(db, rows);
  return rows.map((row) => toReference(row, items.get(row.id)));
}

/** As the text index takes it. */
export const searchableReference = (reference: Reference): Searchable => ({
  ...reference,
  name: '',
  extension: '',
  tags: [],
  mimeType: '',
  sha256: null,
});

/** By order of arrival, trashed or not. */
export async function findReferenceBySeq(db: Db, seq: number): Promise<Reference | undefined> {
  const row = await db
    .selectFrom('assets')
    .selectAll()
    .where('seq', '=', seq)
    .where('sha256', 'is', null)
    .executeTakeFirst();
  return row && toReference(row);
}

/** Columns that have a meaning for assets with bytes alone. */
const NO_BYTES = {
  folder_id: null,
  name: '',
  name_key: '',
  mime_type: '',
  extension: '',
  sha256: null,
  size: 0,
  media_state: 'no_preview',
  media_reason: null,
  tags: '[]',
  metadata: '{}',
  download_count: 0,
  version: 1,
} as const;

export async function insertReference(
  db: Db,
  row: Omit<Insertable<AssetTable>, keyof typeof NO_BYTES | NotOfReferences>,
): Promise<void> {
  await db
    .insertInto('assets')
    .values({ ...NO_BYTES, ...row })
    .execute();
}
type NotOfReferences =
  | 'seq'
  | 'width'
  | 'height'
  | 'duration'
  | 'page_count'
  | 'word_count'
  | 'vault_id'
  | 'partition'
  | 'collection'
  | 'channel';

/** What the collections among the rows hold, as far as it is neither in the trash nor expired. */
export async function findItems(
  db: Db,
  rows: readonly Pick<Selectable<AssetTable>, 'id' | 'kind'>[],
): Promise<Map<Id, Id[]>> {
  const collections = rows.filter((row) => row.kind === 'collection').map((row) => row.id);
  const items = new Map<Id, Id[]>(collections.map((id) => [id, []]));
  if (collections.length === 0) return items;
  const found = await db
    .selectFrom('collection_items')
    .innerJoin('assets', 'assets.id', 'collection_items.item_id')
    .select(['collection_id', 'item_id'])
    .where('collection_id', 'in', collections)
    .where(isPublished(Date.now()))
    .orderBy('collection_id')
    .orderBy('position')
    .execute();
  for (const { collection_id, item_id } of found) items.get(collection_id)?.push(item_id);
  return items;
}

/** Those of the ids that are of publications of the workspace, by that time (Unix milliseconds). */
export async function findPublishedIds(db: Db, workspaceId: Id, ids: readonly Id[], now: number): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('assets')
    .select('id')
    .where('id', 'in', ids)
    .where('workspace_id', '=', workspaceId)
    .where(isPublished(now))
    .execute();
  return new Set(rows.map((row) => row.id));
}

const isPublished = (now: number) => sql<boolean>`(trashed_at is null and (expires_at is null or expires_at > ${now}))`;

/** Makes the items of a collection those given. */
export async function replaceItems(db: Db, collectionId: Id, items: readonly Id[]): Promise<void> {
  await db.deleteFrom('collection_items').where('collection_id', '=', collectionId).execute();
  if (items.length === 0) return;
  await db
    .insertInto('collection_items')
    .values(items.map((item, position) => ({ collection_id: collectionId, position, item_id: item })))
    .execute();
}
