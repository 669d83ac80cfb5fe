// Changes of many assets and folders at once: each with the steps it goes in, and what takes each step back.

export const statements = (): string[] => [
  `create table bulk_changes (
    id text primary key, workspace_id text not null references workspaces (id), maker text, actor text not null, edit text not null,
    state text not null, total bigint not null, done bigint not null, failed bigint not null, failures text not null,
    step_count integer not null, next_step integer not null, created_at bigint not null, finished_at bigint)`,
  `create index bulk_changes_by_maker on bulk_changes (workspace_id, maker, id)`,
  `create index bulk_changes_under_way on bulk_changes (workspace_id) where finished_at is null`,
  `create index bulk_changes_by_end on bulk_changes (finished_at) where finished_at is not null`,

  `create table bulk_change_steps (
    change_id text not null references bulk_changes (id) on delete cascade, workspace_id text not null, number integer not null,
    items integer not null, changed_at bigint, ids text not null, inverses text, primary key (change_id, number))`,
];
