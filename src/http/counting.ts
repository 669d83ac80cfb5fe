// Counting the downloads of all that an archive holds while it is sent: each before any of its bytes leaves, and the first byte
// waits for few of them.

/** Some milliseconds of one transaction. */
const STEP = 500;
/** The first byte waits for these: no fewer than are opened ahead of it (archive/stream.ts). */
const FIRST_STEP = 16;

export interface Counting {
  /** Answers when the first are counted. The others follow by themselves, whether or not the client stays. */
  begin(): Promise<void>;
  /** When the file at this place is counted; at once where counting has not begun. Throws what counting has thrown. */
  reach(place: number): Promise<void>;
}

export function countInSteps<T>(assetIds: readonly T[], count: (some: readonly T[]) => Promise<void>): Counting {
  const steps: Promise<void>[] = [];
  return {
    async begin() {
      let last = Promise.resolve();
      for (let from = 0; from < assetIds.length; from = endOf(steps.length - 1)) {
        const some = assetIds.slice(from, endOf(steps.length));
        last = last.then(() => count(some));
        last.catch(() => undefined); // told to whoever waits for it
        steps.push(last);
      }
      await steps[0];
    },
    async reach(place) {
      await (steps[Math.ceil((place + 1 - FIRST_STEP) / STEP)] ?? steps.at(-1));
    },
  };
}

/** Of a step: where the next one begins. */
const endOf = (step: number): number => FIRST_STEP + step * STEP;
