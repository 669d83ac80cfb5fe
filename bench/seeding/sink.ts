// Where the rows of a seeded database go: the columns that are given, in order, and what an engine does with a row.
import type { Id } from '../../src/core/ids.ts';

export const COLUMNS = {
  workspaces: ['id', 'name', 'created_at'],
  folders: ['id', 'workspace_id', 'parent_id', 'name', 'name_key', 'depth', 'vault_id', 'created_at', 'updated_at'],
  vaults: ['id', 'workspace_id', 'slug', 'visibility'],
  blobs: ['sha256', 'size', 'crc32', 'reference_count', 'created_at'],
  assets: [
    ...['id', 'workspace_id', 'folder_id', 'kind', 'name', 'name_key', 'slug', 'title', 'title_key', 'description'],
    ...['mime_type', 'extension', 'sha256', 'size', 'width', 'height', 'duration', 'media_state', 'tags', 'metadata'],
    ...['is_public', 'version', 'vault_id', 'partition', 'collection', 'channel', 'created_at', 'updated_at'],
    ...['content_at', 'trashed_at', 'trash_root_id'],
  ],
  asset_tags: ['workspace_id', 'tag', 'asset_seq'],
  events: ['workspace_id', 'asset_id', 'type', 'at', 'info'],
  versions: ['asset_id', 'number', 'sha256', 'size', 'mime_type', 'kind', 'name', 'created_at'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SeedTable = keyof typeof COLUMNS;
export type SeedValue = string | number | null;

export interface SeedText {
  readonly seq: number;
  readonly workspaceId: Id;
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tags: string;
}

export interface SeedSink {
  insert(table: SeedTable, ...row: readonly SeedValue[]): void;
  /** Into the full-text index. */
  insertText(text: SeedText): void;
  /** Waits until what came before has been taken. */
  endBatch(): Promise<void>;
}
