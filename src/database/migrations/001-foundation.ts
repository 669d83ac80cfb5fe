// The tables of the first release, as plain SQL that both engines read; what differs is a word passed in.
import type { EngineTraits } from '../traits.ts';

export const statements = ({ serial }: EngineTraits): string[] => [
  ...ACCOUNTS,
  ...FOLDERS,
  ...KEYS,
  ...BLOBS,
  ...assets(serial),
  ...around(serial),
];

const ACCOUNTS = [
  `create table instance (name text primary key, value text not null)`,

  `create table workspaces (
    id text primary key, name text not null, created_at bigint not null,
    asset_count bigint not null default 0, total_bytes bigint not null default 0, folder_count bigint not null default 0)`,

  `create table users (
    id text primary key, workspace_id text not null references workspaces (id),
    email text not null unique, name text not null, password_hash text, role text not null,
    is_instance_admin integer not null default 0, created_at bigint not null, disabled_at bigint)`,

  `create table sessions (
    token_hash text primary key, user_id text not null references users (id) on delete cascade,
    created_at bigint not null, expires_at bigint not null)`,
];

const FOLDERS = [
  `create table folders (
    id text primary key, workspace_id text not null references workspaces (id), parent_id text references folders (id),
    name text not null, name_key text not null, description text, depth integer not null, vault_id text,
    asset_count bigint not null default 0, folder_count bigint not null default 0,
    total_assets bigint not null default 0, total_bytes bigint not null default 0,
    tags text not null default '[]', metadata text not null default '{}', expires_at bigint,
    created_at bigint not null, updated_at bigint not null, created_by text, trashed_at bigint, trash_root_id text)`,
  `create index folders_by_parent on folders (workspace_id, parent_id, name_key, id) where trashed_at is null`,
  `create index folders_by_created on folders (workspace_id, created_at, id) where trashed_at is null`,
  `create index folders_by_updated on folders (workspace_id, updated_at, id) where trashed_at is null`,
  `create index folders_by_name on folders (workspace_id, name_key, id) where trashed_at is null`,
  `create index folders_by_size on folders (workspace_id, total_bytes, id) where trashed_at is null`,
  `create index folders_below on folders (parent_id)`,
  `create unique index folders_in_vaults on folders (parent_id, name) where vault_id is not null and trashed_at is null`,
  `create index folders_by_depth on folders (workspace_id, depth, name_key, id) where trashed_at is null`,
  `create index folders_tagged on folders (workspace_id) where tags <> '[]' and trashed_at is null`,
  `create index folders_expiring on folders (expires_at) where expires_at is not null and trashed_at is null`,
  `create index folders_doomed on folders (id) where trashed_at = 0`,
  `create index folders_in_trash on folders (workspace_id, trashed_at, id) where trash_root_id = id`,
  `create index folders_in_trash_by_name on folders (workspace_id, name_key, id) where trash_root_id = id`,
  `create index folders_by_trash_root on folders (trash_root_id) where trash_root_id is not null`,

  `create table vaults (
    id text primary key references folders (id) on delete cascade, workspace_id text not null,
    slug text not null unique, visibility text not null, presets text, signing_generation integer not null default 1)`,

  `create table revoked_urls (
    vault_id text not null references vaults (id) on delete cascade, token text not null, expires_at bigint,
    primary key (vault_id, token))`,
  `create index revoked_urls_by_expiry on revoked_urls (expires_at) where expires_at is not null`,

  `create table url_generations (
    vault_id text not null references vaults (id) on delete cascade, address text not null, generation integer not null,
    primary key (vault_id, address))`,
];

const KEYS = [
  `create table keys (
    id text primary key, workspace_id text not null references workspaces (id),
    label text not null, type text not null, token_hash text not null unique, prefix text not null, scopes text not null,
    vault_id text references folders (id) on delete cascade,
    created_at bigint not null, created_by text, expires_at bigint, last_used_at bigint, revoked_at bigint)`,
  `create index keys_by_workspace on keys (workspace_id, created_at, id)`,
  `create index keys_by_vault on keys (vault_id, created_at, id)`,
];

