// Ids of this dialect: those of core as they are.
import { type Id, notFound, parseId } from '../../core/index.ts';

/** Throws `not_found` for what is none. */
export function parseRecordId(text: string, what: string): Id {
  const id = parseId(text);
  if (!id) throw notFound(what);
  return id;
}
