// The tables that make a library, and how their rows are told apart: what is copied from one database to another.
import type { Schema } from '../schema.ts';

export type TableName = keyof Schema;

export interface CopiedTable {
  readonly name: TableName;
  /** Its primary key, by which pages go. */
  readonly key: readonly string[];
  /** What else is unique in it. */
  readonly unique?: readonly UniqueColumns[];
  /** Rows read at once, where they can be large. */
  readonly rowsAtOnce?: number;
}

/** Texts that are unique together, in the rows of the index. */
export interface UniqueColumns {
  readonly columns: readonly string[];
  /** Columns that are null in the rows of the index, and such that are not. */
  readonly absent?: readonly string[];
  readonly present?: readonly string[];
}

/** What a row refers to comes before it. */
export const COPIED_TABLES: readonly CopiedTable[] = [
  { name: 'instance', key: ['name'] },
  { name: 'workspaces', key: ['id'] },
  { name: 'users', key: ['id'], unique: [{ columns: ['email'] }] },
  { name: 'sessions', key: ['token_hash'] },
  { name: 'password_links', key: ['user_id'], unique: [{ columns: ['token_hash'] }] },
  { name: 'usage_days', key: ['workspace_id', 'day'] },
  {
    name: 'folders',
    key: ['id'],
    unique: [{ columns: ['parent_id', 'name'], present: ['vault_id'], absent: ['trashed_at'] }],
  },
  { name: 'vaults', key: ['id'], unique: [{ columns: ['slug'] }] },
  { name: 'revoked_urls', key: ['vault_id', 'token'] },
  { name: 'url_generations', key: ['vault_id', 'address'] },
  { name: 'keys', key: ['id'], unique: [{ columns: ['token_hash'] }] },
  { name: 'blobs', key: ['sha256'] },
  // Texts of up to a megabyte.
  { name: 'media', key: ['sha256', 'mime_type'], rowsAtOnce: 50 },
  { name: 'renditions', key: ['source_sha256', 'source_type', 'preset'] },
  {
    name: 'assets',
    key: ['seq'],
    unique: [
      { columns: ['id'] },
      { columns: ['workspace_id', 'slug'] },
      {
        columns: ['vault_id', 'partition', 'collection', 'channel', 'name'],
        present: ['vault_id', 'sha256'],
        absent: ['trashed_at'],
      },
    ],
  },
  { name: 'asset_tags', key: ['workspace_id', 'tag', 'asset_seq'] },
  { name: 'slug_counters', key: ['workspace_id', 'base'] },
  { name: 'collection_items', key: ['collection_id', 'position'] },
  { name: 'asset_counts', key: ['workspace_id', 'dimension', 'value'] },
  { name: 'versions', key: ['asset_id', 'number'] },
  { name: 'shares', key: ['id'] },
  { name: 'events', key: ['seq'] },
  { name: 'idempotency', key: ['key'] },
  { name: 'imports', key: ['workspace_id', 'source', 'remote_id'] },
  { name: 'bulk_changes', key: ['id'] },
  { name: 'bulk_change_steps', key: ['change_id', 'number'], rowsAtOnce: 50 },
  { name: 'jobs', key: ['id'] },
  { name: 'attempts', key: ['key'] },
];

/** Tables that stay, each with its reason; the full-text index is made anew. */
export const LEFT_TABLES = {
  moves: 'tells what this very database is to a move',
  changes: 'tells what this very database still has to hand over',
  scrubs: 'each set of servers has its own rounds',
  tasks: 'each set of servers has its own rounds',
  resumable_uploads: 'their bytes lie where the server that takes them keeps them',
} as const satisfies Partial<Record<TableName, string>>;

/** Of what stays, what must not grow any more either. */
export const SEALED_TABLES: readonly TableName[] = [...COPIED_TABLES.map(({ name }) => name), 'resumable_uploads'];

/** Throws for a name that stands for no such table. */
export function copiedTable(name: string): CopiedTable {
  const found = COPIED_TABLES.find((table) => table.name === name);
  if (!found) throw new TypeError(`${name} is not copied`);
  return found;
}
