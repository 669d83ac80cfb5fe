// How fast something goes, and how long the rest will take: from the last seconds alone, so that a pause is forgotten soon.

const WINDOW_MS = 8_000;
/** Less says nothing yet. */
const SHORTEST_MS = 1_000;

export interface Rate {
  /** All that is done at that moment; it may go back, when something has to be sent again. */
  note(done: number, atMs: number): void;
  /** Undefined while too little is known. */
  perSecond(): number | undefined;
  /** Undefined as well when nothing moves. */
  secondsFor(rest: number): number | undefined;
  forget(): void;
}

export function createRate(): Rate {
  let samples: { readonly done: number; readonly atMs: number }[] = [];
  const perSecond = (): number | undefined => {
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined || last.atMs - first.atMs < SHORTEST_MS) return undefined;
    return Math.max(0, ((last.done - first.done) * 1_000) / (last.atMs - first.atMs));
  };
  return {
    note(done, atMs) {
      const last = samples.at(-1);
      if (last !== undefined && done < last.done) samples = [];
      samples.push({ done, atMs });
      // One from before the window stays, so that it is always as long as it can be.
      const begin = samples.findLastIndex((sample) => sample.atMs <= atMs - WINDOW_MS);
      if (begin > 0) samples = samples.slice(begin);
    },
    perSecond,
    secondsFor(rest) {
      const speed = perSecond();
      return speed === undefined || speed === 0 ? undefined : rest / speed;
    },
    forget() {
      samples = [];
    },
  };
}
