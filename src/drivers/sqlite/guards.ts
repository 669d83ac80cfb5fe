// Triggers of SQLite that note what changes in a table, or refuse it (https://www.sqlite.org/lang_createtrigger.html).
import type { TableGuards } from '../../database/traits.ts';

const OPERATIONS = ['insert', 'update', 'delete'] as const;

export const GUARDS: TableGuards = {
  note: (table, key, fact) => [
    trigger('note', table, 'after insert', fact, noting(table, 'new', key)),
    // Both, where the key itself changes.
    trigger('note', table, 'after update', fact, `${noting(table, 'old', key)} ${noting(table, 'new', key)}`),
    trigger('note', table, 'after delete', fact, noting(table, 'old', key)),
  ],
  seal: (table, fact) =>
    OPERATIONS.map((operation) =>
      trigger('seal', table, `before ${operation}`, fact, `select raise(abort, 'sealed');`),
    ),
  drop: (table) => [...dropping('note', table), ...dropping('seal', table)],
};

const trigger = (purpose: string, table: string, event: string, fact: string, body: string): string =>
  `create trigger if not exists ${purpose}_${table}_${event.split(' ')[1]} ${event} on ${table}
   when exists (select 1 from moves where name = '${fact}') begin ${body} end`;

const noting = (table: string, row: 'old' | 'new', key: readonly string[]): string =>
  `insert into changes (name, key) values ('${table}', json_array(${key.map((column) => `${row}."${column}"`).join(', ')}));`;

const dropping = (purpose: string, table: string): string[] =>
  OPERATIONS.map((operation) => `drop trigger if exists ${purpose}_${table}_${operation}`);
