// The statements that fill the maintained totals of a seeded database by aggregation, as the product's own consistency
// check expects them, on either engine.

const LIVE = 'trashed_at is null and sha256 is not null';

export const TOTALS = [
  `update folders set asset_count = own.assets, total_assets = own.assets, total_bytes = own.bytes from (
     select folder_id, count(*) as assets, sum(size) as bytes from assets where ${LIVE} group by folder_id) as own
   where own.folder_id = folders.id`,
  `update folders set folder_count = (
     select count(*) from folders as child where child.parent_id = folders.id and child.trashed_at is null)`,
  `update folders set total_assets = below.assets, total_bytes = below.bytes from (
     with recursive above (id, parent_id, assets, bytes) as (
       select id, parent_id, total_assets, total_bytes from folders
       union all
       select f.id, f.parent_id, above.assets, above.bytes from folders f join above on f.id = above.parent_id)
     select id, sum(assets) as assets, sum(bytes) as bytes from above group by id) as below
   where below.id = folders.id`,
  `update workspaces set asset_count = own.assets, total_bytes = own.bytes from (
     select workspace_id, count(*) as assets, sum(size) as bytes from assets where ${LIVE} group by workspace_id) as own
   where own.workspace_id = workspaces.id`,
  `update workspaces set
     folder_count = (select count(*) from folders where workspace_id = workspaces.id and trashed_at is null)`,
  ...['kind', 'mime_type', 'extension'].map(
    (column) => `
   insert into asset_counts (workspace_id, dimension, value, assets)
   select workspace_id, '${column}', ${column}, count(*) from assets where ${LIVE} group by workspace_id, ${column}`,
  ),
  `insert into asset_counts (workspace_id, dimension, value, assets)
   select workspace_id, 'is_public', '1', count(*) from assets where ${LIVE} and is_public = 1 group by workspace_id`,
  `insert into asset_counts (workspace_id, dimension, value, assets)
   select t.workspace_id, 'tag', t.tag, count(*) from asset_tags t
   join assets a on a.seq = t.asset_seq where a.trashed_at is null and a.sha256 is not null
   group by t.workspace_id, t.tag`,
];
