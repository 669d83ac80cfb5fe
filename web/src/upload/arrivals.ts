// Which folders have got something by an upload, and which assets other bytes, told at most once a second: for whoever shows them.
import { useEffect } from 'react';
import { createObservable } from '../app/observable.ts';

export interface Arrivals {
  /** null: the top level. */
  readonly folderIds: ReadonlySet<string | null>;
  /** The same for new folders: those in which they were made. */
  readonly parentIds: ReadonlySet<string | null>;
  /** Assets that have a new version. */
  readonly assetIds: ReadonlySet<string>;
}

const arrivals = createObservable<Arrivals>({ folderIds: new Set(), parentIds: new Set(), assetIds: new Set() });

const TOLD_EVERY_MS = 1_000;
let waiting: { folderIds: Set<string | null>; parentIds: Set<string | null>; assetIds: Set<string> } | undefined;

export function noteArrival(kind: 'asset' | 'folder', folderId: string | null): void {
  const noted = note();
  (kind === 'asset' ? noted.folderIds : noted.parentIds).add(folderId);
}

export const noteVersion = (assetId: string): void => void note().assetIds.add(assetId);

function note(): NonNullable<typeof waiting> {
  if (waiting === undefined) {
    waiting = { folderIds: new Set(), parentIds: new Set(), assetIds: new Set() };
    setTimeout(() => {
      if (waiting !== undefined) arrivals.set(waiting);
      waiting = undefined;
    }, TOLD_EVERY_MS);
  }
  return waiting;
}

/** `listener` should not change from one rendering to the next. */
export function useArrivals(listener: (arrived: Arrivals) => void): void {
  useEffect(() => arrivals.subscribe(() => listener(arrivals.get())), [listener]);
}
