// How fast bytes go, and how long the rest will take: from the last seconds alone, so that a pause is forgotten soon.

const WINDOW_MS = 8_000;
/** Less says nothing yet. */
const SHORTEST_MS = 1_000;

export interface Rate {
  /** `sentBytes` in all, at that moment; it may go back, when something has to be sent again. */
  note(sentBytes: number, atMs: number): void;
  /** Undefined while too little is known. */
  bytesPerSecond(): number | undefined;
  /** Undefined as well when nothing moves. */
  secondsFor(bytes: number): number | undefined;
  forget(): void;
}

export function createRate(): Rate {
  let samples: { readonly sentBytes: number; readonly atMs: number }[] = [];
  const bytesPerSecond = (): number | undefined => {
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined || last.atMs - first.atMs < SHORTEST_MS) return undefined;
    return Math.max(0, ((last.sentBytes - first.sentBytes) * 1_000) / (last.atMs - first.atMs));
  };
  return {
    note(sentBytes, atMs) {
      const last = samples.at(-1);
      if (last !== undefined && sentBytes < last.sentBytes) samples = [];
      samples.push({ sentBytes, atMs });
      // One from before the window stays, so that it is always as long as it can be.
      const begin = samples.findLastIndex((sample) => sample.atMs <= atMs - WINDOW_MS);
      if (begin > 0) samples = samples.slice(begin);
    },
    bytesPerSecond,
    secondsFor(bytes) {
      const speed = bytesPerSecond();
      return speed === undefined || speed === 0 ? undefined : bytes / speed;
    },
    forget() {
      samples = [];
    },
  };
}
