// Looks, when nothing else is to be done, whether what has arrived was there already.
import type { Duplicate, UploadItem } from './items.ts';

type Find = (assetId: string, signal: AbortSignal) => Promise<Duplicate[]>;

export interface DuplicateSearch {
  /** One asset after the other, those that were not looked at yet. */
  run(done: ReadonlySet<UploadItem>): Promise<void>;
  stop(): void;
}

export function createDuplicateSearch(find: Find, onChange: () => void): DuplicateSearch {
  const seen = new WeakSet<UploadItem>();
  let current: AbortController | undefined;
  return {
    async run(done) {
      if (current !== undefined) return;
      const controller = new AbortController();
      current = controller;
      try {
        for (const item of done) {
          if (item.assetId === undefined || seen.has(item)) continue;
          const duplicates = await find(item.assetId, controller.signal);
          seen.add(item);
          if (duplicates.length === 0) continue;
          item.duplicates = duplicates;
          onChange();
        }
      } catch {
        // It is a service, and nobody waits for it.
      } finally {
        if (current === controller) current = undefined;
      }
    },
    stop() {
      current?.abort();
      current = undefined;
    },
  };
}
