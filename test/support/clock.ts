// The clock of this process, and so of a server in it, at a time that need not be waited for. Other threads keep theirs.
import { vi } from 'vitest';

/** Does it with the clock standing at that time; timers go on as ever. */
export async function afterwards<T>(time: string, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(time) });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}
