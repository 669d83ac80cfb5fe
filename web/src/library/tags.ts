// The tags in use, as suggestions.
import { askConsole } from './rows.ts';

export interface TagInUse {
  readonly tag: string;
  /** How many have it. */
  readonly assets: number;
}

/** Those that begin so. */
export async function listTags(starts: string, signal?: AbortSignal): Promise<readonly TagInUse[]> {
  const { items } = await askConsole<{ readonly items: readonly TagInUse[] }>(
    'tags',
    starts === '' ? {} : { starts },
    signal,
  );
  return items;
}
