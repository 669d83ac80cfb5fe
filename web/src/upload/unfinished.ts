// What was not finished when the page was left: names, sizes and times, by which the same files are known when they are chosen again.
// Kept in this browser for the one who is signed in, and forgotten when they sign out.
import { remember, remembered } from '../app/remembered.ts';
import type { Place, UploadItem } from './items.ts';

export interface Unfinished {
  readonly name: string;
  readonly place: Place;
  readonly sizeBytes: number;
  readonly lastModified: number;
  /** Where the server has the beginning of it; absent: nowhere. */
  readonly url?: string;
  /** The asset that it is a new version of. */
  readonly replaces?: string;
}

/** A browser keeps some megabytes for a page. */
const MOST_KEPT = 5_000;
const PREFIX = 'uploads.';

type Fingerprinted = Pick<Unfinished, 'name' | 'sizeBytes' | 'lastModified'>;

/** The same for the same file as far as a page can know. */
export const fingerprint = ({ name, sizeBytes, lastModified }: Fingerprinted): string =>
  [sizeBytes, lastModified, name.normalize('NFC')].join(':');

/**
 * The one that a file goes on with: among several with its fingerprint one from a folder of the same names, else any, for the
 * files may be chosen one by one this time.
 */
export function findMatch(
  among: ReadonlyMap<string, readonly Unfinished[]>,
  found: Fingerprinted & { readonly path: readonly string[] },
): Unfinished | undefined {
  const candidates = among.get(fingerprint(found)) ?? [];
  const path = found.path.join('/');
  const isThere = ({ place }: Unfinished): boolean => place.path.join('/') === path;
  return candidates.find(isThere) ?? (found.path.length === 0 ? candidates[0] : undefined);
}

export const toUnfinished = ({
  name,
  file,
  place,
  sizeBytes,
  lastModified,
  url,
  replaces,
}: UploadItem): Unfinished => ({
  // By the file's own name it is found again, whatever it is to be called.
  name: file?.name ?? name,
  place,
  sizeBytes,
  lastModified,
  ...(url !== undefined && { url }),
  ...(replaces !== undefined && { replaces }),
});

export function loadUnfinished(userId: string): Unfinished[] {
  try {
    const kept: unknown = JSON.parse(remembered(PREFIX + userId) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isUnfinished) : [];
  } catch {
    return [];
  }
}

export function saveUnfinished(userId: string, list: readonly Unfinished[]): void {
  // Those of which the server has something come first, for they are worth most.
  const worth =
    list.length <= MOST_KEPT
      ? list
      : list.toSorted((a, b) => Number(b.url !== undefined) - Number(a.url !== undefined));
  remember(PREFIX + userId, list.length === 0 ? null : JSON.stringify(worth.slice(0, MOST_KEPT)));
}

/** Of everybody but `userId`; undefined: of everybody. */
export function purgeUnfinished(userId?: string): void {
  for (const name of rememberedNames()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + (userId ?? '')) remember(name, null);
  }
}

function rememberedNames(): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) =>
      key.startsWith('vitrine.') ? [key.slice('vitrine.'.length)] : [],
    );
  } catch {
    return [];
  }
}

function isUnfinished(kept: unknown): kept is Unfinished {
  if (typeof kept !== 'object' || kept === null) return false;
  const { name, sizeBytes, lastModified, place, url, replaces }: Partial<Record<string, unknown>> = { ...kept };
  if (typeof name !== 'string' || typeof sizeBytes !== 'number' || typeof lastModified !== 'number') return false;
  if (![url, replaces].every((text) => text === undefined || typeof text === 'string')) return false;
  if (typeof place !== 'object' || place === null) return false;
  const { rootId, rootLabel, path }: Partial<Record<string, unknown>> = { ...place };
  const isRoot = rootId === null || typeof rootId === 'string';
  return (
    isRoot && typeof rootLabel === 'string' && Array.isArray(path) && path.every((part) => typeof part === 'string')
  );
}
