// What migrations need to know of SQLite.
import type { MigrationTraits } from '../../database/migrations/traits.ts';

export const SQLITE_TRAITS: MigrationTraits = {
  serial: 'integer',
  // Contentless: the text is kept once, in the index, and rows can still be deleted (https://www.sqlite.org/fts5.html).
  searchIndex: [
    `create virtual table asset_search using fts5 (
      scope, name, title, description, tags, text,
      content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`,
  ],
};
