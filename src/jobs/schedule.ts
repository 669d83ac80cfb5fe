// What is done from time to time: sweeping bytes, forgetting what has expired, emptying the trash, refreshing the planner's
// statistics, and reading all bytes again.
import { type Core, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/index.ts';
import type { JobLog } from './worker.ts';

export interface ScheduleOptions {
  readonly log: Pick<JobLog, 'error'>;
  /** Tasks of other parts, with their period. */
  readonly others?: readonly Task[];
}

export interface Task {
  readonly name: string;
  readonly everyMs: number;
  /** When it runs first; after a whole period when absent. */
  readonly firstMs?: number;
  /** Each process does it, for it costs next to nothing while there is nothing to do; otherwise one does it for all. */
  readonly isEverywhere?: boolean;
  /** `signal`: it is to end soon, and goes on when it is due the next time. */
  run(signal: AbortSignal): Promise<unknown>;
}

/** Soon after the start, but not in its way. */
const SOON_MS = 5_000;
/** Of a period: processes that were started together do not ask together. */
const JITTER = 0.05;

export function startSchedule(core: Core, { log, others = [] }: ScheduleOptions): AsyncDisposable {
  const stop = new AbortController();
  const tasks: readonly Task[] = [
    { name: 'sweep', firstMs: SOON_MS, everyMs: 10 * MINUTE_MS, run: () => core.sweepBlobs() },
    { name: 'forget', firstMs: SOON_MS, everyMs: HOUR_MS, run: () => core.forgetExpired() },
    { name: 'empty trash', firstMs: SOON_MS, everyMs: 10 * MINUTE_MS, run: () => core.emptyOldTrash() },
    { name: 'usage', firstMs: SOON_MS, everyMs: HOUR_MS, run: () => core.noteUsageNow() },
    { name: 'scrub', firstMs: MINUTE_MS, everyMs: 10 * MINUTE_MS, run: scrub },
    { name: 'analyze', everyMs: DAY_MS, run: () => core.engine.analyze() },
    { name: 'expire', everyMs: SECOND_MS, isEverywhere: true, run: () => core.expireEntries() },
    { name: 'purge', firstMs: SOON_MS, everyMs: 5 * SECOND_MS, isEverywhere: true, run: () => core.purgeDoomed() },
    ...others,
  ];
  const running = new Set<Promise<void>>();
  const timers = new Map<Task, NodeJS.Timeout>();

  function runIn(task: Task, ms: number): void {
    const timer = setTimeout(
      () => {
        let nextMs = task.everyMs;
        const run = (task.isEverywhere ? task.run(stop.signal) : runForAll(task).then((waitMs) => (nextMs = waitMs)))
          .catch((error: unknown) => log.error({ err: error, task: task.name }, 'a task failed'))
          .then(() => {
            running.delete(run);
            if (timers.has(task)) runIn(task, nextMs);
          });
        running.add(run);
      },
      ms * (1 + JITTER * Math.random()),
    );
    timers.set(task, timer.unref());
  }

  /** Does it when it is due and nobody else does. Answers when to ask again. */
  async function runForAll(task: Task): Promise<number> {
    const { name, everyMs, firstMs = everyMs } = task;
    const dueAt = await core.findTaskTime(name);
    const waitMs = dueAt === undefined ? 0 : dueAt - Date.now();
    // The time is another machine's: whoever asks sooner than in a period has not long to wait either.
    if (waitMs > 0) return Math.min(waitMs, everyMs);
    if (!(await core.claimTask(name, everyMs, firstMs))) return dueAt === undefined ? firstMs : SECOND_MS;
    const stillAtIt = setInterval(() => {
      core
        .postponeTask(name, everyMs)
        .catch((error: unknown) => log.error({ err: error, task: name }, 'a task is not claimed any more'));
    }, everyMs / 3);
    try {
      await task.run(stop.signal);
    } finally {
      clearInterval(stillAtIt);
    }
    return everyMs;
  }

  async function scrub(signal: AbortSignal): Promise<void> {
    await core.scrubBlobs({
      signal,
      tell: ({ trouble, ...report }) =>
        log.error({ ...report, ...(trouble !== undefined && { err: trouble }) }, 'a blob is damaged'),
    });
  }

  for (const task of tasks) runIn(task, task.firstMs ?? Math.min(task.everyMs, SOON_MS));
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(running);
    },
  };
}
