// The second wall between workspaces: row-level security, should a query forget to ask for its workspace. It binds everybody but
// superusers (https://www.postgresql.org/docs/current/ddl-rowsecurity.html).

/**
 * Every record that belongs to a workspace, or to a record that does, is there for that workspace alone, or where the session
 * says `*`. What belongs to nobody, such as bytes that several have, is there for all, and so is the text index: PostgreSQL could
 * not use it behind the wall, and every query of it names its workspace.
 */
export const WALL = `
do $$
declare
  walled record;
  -- In a query of its own it is looked up once, not for each row. In a case the planner does not take it for another reason to
  -- expect few rows, which makes it sort what it could walk along.
  wall constant text := '(select current_setting(''vitrine.workspace'', true))';
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
      'create policy wall on %I using (case when %I = %s then true else %s = ''*'' end)',
      walled.name, walled.owner, wall, wall);
  end loop;
  for walled in
    select c.relname as name, string_agg(
      format('exists (select 1 from %I of where of.%I = %I.%I)', o.relname, ofa.attname, c.relname, a.attname), ' and ') as owned
    from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      join pg_class o on o.oid = k.confrelid join pg_attribute ofa on ofa.attrelid = o.oid and ofa.attnum = k.confkey[1]
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace and a.attnotnull
      and exists (select 1 from pg_policy p where p.polrelid = o.oid and p.polname = 'wall')
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'wall')
    group by c.relname
  loop
    execute format('alter table %I enable row level security, force row level security', walled.name);
    execute format('create policy wall on %I using (case when %s = ''*'' then true else %s end)', walled.name, wall, walled.owned);
  end loop;
end $$`;
