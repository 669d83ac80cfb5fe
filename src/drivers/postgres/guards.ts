// Triggers of PostgreSQL that note what changes in a table, or refuse it
// (https://www.postgresql.org/docs/current/plpgsql-trigger.html).
import type { TableGuards } from '../../database/traits.ts';
import { SEALED } from './failure.ts';

const ANY_CHANGE = 'insert or update or delete';
/** Whoever wants a table alone keeps out all who come after him, so he must not wait behind those who read it for long. */
const DROP_WAIT_MS = 300;

export const GUARDS: TableGuards = {
  note: (table, key, fact) => [
    `create or replace function note_${table}() returns trigger language plpgsql as $$
    begin
      if not exists (select from moves where name = '${fact}') then
        return null;
      end if;
      if tg_op <> 'INSERT' then
        insert into changes (name, key) values ('${table}', ${keyOf('old', key)});
      end if;
      if tg_op = 'INSERT' or (tg_op = 'UPDATE' and ${keyOf('old', key)} <> ${keyOf('new', key)}) then
        insert into changes (name, key) values ('${table}', ${keyOf('new', key)});
      end if;
      return null;
    end $$`,
    `create or replace trigger note after ${ANY_CHANGE} on ${table} for each row execute function note_${table}()`,
  ],
  seal: (table, fact) => [
    `create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if exists (select from moves where name = '${fact}') then
        raise exception 'sealed' using errcode = '${SEALED}';
      end if;
      if tg_op = 'DELETE' then
        return old;
      end if;
      return new;
    end $$`,
    `create or replace trigger seal before ${ANY_CHANGE} on ${table} for each row execute function refuse_change()`,
  ],
  // Where there are none, the table is not even locked.
  drop: (table) => [
    `do $$
    begin
      if exists (select from pg_trigger where tgrelid = '${table}'::regclass and tgname in ('note', 'seal')) then
        set local lock_timeout = ${DROP_WAIT_MS};
        drop trigger if exists note on ${table};
        drop trigger if exists seal on ${table};
      end if;
      drop function if exists note_${table}();
    end $$`,
  ],
};

const keyOf = (row: 'old' | 'new', key: readonly string[]): string =>
  `json_build_array(${key.map((column) => `${row}."${column}"`).join(', ')})::text`;
