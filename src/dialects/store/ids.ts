// Ids as they stand here: 24 hex digits, alone or in the record they are of.
import { type Id, idOf } from '../../core/index.ts';

/** From an id, or a record as it was read; undefined stays absent. */
export function referredId(sent: string | { id: string } | null | undefined, what: string): Id | null | undefined {
  if (sent === undefined || sent === null) return sent;
  return idOf(typeof sent === 'string' ? sent : sent.id, what);
}
