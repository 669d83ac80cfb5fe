// The uploads as they are now, looked at again after every change that the engine tells of.
import { useObservable } from '../app/observable.ts';
import type { UploadEngine } from './engine.ts';
import type { UploadItem } from './items.ts';
import type { Summary } from './lists.ts';

export interface UploadsNow extends Summary {
  readonly items: readonly UploadItem[];
  readonly isPaused: boolean;
  readonly isOffline: boolean;
  readonly isBusy: boolean;
  /** Undefined: nobody knows. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

export function useUploads({ queue, bytes, work, version }: UploadEngine): UploadsNow {
  useObservable(version);
  const summary = queue.lists.summary();
  return {
    ...summary,
    items: queue.lists.shown(),
    isPaused: queue.isHeldBy('user'),
    isOffline: queue.isHeldBy('offline'),
    isBusy: queue.isBusy(),
    bytesPerSecond: bytes.perSecond(),
    secondsLeft: work.secondsFor(summary.work - summary.workDone),
  };
}
