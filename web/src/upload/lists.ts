// The items by their state, each in the order in which it came there, and what they are in sum.
import { UPLOAD_STATES, type UploadItem, type UploadState } from './items.ts';

export interface Summary {
  readonly counts: Readonly<Record<UploadState, number>>;
  /** Of all that is to be uploaded, so without what was skipped. */
  readonly total: number;
  readonly sizeBytes: number;
  /** What has failed does not count. */
  readonly sentBytes: number;
  /** What there is to do and what of it is done, in bytes, where each file counts for some more than it has. */
  readonly work: number;
  readonly workDone: number;
  /** From 0 to 1, and 1 only when everything has arrived. */
  readonly ratio: number;
}

export interface Lists {
  of(state: UploadState): ReadonlySet<UploadItem>;
  has(item: UploadItem): boolean;
  put(item: UploadItem, state: UploadState): void;
  /** Before all others of that state. */
  putFirst(items: readonly UploadItem[], state: UploadState): void;
  drop(item: UploadItem): void;
  summary(): Summary;
  /** In the order in which people want to see them: what waits for them first, what is done last, the latest of it above. */
  shown(): UploadItem[];
}

/** A file is some work however small it is. */
const FILE_WORTH_BYTES = 20_000;
const SHOWN_AS_FULL_BELOW = 0.99;

export function createLists(): Lists {
  const lists = new Map<UploadState, Set<UploadItem>>(UPLOAD_STATES.map((state) => [state, new Set()]));
  const of = (state: UploadState): Set<UploadItem> => lists.get(state) ?? new Set();

  return {
    of,
    has: (item) => of(item.state).has(item),
    put(item, state) {
      of(item.state).delete(item);
      item.state = state;
      of(state).add(item);
    },
    putFirst(items, state) {
      for (const item of items) {
        of(item.state).delete(item);
        item.state = state;
      }
      lists.set(state, new Set([...items, ...of(state)]));
    },
    drop: (item) => of(item.state).delete(item),
    summary: () => summarize(of),
    shown: () => UPLOAD_STATES.flatMap((state) => (state === 'done' ? [...of(state)].reverse() : [...of(state)])),
  };
}

function summarize(of: (state: UploadState) => ReadonlySet<UploadItem>): Summary {
  const counts = Object.fromEntries(UPLOAD_STATES.map((state) => [state, of(state).size])) as Summary['counts'];
  let [total, sizeBytes, sentBytes] = [0, 0, 0];
  for (const state of UPLOAD_STATES) {
    if (state === 'skipped') continue;
    for (const item of of(state)) {
      total += 1;
      sizeBytes += item.sizeBytes;
      if (state !== 'failed') sentBytes += item.sentBytes;
    }
  }
  const work = sizeBytes + total * FILE_WORTH_BYTES;
  const workDone = sentBytes + counts.done * FILE_WORTH_BYTES;
  return {
    counts,
    total,
    sizeBytes,
    sentBytes,
    work,
    workDone,
    ratio: total > 0 && counts.done === total ? 1 : Math.min(workDone / Math.max(1, work), SHOWN_AS_FULL_BELOW),
  };
}
