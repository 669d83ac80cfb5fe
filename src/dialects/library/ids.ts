// Ids as they stand here: UUIDs. A malformed id is an unknown one.
import { fromUuid, type Id, notFound } from '../../core/index.ts';

/** Throws `not_found`; `what` names the record for the message. */
export function idOf(text: string, what: string): Id {
  const id = fromUuid(text);
  if (!id) throw notFound(what);
  return id;
}
