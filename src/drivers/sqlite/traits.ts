// What is SQLite's own in SQL.
import type { EngineTraits } from '../../database/traits.ts';
import { GUARDS } from './guards.ts';
import { SEARCH_INDEX, textSearch } from './search.ts';

export const SQLITE_TRAITS: EngineTraits = {
  serial: 'integer',
  searchIndex: [SEARCH_INDEX],
  afterMigrations: [],
  // FAIL keeps no page as it was before the statement (https://www.sqlite.org/lang_conflict.html).
  updateMany: 'update or fail',
  // Nobody else writes while one does.
  skippingClaimed: '',
  locking: '',
  textSearch,
  guards: GUARDS,
};
