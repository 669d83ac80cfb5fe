// The tables as Kysely sees them. Times are Unix milliseconds, booleans 0 or 1, JSON is text: the same on both engines.
import type { Generated } from 'kysely';
import type { Id } from '../core/ids.ts';
import type {
  KeyTable,
  PasswordLinkTable,
  SessionTable,
  UsageDayTable,
  UserTable,
  WorkspaceTable,
} from './accounts.ts';
import type { BulkChangeStepTable, BulkChangeTable } from './bulk-change-tables.ts';

type Flag = 0 | 1;

export type * from './accounts.ts';

export interface Schema {
  bulk_changes: BulkChangeTable;
  bulk_change_steps: BulkChangeStepTable;
  instance: InstanceTable;
  workspaces: WorkspaceTable;
  users: UserTable;
  sessions: SessionTable;
  password_links: PasswordLinkTable;
  usage_days: UsageDayTable;
  keys: KeyTable;
  folders: FolderTable;
  vaults: VaultTable;
  revoked_urls: RevokedUrlTable;
  url_generations: UrlGenerationTable;
  blobs: BlobTable;
  assets: AssetTable;
  asset_tags: AssetTagTable;
  slug_counters: SlugCounterTable;
  collection_items: CollectionItemTable;
  asset_counts: AssetCountTable;
  versions: VersionTable;
  renditions: RenditionTable;
  media: MediaTable;
  shares: ShareTable;
  events: EventTable;
  idempotency: IdempotencyTable;
  imports: ImportTable;
  jobs: JobTable;
  moves: MoveTable;
  changes: ChangeTable;
  tasks: TaskTable;
  scrubs: ScrubTable;
  attempts: AttemptTable;
  resumable_uploads: ResumableUploadTable;
}

/** Facts about this installation, such as its secret. */
export interface InstanceTable {
  name: string;
  value: string;
}

export interface FolderTable {
  id: Id;
  workspace_id: Id;
  parent_id: Id | null;
  name: string;
  /** The name folded for sorting and for look-ups without regard to case. */
  name_key: string;
  description: string | null;
  /** 0 at the top level. */
  depth: number;
  /** The vault this folder is or lies in. */
  vault_id: Id | null;
  /** Maintained, of live records (in a trashed folder of those trashed with it): direct children ... */
  asset_count: number;
  folder_count: number;
  /** ... and everything below. */
  total_assets: number;
  total_bytes: number;
  /** JSON array of strings. */
  tags: string;
  /** JSON object. */
  metadata: string;
  /** When it goes to the trash by itself. */
  expires_at: number | null;
  created_at: number;
  updated_at: number;
  created_by: string | null;
  trashed_at: number | null;
  /** The record whose trashing took this one along (itself, when trashed directly). */
  trash_root_id: Id | null;
}

/** What a vault has beyond the folder of the same id. */
export interface VaultTable {
  id: Id;
  workspace_id: Id;
  slug: string;
  visibility: string;
  /** JSON array of allowed transform presets, or null: any transform. */
  presets: string | null;
  /** Raised by each rotation of the signing secret. */
  signing_generation: number;
}

/** Signed URLs that stopped working before they expire. */
export interface RevokedUrlTable {
  vault_id: Id;
  token: string;
  /** Null where the expiry is not known. */
  expires_at: number | null;
}

/** How often all signed URLs to an address in a vault were revoked. */
export interface UrlGenerationTable {
  vault_id: Id;
  /** `partition/collection/channel/filename`. */
  address: string;
  generation: number;
}

export interface BlobTable {
  sha256: string;
  size: number;
  crc32: number;
  /** Assets, versions and renditions that name this blob. */
  reference_count: number;
  /** Since when nothing names it. */
  unreferenced_at: number | null;
  created_at: number;
  /** The last scrub that found its bytes right, and since when they are known to be damaged or missing. */
  verified_at: number | null;
  damaged_at: number | null;
  /** What is wrong with them, since `damaged_at`; without that it says nothing. */
  damage: string | null;
  /** Until then somebody may be removing its bytes, and nothing can come to name it. */
  removing_until: number | null;
}

export interface AssetTable {
  /** Order of arrival; joins the search index. */
  seq: Generated<number>;
  id: Id;
  workspace_id: Id;
  folder_id: Id | null;
  kind: string;
  name: string;
  name_key: string;
  /** Unique in the workspace, the trash included; stays when the title changes. */
  slug: string;
  title: string | null;
  /** The title, or the name without its extension, folded for sorting. */
  title_key: string;
  description: string | null;
  /** An `http` or `https` address. */
  external_url: string | null;
  mime_type: string;
  extension: string;
  sha256: string | null;
  size: number;
  width: number | null;
  height: number | null;
  duration: number | null;
  page_count: number | null;
  word_count: number | null;
  /** `pending`, `ready` or `no_preview`, with the reason for the last. */
  media_state: string;
  media_reason: string | null;
  tags: string;
  metadata: string;
  is_public: Flag;
  download_count: number;
  version: number;
  /** The vault address; all null outside vaults. */
  vault_id: Id | null;
  partition: string | null;
  collection: string | null;
  channel: string | null;
  created_at: number;
  updated_at: number;
  /** When the current bytes came. */
  content_at: number;
  created_by: string | null;
  /** When it stops being readable, and goes to the trash by itself. */
  expires_at: number | null;
  trashed_at: number | null;
  trash_root_id: Id | null;
}

