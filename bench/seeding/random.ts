// Random numbers that are the same in every run, and the distributions that a library of files shows.

export interface Random {
  /** From 0 up to, but without, 1. */
  next(): number;
  /** A whole number from 0 up to, but without, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  /** Log-normal around `median`; `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    logNormal(median, sigma) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(sigma * normal);
    },
  };
}

/** Picks an entry by its weight. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  const [first] = entries;
  if (!first) throw new TypeError('there is nothing to pick from');
  const bounds: number[] = [];
  let sum = 0;
  for (const [, weight] of entries) {
    sum += weight;
    bounds.push(sum);
  }
  return (random) => {
    const at = random.next() * sum;
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at < (bounds[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return (entries[low] ?? first)[0];
  };
}

/** The n-th entry is picked with a weight of 1/n. */
export const zipf = <T>(values: readonly T[]): ((random: Random) => T) =>
  weighted(values.map((value, index) => [value, 1 / (index + 1)] as const));
