// Triggers of SQLite that note what changes in a table, or refuse it (https://www.sqlite.org/lang_createtrigger.html).
import type { TableGuards } from '../../database/traits.ts';

const OPERATIONS = ['insert', 'update', 'delete'] as const;

export const GUARDS: TableGuards = {
  note: (table, key) => [
    trigger('note', table, 'after', 'insert', noting(table, 'new', key)),
    // Both, where the key itself changes.
    trigger('note', table, 'after', 'update', `${noting(table, 'old', key)} ${noting(table, 'new', key)}`),
    trigger('note', table, 'after', 'delete', noting(table, 'old', key)),
  ],
  unnote: (table) => dropping('note', table),
  seal: (table) =>
    OPERATIONS.map((operation) => trigger('seal', table, 'before', operation, `select raise(abort, 'sealed');`)),
  unseal: (table) => dropping('seal', table),
};

const trigger = (purpose: string, table: string, when: string, operation: string, body: string): string =>
  `create trigger if not exists ${purpose}_${table}_${operation} ${when} ${operation} on ${table} begin ${body} end`;

const noting = (table: string, row: 'old' | 'new', key: readonly string[]): string =>
  `insert into changes (name, key) values ('${table}', json_array(${key.map((column) => `${row}."${column}"`).join(', ')}));`;

const dropping = (purpose: string, table: string): string[] =>
  OPERATIONS.map((operation) => `drop trigger if exists ${purpose}_${table}_${operation}`);