export interface AssetTagTable {
  workspace_id: Id;
  tag: string;
  asset_seq: number;
}

/** The highest number that was added to a slug to tell it from equal ones. */
export interface SlugCounterTable {
  workspace_id: Id;
  base: string;
  last_number: number;
}

export interface CollectionItemTable {
  collection_id: Id;
  /** From 0. */
  position: number;
  item_id: Id;
}

/** Maintained totals of live assets with bytes, by kind also of live references, for lists filtered by one value. */
export interface AssetCountTable {
  workspace_id: Id;
  dimension: string;
  value: string;
  assets: number;
}

/** Earlier bytes of an asset; the current ones are on the asset itself. */
export interface VersionTable {
  asset_id: Id;
  number: number;
  sha256: string;
  size: number;
  mime_type: string;
  kind: string;
  name: string;
  width: number | null;
  height: number | null;
  created_at: number;
  created_by: string | null;
}

export interface RenditionTable {
  source_sha256: string;
  source_type: string;
  preset: string;
  sha256: string;
  mime_type: string;
  width: number;
  height: number;
  created_at: number;
}

/** What looking at bytes told. */
export interface MediaTable {
  sha256: string;
  /** What they were looked at as. */
  mime_type: string;
  /** `ready`, or `no_preview` with the reason. */
  state: string;
  reason: string | null;
  /** JSON of MediaFacts (core/ports.ts). */
  facts: string;
  /** Of the decoder. */
  revision: number;
  examined_at: number;
  /** What its assets are found by, beside their own names and descriptions. */
  text: string;
}

export interface ShareTable {
  id: Id;
  workspace_id: Id;
  asset_id: Id | null;
  folder_id: Id | null;
  password_hash: string | null;
  expires_at: number | null;
  max_downloads: number | null;
  download_count: number;
  view_count: number;
  last_accessed_at: number | null;
  recipients: string;
  note: string | null;
  is_active: Flag;
  created_at: number;
  created_by: string | null;
}

export interface EventTable {
  seq: Generated<number>;
  workspace_id: Id;
  asset_id: Id | null;
  folder_id: Id | null;
  type: string;
  actor: string | null;
  at: number;
  info: string;
}

/** What a request with this Idempotency-Key created. */
export interface IdempotencyTable {
  /** Hash of actor, operation and key. */
  key: string;
  record_id: Id;
  created_at: number;
}

/** What this database has to do with a move of the library, from it or into it. */
export interface MoveTable {
  name: string;
  value: string;
}

/** While the library moves away: that a row was made, changed or removed, in any order. */
export interface ChangeTable {
  seq: Generated<number>;
  /** Of the table. */
  name: string;
  /** JSON array of the row's key. */
  key: string;
}

/** A record of another service, and the one that was made of it here. */
export interface ImportTable {
  workspace_id: Id;
  /** The dialect and address of the other service. */
  source: string;
  /** As the other service spells it, with what it is of. */
  remote_id: string;
  local_id: Id;
  /** Of the remote record when it was taken: another one means that it has changed since. */
  fingerprint: string;
  imported_at: number;
}

export interface JobTable {
  id: Id;
  type: string;
  payload: string;
  priority: number;
  run_at: number;
  attempts: number;
  begun: number;
  leased_until: number | null;
  /** Null: by one who has no name, or by nobody. */
  leased_by: string | null;
  last_error: string | null;
  dead_at: number | null;
}

/** What is done from time to time, by one process for all. */
export interface TaskTable {
  name: string;
  due_at: number;
}

/** How far a check of all blobs is: one row for each. */
export interface ScrubTable {
  name: string;
  /** Of this round ... */
  began_at: number;
  /** ... the hash up to which it is; all that it has seen, and found damaged; when the oldest of them had last been found right. */
  position: string;
  blobs: number;
  bytes: number;
  damaged: number;
  oldest_at: number | null;
  /** Whole rounds, when the last one ended, and the oldest that it saw. */
  rounds: number;
  finished_at: number | null;
  last_oldest_at: number | null;
  /** Of all rounds; damage by whomever it was found. */
  all_blobs: number;
  all_bytes: number;
  all_damaged: number;
}

/** Tries of a password that failed, or are under way. */
export interface AttemptTable {
  /** Hash of what is tried and who tries. */
  key: string;
  count: number;
  /** When they no longer count. */
  until: number;
}

export interface ResumableUploadTable {
  id: string;
  creator: string;
  /** JSON object, as it was sent. */
  metadata: string;
  size: number | null;
  created_at: number;
  asset_id: Id | null;
}
