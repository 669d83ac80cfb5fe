// Ids as they stand here: 24 hex digits, alone or in the record they are of. A malformed id is an unknown one.
import { type Id, notFound, parseId } from '../../core/index.ts';

/** Throws `not_found`; `what` names the record for the message. */
export function idOf(text: string, what: string): Id {
  const id = parseId(text);
  if (!id) throw notFound(what);
  return id;
}

/** From an id, or a record as it was read; undefined stays absent. */
export function referredId(sent: string | { id: string } | null | undefined, what: string): Id | null | undefined {
  if (sent === undefined || sent === null) return sent;
  return idOf(typeof sent === 'string' ? sent : sent.id, what);
}
