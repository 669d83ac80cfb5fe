// How much each workspace holds and does, day by day; how long its trash keeps what is in it; links by which people set a password.

export const statements = (): string[] => [
  `create table usage_days (
    workspace_id text not null references workspaces (id), day text not null,
    assets bigint not null, bytes bigint not null, folders bigint not null,
    uploads bigint not null default 0, downloads bigint not null default 0, primary key (workspace_id, day))`,

  `create table password_links (
    user_id text primary key references users (id) on delete cascade, token_hash text not null unique, expires_at bigint not null)`,

  `alter table workspaces add column trash_days integer`,

  `create index workspaces_by_created on workspaces (created_at, id)`,
  `create index users_by_created on users (created_at, id)`,
  `create index users_of_workspace on users (workspace_id, created_at, id)`,
  `create index sessions_by_user on sessions (user_id, created_at)`,
  `create index jobs_dead on jobs (dead_at, id) where dead_at is not null`,
];
