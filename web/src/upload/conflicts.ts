// What becomes of a file whose name is taken where it goes.

export const CHOICES = ['skip', 'keep', 'replace'] as const;
export type Choice = (typeof CHOICES)[number];

/** What has the name already; `upload`: a file that is uploaded at the same time. */
export type Taken =
  | { readonly type: 'asset'; readonly id: string; readonly sizeBytes: number }
  | { readonly type: 'folder' | 'upload' };

export type Decision =
  | { readonly does: 'send'; readonly name: string; readonly replaces?: string }
  | { readonly does: 'ask'; readonly taken: Taken }
  | { readonly does: 'skip' };

const CANDIDATES = 8;

/** The same for names that are the same to the server: it does not look at case. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

export const canReplace = (taken: Taken | undefined): boolean => taken?.type === 'asset';

/** Other names for a file, the best first: `sea (2).jpg`. The last one is hardly ever taken. */
export function otherNames(name: string, now: number): string[] {
  const dot = name.lastIndexOf('.');
  const [stem, suffix] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const numbers = Array.from({ length: CANDIDATES }, (_, index) => String(index + 2));
  return [...numbers, now.toString(36)].map((mark) => `${stem} (${mark})${suffix}`);
}

/** `find` says what has a name. Without a choice, or with one that can not be, it is asked for. */
export function decide(
  name: string,
  choice: Choice | undefined,
  others: readonly string[],
  find: (name: string) => Taken | undefined,
): Decision {
  const taken = find(name);
  if (taken === undefined) return { does: 'send', name };
  if (choice === 'skip') return { does: 'skip' };
  if (choice === 'replace' && taken.type === 'asset') return { does: 'send', name, replaces: taken.id };
  const free = choice === 'keep' ? others.find((other) => find(other) === undefined) : undefined;
  return free === undefined ? { does: 'ask', taken } : { does: 'send', name: free };
}
