// Triggers of PostgreSQL that note what changes in a table, or refuse it
// (https://www.postgresql.org/docs/current/plpgsql-trigger.html).
import type { TableGuards } from '../../database/traits.ts';
import { SEALED } from './failure.ts';

const ANY_CHANGE = 'insert or update or delete';

export const GUARDS: TableGuards = {
  note: (table, key) => [
    `create or replace function note_${table}() returns trigger language plpgsql as $$
    begin
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
  unnote: (table) => [`drop trigger if exists note on ${table}`, `drop function if exists note_${table}()`],
  seal: (table) => [
    `create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'sealed' using errcode = '${SEALED}';
    end $$`,
    `create or replace trigger seal before ${ANY_CHANGE} on ${table} for each row execute function refuse_change()`,
  ],
  unseal: (table) => [`drop trigger if exists seal on ${table}`],
};

const keyOf = (row: 'old' | 'new', key: readonly string[]): string =>
  `json_build_array(${key.map((column) => `${row}."${column}"`).join(', ')})::text`;
