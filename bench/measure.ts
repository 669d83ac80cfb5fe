// How figures are taken: medians over interleaved rounds, so that a busy machine slows all sides alike.

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds of the fastest of the calls made for about `budgetMs`, at least two and at most `most`: what it takes undisturbed. */
export async function timePerCall(call: () => Promise<unknown>, budgetMs = 20, most = 50): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + budgetMs;
  do {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  } while (times.length < 2 || (performance.now() < until && times.length < most));
  return Math.min(...times);
}

/** The median over `rounds` of each side, the sides taking turns. */
export async function compare<Side extends string>(
  sides: Readonly<Record<Side, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Side, number>> {
  const names = Object.keys(sides) as Side[];
  const found = new Map<Side, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) found.get(name)?.push(await sides[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<Side, number>;
}

export const milliseconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
export const ratio = (value: number): string => value.toFixed(2);
