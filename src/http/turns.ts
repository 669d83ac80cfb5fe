// Long loops of quick reads: each is done at once and on this thread, so that nobody else would have a turn before the last.
import { setImmediate } from 'node:timers/promises';

/** Some milliseconds of work. */
const ITEMS_IN_A_TURN = 20;

/** The same items; others have their turn after every few. */
export async function* inTurns<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  let taken = 0;
  for await (const item of items) {
    yield item;
    if (++taken % ITEMS_IN_A_TURN === 0) await setImmediate();
  }
}
