// How far the reading of all blobs is, by which damage is found; and what is wrong with those that are damaged.

export const statements = (): string[] => [
  `create table scrubs (
    name text primary key, began_at bigint not null, position text not null, blobs bigint not null default 0,
    bytes bigint not null default 0, damaged bigint not null default 0, oldest_at bigint, rounds bigint not null default 0,
    finished_at bigint, last_oldest_at bigint, all_blobs bigint not null default 0, all_bytes bigint not null default 0,
    all_damaged bigint not null default 0)`,
  `alter table blobs add column damage text`,
  `create index blobs_damaged on blobs (damaged_at, sha256) where damaged_at is not null`,
];
