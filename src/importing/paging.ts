// Walking lists by cursor: to their end, wherever that is, but never round and round.
import { CoreError } from '../core/index.ts';

export interface CursorPage<T> {
  readonly items: T;
  /** Null at the end. */
  readonly next: string | null;
}

/** The items of every page. Throws `malformed` when the cursors come around again (Brent's algorithm: two are remembered). */
export async function* eachPage<T>(read: (cursor: string | null) => Promise<CursorPage<T>>): AsyncGenerator<T> {
  let cursor: string | null = null;
  let remembered: string | null = null;
  for (let page = 1, rememberedAt = 1; ; page++) {
    const { items, next }: CursorPage<T> = await read(cursor);
    yield items;
    if (next === null) return;
    if (next === remembered) throw new CoreError('malformed', 'The pages of the other service go round in a circle.');
    if (page === rememberedAt * 2) {
      rememberedAt = page;
      remembered = next;
    }
    remembered ??= next;
    cursor = next;
  }
}
