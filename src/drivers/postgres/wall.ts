// The second wall between workspaces: row-level security, should a query forget to ask for its workspace. It binds everybody but
// superusers (https://www.postgresql.org/docs/current/ddl-rowsecurity.html).

/** Every record that belongs to a workspace is there for that workspace alone, or where the session says `*`. */
export const WALL = `
do $$
declare
  walled record;
begin
  for walled in
    select c.relname as name, a.attname as owner
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not a.attisdropped
      and (a.attname = 'workspace_id' or (c.relname = 'workspaces' and a.attname = 'id'))
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'wall')
  loop
    execute format('alter table %I enable row level security, force row level security', walled.name);
    execute format(
      'create policy wall on %I using (%I = current_setting(''vitrine.workspace'', true)
        or current_setting(''vitrine.workspace'', true) = ''*'')', walled.name, walled.owner);
  end loop;
end $$`;
