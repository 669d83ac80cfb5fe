// What is done from time to time: sweeping bytes, forgetting what has expired, emptying the trash, refreshing the planner's statistics.
import type { Core } from '../core/index.ts';
import type { JobLog } from './worker.ts';

export interface ScheduleOptions {
  /** How long the trash keeps what was put into it; 0: for ever. */
  readonly trashMs: number;
  readonly log: Pick<JobLog, 'error'>;
  /** Tasks of other parts, with their period. */
  readonly others?: readonly Task[];
}

export interface Task {
  readonly name: string;
  readonly everyMs: number;
  /** When it runs first; after a whole period when absent. */
  readonly firstMs?: number;
  run(): Promise<unknown>;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Soon after the start, for what a crash has left, but not in its way. */
const SOON_MS = 5_000;

export function startSchedule(core: Core, { log, trashMs, others = [] }: ScheduleOptions): AsyncDisposable {
  const tasks: readonly Task[] = [
    { name: 'sweep', firstMs: SOON_MS, everyMs: 10 * MINUTE_MS, run: () => core.sweepBlobs() },
    { name: 'forget', firstMs: SOON_MS, everyMs: 60 * MINUTE_MS, run: () => core.forgetExpired() },
    { name: 'expire', firstMs: SECOND_MS, everyMs: SECOND_MS, run: () => core.expireEntries() },
    { name: 'empty trash', firstMs: SOON_MS, everyMs: 10 * MINUTE_MS, run: () => core.emptyOldTrash(trashMs) },
    { name: 'purge', firstMs: SOON_MS, everyMs: 5 * SECOND_MS, run: () => core.purgeDoomed() },
    { name: 'analyze', everyMs: 24 * 60 * MINUTE_MS, run: () => core.engine.analyze() },
    ...others,
  ];
  const running = new Set<Promise<void>>();
  const timers = new Map<Task, NodeJS.Timeout>();

  function runIn(task: Task, ms: number): void {
    const timer = setTimeout(() => {
      const run = task
        .run()
        .catch((error: unknown) => log.error({ err: error, task: task.name }, 'a task failed'))
        .then(() => {
          running.delete(run);
          if (timers.has(task)) runIn(task, task.everyMs);
        });
      running.add(run);
    }, ms);
    timers.set(task, timer.unref());
  }

  for (const task of tasks) runIn(task, task.firstMs ?? task.everyMs);
  return {
    async [Symbol.asyncDispose]() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(running);
    },
  };
}
