// The full-text index: what is in it, and how a person's words become a query of it. How an engine keeps it: traits.ts.
import type { RawBuilder, SqlBool } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, titleOf } from './assets.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';
import { type SearchEntry, TEXT_COLUMNS, type TextColumn, type TextMatch } from './traits.ts';
import { wordsIn } from './words.ts';

const MOST_WORDS = 16;
/** Each may have a text of a megabyte. */
const ENTRIES_AT_ONCE = 50;

export type Searchable = Pick<
  Asset,
  'seq' | 'workspaceId' | 'name' | 'extension' | 'title' | 'description' | 'tags' | 'mimeType'
> & {
  readonly kind: string;
  /** Null without bytes. */
  readonly sha256: string | null;
};

/** Each by its title, or what stands for it, and with the text of its bytes where they have been looked at. */
export async function indexAssets(db: Db, assets: readonly Searchable[]): Promise<void> {
  for (const some of chunks(assets, ENTRIES_AT_ONCE)) await db.traits.textSearch.add(db, some.map(toEntry));
}

export const indexAsset = (db: Db, asset: Searchable): Promise<void> => indexAssets(db, [asset]);

function toEntry(asset: Searchable): SearchEntry {
  const { seq, workspaceId, kind, name, description, tags, sha256, mimeType } = asset;
  return {
    seq,
    scopes: [workspaceId, scopeOf(workspaceId, kind)],
    columns: { name, title: titleOf(asset), description: description ?? '', tags: tags.join(' ') },
    source: sha256 === null ? null : { sha256, mimeType },
  };
}

/** The word by which everything of a workspace is found, or everything of one kind in it. */
const scopeOf = (workspaceId: Id, kind = ''): string => workspaceId + kind.replaceAll('_', '');

export const reindexAsset = (db: Db, asset: Searchable): Promise<void> => reindexAssets(db, [asset]);

export async function reindexAssets(db: Db, assets: readonly Searchable[]): Promise<void> {
  for (const { seq } of assets) await unindexAsset(db, seq);
  await indexAssets(db, assets);
}

export const unindexAsset = (db: Db, seq: number): Promise<void> => db.traits.textSearch.remove(db, seq);

export const unindexMany = (db: Db, condition: RawBuilder<SqlBool>): Promise<void> =>
  db.traits.textSearch.removeMany(db, condition);

/** Assets that have every word, or a beginning of it from two letters on; undefined when there is no word in the text. */
export function matchOf(workspaceId: Id, text: string): TextMatch | undefined {
  const words = wordsOf(text);
  return words && { scope: scopeOf(workspaceId), words, columns: TEXT_COLUMNS };
}

/** Where a publication can have the words it is searched for: each tier is the one before it and a column more. */
const TIERS: readonly (readonly TextColumn[])[] = [
  ['title'],
  ['title', 'description'],
  ['title', 'description', 'text'],
];

export interface TieredMatch {
  /** What has every word somewhere. */
  readonly any: TextMatch;
  /** The same in parts that have nothing in common, the best first. */
  readonly tiers: readonly TextMatch[];
}

/** As `matchOf`, for publications, all or of one kind. */
export function tieredMatch(workspaceId: Id, kind: string | undefined, text: string): TieredMatch | undefined {
  const words = wordsOf(text);
  if (words === undefined) return undefined;
  const scope = scopeOf(workspaceId, kind);
  const [widest = []] = TIERS.slice(-1);
  const tiers = TIERS.map((columns, i) => {
    const better = TIERS[i - 1];
    return { scope, words, columns, ...(better && { except: better }) };
  });
  return { any: { scope, words, columns: widest }, tiers };
}

/** Undefined when there is no word in the text. */
function wordsOf(text: string): string[] | undefined {
  const words = wordsIn(text.normalize('NFC')).slice(0, MOST_WORDS);
  return words.length > 0 ? words : undefined;
}
