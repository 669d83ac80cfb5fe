// Filling a database out of order: references between its tables are taken away for the time, and put back
// (https://www.postgresql.org/docs/current/sql-altertable.html, NOT VALID).
import type pg from 'pg';
import { CoreError } from '../../core/errors.ts';
import type { Filling } from '../../database/engine.ts';
import { HeldConnection, wallStatement } from './connection.ts';
import { toProductError } from './failure.ts';
import type { Patience } from './patience.ts';

const FOREIGN_KEY_VIOLATION = '23503';

const BEGIN = `
create table if not exists dropped_references (of text, name text, definition text not null, primary key (of, name));
do $$
declare
  found record;
begin
  for found in
    select c.conrelid::regclass::text as of, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
  loop
    insert into dropped_references (of, name, definition)
    values (found.of, found.name, regexp_replace(found.definition, ' NOT VALID$', '')) on conflict do nothing;
    execute format('alter table %s drop constraint %I', found.of, found.name);
  end loop;
end $$`;

/** Those that are there already stay as they are. */
const END = `
do $$
declare
  found record;
begin
  if to_regclass('dropped_references') is not null then
    for found in select of, name, definition from dropped_references loop
      execute format('alter table %s drop constraint if exists %I', found.of, found.name);
      execute format('alter table %s add constraint %I %s not valid', found.of, found.name, found.definition);
    end loop;
    drop table dropped_references;
  end if;
  for found in
    select c.relname as of, a.attname as col from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attidentity <> ''
  loop
    execute format(
      'select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from %I',
      found.of, found.col, found.col, found.of);
  end loop;
end $$`;

const PROVE = `
do $$
declare
  found record;
begin
  for found in
    select c.conrelid::regclass::text as of, c.conname as name
    from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and not c.convalidated
  loop
    execute format('alter table %s validate constraint %I', found.of, found.name);
  end loop;
end $$`;

/** Over patient connections. */
export function fillingOf(pool: pg.Pool, patience: Patience): Filling {
  async function run(commands: string): Promise<void> {
    const connection = new HeldConnection(await pool.connect(), patience);
    try {
      await connection.run(`begin read write; ${wallStatement(null)}; ${commands}; commit`);
    } catch (error) {
      await connection.rollBack();
      throw error;
    } finally {
      connection.release();
    }
  }
  const attempt = (commands: string) => async (): Promise<void> => {
    try {
      await run(commands);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION)
        throw new CoreError('internal', error.message, { cause: error });
      throw toProductError(error);
    }
  };
  return { begin: attempt(BEGIN), end: attempt(END), prove: attempt(PROVE) };
}