const BLOBS = [
  `create table blobs (
    sha256 text primary key, size bigint not null, crc32 bigint not null,
    reference_count bigint not null, unreferenced_at bigint, created_at bigint not null,
    verified_at bigint, damaged_at bigint, removing_until bigint)`,
  `create index blobs_unreferenced on blobs (unreferenced_at) where unreferenced_at is not null`,

  `create table renditions (
    source_sha256 text not null, source_type text not null, preset text not null, sha256 text not null references blobs (sha256),
    mime_type text not null, width integer not null, height integer not null, created_at bigint not null,
    primary key (source_sha256, source_type, preset))`,
  `create index renditions_by_blob on renditions (sha256)`,

  // The text comes last: it may be long, and most reads do without it.
  `create table media (
    sha256 text not null references blobs (sha256) on delete cascade, mime_type text not null,
    state text not null, reason text, facts text not null, revision integer not null, examined_at bigint not null,
    text text not null, primary key (sha256, mime_type))`,
];

const LIVE = `where trashed_at is null and sha256 is not null`;
const LIVE_REFERENCES = `where trashed_at is null and sha256 is null`;
const CARRIED = [
  ...['kind', 'mime_type', 'extension', 'is_public', 'folder_id', 'vault_id'],
  ...['size', 'width', 'height', 'duration', 'created_at', 'updated_at'],
];
const IN_VAULT = `where vault_id is not null and trashed_at is null and sha256 is not null`;

const assets = (serial: string): string[] => [
  `create table assets (
    seq ${serial} primary key, id text not null unique, workspace_id text not null references workspaces (id),
    folder_id text references folders (id), kind text not null, name text not null, name_key text not null,
    slug text not null, title text, title_key text not null, description text, external_url text, mime_type text not null, extension text not null,
    sha256 text references blobs (sha256), size bigint not null,
    width bigint, height bigint, duration double precision, page_count bigint, word_count bigint,
    media_state text not null, media_reason text, tags text not null, metadata text not null,
    is_public integer not null, download_count bigint not null default 0, version integer not null default 1,
    vault_id text, "partition" text, "collection" text, channel text,
    created_at bigint not null, updated_at bigint not null, content_at bigint not null, created_by text,
    expires_at bigint, trashed_at bigint, trash_root_id text)`,

  // One index for each order a list can ask for, in the workspace, in one folder, of one kind. The first carry what else lists
  // filter by, so that walking along an order past what does not fit does not fetch every asset on the way ...
  ...['created_at', 'updated_at', 'name_key', 'size'].flatMap((column) => [
    `create index assets_by_${column} on assets (workspace_id, ${column}, id,
      ${CARRIED.filter((carried) => carried !== column).join(', ')}) ${LIVE}`,
    `create index assets_in_folder_by_${column} on assets (workspace_id, folder_id, ${column}, id) ${LIVE}`,
    `create index assets_of_kind_by_${column} on assets (workspace_id, kind, ${column}, id) ${LIVE}`,
  ]),
  // ... and for each filter, in the default order.
  // Names tell types apart, so an order by name has all of one type together, far away from its beginning.
  ...['mime_type', 'extension'].flatMap((column) => [
    `create index assets_with_${column} on assets (workspace_id, ${column}, created_at, id) ${LIVE}`,
    `create index assets_with_${column}_by_name_key on assets (workspace_id, ${column}, name_key, id) ${LIVE}`,
  ]),
  `create index assets_public on assets (workspace_id, created_at, id) ${LIVE} and is_public = 1`,
  ...['width', 'height', 'duration', 'page_count', 'word_count'].map(
    (column) =>
      `create index assets_with_${column} on assets (workspace_id, ${column}, id) ${LIVE} and ${column} is not null`,
  ),
  // The vaults dialect filters by any of partition, collection and channel, newest first.
  ...[
    [],
    ['partition'],
    ['collection'],
    ['channel'],
    ['partition', 'collection'],
    ['partition', 'channel'],
    ['collection', 'channel'],
    ['partition', 'collection', 'channel'],
  ].map(
    (parts) =>
      `create index assets_in_vault${parts.map((part) => `_${part}`).join('')} on assets (vault_id, ${parts
        .map((part) => `"${part}", `)
        .join('')}created_at, id) ${IN_VAULT}`,
  ),
  `create unique index assets_in_channel on assets (vault_id, "partition", "collection", channel, name) ${IN_VAULT}`,
  `create index assets_below on assets (folder_id)`,
  `create index assets_by_blob on assets (sha256)`,
  `create index assets_in_trash on assets (workspace_id, trashed_at, id) where trashed_at is not null`,
  `create index assets_trashed_alone on assets (workspace_id, trashed_at, id) where trash_root_id = id`,
  `create index assets_trashed_alone_by_name on assets (workspace_id, name_key, id) where trash_root_id = id`,
  `create index assets_doomed on assets (id) where trashed_at = 0`,
  `create index assets_expiring on assets (expires_at) where expires_at is not null and trashed_at is null`,
  `create index assets_by_title_key on assets (workspace_id, title_key, id) ${LIVE}`,
  `create index assets_of_kind_by_title_key on assets (workspace_id, kind, title_key, id) ${LIVE}`,
  // References, in each order that publications are listed in.
  ...['created_at', 'updated_at', 'title_key'].flatMap((column) => [
    `create index references_by_${column} on assets (workspace_id, ${column}, id) ${LIVE_REFERENCES}`,
    `create index references_of_kind_by_${column} on assets (workspace_id, kind, ${column}, id) ${LIVE_REFERENCES}`,
  ]),
  `create unique index assets_by_slug on assets (workspace_id, slug)`,
  `create index assets_by_trash_root on assets (trash_root_id) where trash_root_id is not null`,

  `create table asset_tags (
    workspace_id text not null, tag text not null, asset_seq bigint not null references assets (seq) on delete cascade,
    primary key (workspace_id, tag, asset_seq))`,
  `create index asset_tags_by_asset on asset_tags (asset_seq)`,

  `create table slug_counters (
    workspace_id text not null, base text not null, last_number bigint not null, primary key (workspace_id, base))`,

  // What a collection holds.
  `create table collection_items (
    collection_id text not null references assets (id) on delete cascade, position integer not null,
    item_id text not null references assets (id) on delete cascade, primary key (collection_id, position))`,
  `create index collection_items_by_item on collection_items (item_id)`,

  `create table asset_counts (
    workspace_id text not null, dimension text not null, value text not null, assets bigint not null,
    primary key (workspace_id, dimension, value))`,
  `create index asset_counts_empty on asset_counts (workspace_id) where assets = 0`,

  `create table versions (
    asset_id text not null references assets (id) on delete cascade, number integer not null,
    sha256 text not null references blobs (sha256), size bigint not null, mime_type text not null, kind text not null,
    name text not null, width bigint, height bigint, created_at bigint not null, created_by text,
    primary key (asset_id, number))`,
  `create index versions_by_blob on versions (sha256)`,
];

