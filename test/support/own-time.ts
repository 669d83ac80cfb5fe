// Time as a process has it on a machine that does much else: waiting counts, and working does, but not standing in line for a processor.

const TICK_MS = 50;

export interface Watch extends Disposable {
  readonly ms: number;
}

/**
 * From now on, as the timers of this process have it: between two ticks no more than a tick, and what it used of the processor, can
 * have been its own. On a machine of its own that is the time by the clock.
 */
export function watchOwnTime(): Watch {
  let [ms, lastMs, usage] = [0, performance.now(), process.cpuUsage()];
  const tick = (): void => {
    const { user, system } = process.cpuUsage(usage);
    const nowMs = performance.now();
    ms += Math.min(nowMs - lastMs, 1.5 * TICK_MS + (user + system) / 1000);
    [lastMs, usage] = [nowMs, process.cpuUsage()];
  };
  const timer = setInterval(tick, TICK_MS);
  return {
    get ms() {
      tick();
      return ms;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
