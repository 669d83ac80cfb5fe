// Long lists in pieces that fit into one statement.

/** As many ids as fit well into one statement. */
const AT_ONCE = 500;

export function* chunks<T>(items: readonly T[], size = AT_ONCE): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
