// What is done from time to time: sweeping bytes, forgetting what has expired, refreshing the planner's statistics.
import type { Core } from '../core/index.ts';

export interface ScheduleOptions {
  log(error: unknown, message: string): void;
  /** Tasks of other parts, with their period. */
  readonly others?: readonly Task[];
}

export interface Task {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<unknown>;
}

const MINUTE_MS = 60_000;

export function startSchedule(core: Core, { log, others = [] }: ScheduleOptions): AsyncDisposable {
  const tasks: readonly Task[] = [
    { name: 'sweep', everyMs: 10 * MINUTE_MS, run: () => core.sweepBlobs() },
    { name: 'forget', everyMs: 60 * MINUTE_MS, run: () => core.forgetExpired() },
    { name: 'analyze', everyMs: 24 * 60 * MINUTE_MS, run: () => core.engine.analyze() },
    ...others,
  ];
  const running = new Set<Promise<void>>();
  const timers = tasks.map((task) => {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      const run = task
        .run()
        .then(
          () => undefined,
          (error: unknown) => log(error, `${task.name} failed`),
        )
        .finally(() => {
          isRunning = false;
          running.delete(run);
        });
      running.add(run);
    }, task.everyMs);
    return timer.unref();
  });
  return {
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
