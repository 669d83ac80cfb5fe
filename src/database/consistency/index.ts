// Whether everything that is maintained still equals what it is maintained from: totals, counts, references, addresses,
// tags and the text index. Knows no bytes: those are checked against the blob store by core.

import type { Db } from '../db.ts';
import type { Tx } from '../engine.ts';
import { COLUMN_CHECKS, findInColumns, mendColumns } from './columns.ts';
import type { Discrepancy } from './discrepancy.ts';
import { findInCounts, findInSearch, findInTags, mendCounts, mendSearch, mendTags } from './sets.ts';

interface Check {
  find(db: Db): AsyncGenerator<Discrepancy>;
  mend(tx: Tx): Promise<void>;
}

/** In this order, since later ones derive from earlier ones. */
const CHECKS: readonly Check[] = [
  ...COLUMN_CHECKS.map(
    (check): Check => ({ find: (db) => findInColumns(db, check), mend: (tx) => mendColumns(tx.db, check) }),
  ),
  { find: findInTags, mend: (tx) => mendTags(tx.db) },
  { find: findInCounts, mend: (tx) => mendCounts(tx.db) },
  { find: findInSearch, mend: (tx) => mendSearch(tx.db) },
];

/**
 * Every discrepancy, in bounded memory however many records there are. While others write it may report what was changed
 * between two of its reads.
 */
export async function* findDiscrepancies(db: Db): AsyncGenerator<Discrepancy> {
  for (const check of CHECKS) yield* check.find(db);
}

/** Makes every maintained value what it should be; answers how many were not. Idempotent. */
export async function repairDiscrepancies(tx: Tx): Promise<number> {
  let found = 0;
  for (const check of CHECKS) {
    const before = found;
    for await (const _ of check.find(tx.db)) found++;
    if (found > before) await check.mend(tx);
  }
  return found;
}