const around = (serial: string): string[] => [
  `create table shares (
    id text primary key, workspace_id text not null references workspaces (id),
    asset_id text references assets (id) on delete cascade, folder_id text references folders (id) on delete cascade,
    password_hash text, expires_at bigint, max_downloads bigint,
    download_count bigint not null default 0, view_count bigint not null default 0, last_accessed_at bigint,
    recipients text not null, note text, is_active integer not null default 1, created_at bigint not null, created_by text)`,
  `create index shares_by_workspace on shares (workspace_id, created_at, id)`,
  `create index shares_by_asset on shares (asset_id)`,
  `create index shares_by_folder on shares (folder_id)`,

  `create table events (
    seq ${serial} primary key, workspace_id text not null, asset_id text, folder_id text,
    type text not null, actor text, at bigint not null, info text not null)`,
  `create index events_by_asset on events (asset_id, seq)`,
  // What is shown as the history of a record, however often it was downloaded.
  `create index events_of_assets on events (asset_id, seq)
    where asset_id is not null and type not in ('downloaded', 'shared', 'unshared')`,
  `create index events_of_folders on events (folder_id, seq) where folder_id is not null`,
  `create index events_by_workspace on events (workspace_id, seq)`,

  `create table idempotency (key text primary key, record_id text not null, created_at bigint not null)`,
  `create index idempotency_by_age on idempotency (created_at)`,

  // Without a workspace: a task, a password's tries and an unfinished upload are nobody's records yet.
  `create table tasks (name text primary key, due_at bigint not null)`,
  `create table attempts (key text primary key, count integer not null, until bigint not null)`,
  `create index attempts_by_end on attempts (until)`,
  `create table resumable_uploads (
    id text primary key, creator text not null, metadata text not null, size bigint, created_at bigint not null, asset_id text)`,
  `create index resumable_uploads_by_age on resumable_uploads (created_at, id)`,

  // Of a library on its way to another database (core/moving).
  `create table moves (name text primary key, value text not null)`,
  `create table changes (seq ${serial} primary key, name text not null, key text not null)`,

  // What an import has brought in: a record of the other service, and the one made of it here.
  `create table imports (
    workspace_id text not null, source text not null, remote_id text not null, local_id text not null,
    fingerprint text not null, imported_at bigint not null, primary key (workspace_id, source, remote_id))`,

  `create table jobs (
    id text primary key, type text not null, payload text not null, priority integer not null, run_at bigint not null,
    attempts integer not null default 0, leased_until bigint, last_error text, dead_at bigint)`,
  `create index jobs_due on jobs (priority, run_at, id) where dead_at is null`,
];
