// What several entries have in common.
import type { AssetKind, Entry } from '../library/rows.ts';

export interface Common {
  readonly kinds: readonly (AssetKind | 'folder')[];
  /** Paths of the folders they lie in. */
  readonly places: readonly string[];
  /** Those on all first, then those on some; each in the order of the alphabet. */
  readonly tags: readonly { readonly tag: string; readonly isOnAll: boolean }[];
  /** undefined: there are no assets among them. */
  readonly isPublic: boolean | 'mixed' | undefined;
}

export function commonOf(rows: readonly Entry[]): Common {
  const assets = rows.filter((row) => row.type === 'asset');
  const counts = new Map<string, number>();
  for (const tag of assets.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts]
    .map(([tag, count]) => ({ tag, isOnAll: count === assets.length }))
    .sort((a, b) => Number(b.isOnAll) - Number(a.isOnAll) || a.tag.localeCompare(b.tag));
  const [isPublic, ...others] = new Set(assets.map(({ is_public }) => is_public));
  return {
    kinds: [...new Set(rows.map((row) => (row.type === 'asset' ? row.kind : 'folder')))],
    places: [...new Set(assets.map(({ folder_path }) => folder_path))],
    tags,
    isPublic: others.length > 0 ? 'mixed' : isPublic,
  };
}
