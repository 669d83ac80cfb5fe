// The full-text index: what is in it, and how a person's words become a query of it. Engine-specific by nature.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, titleOf } from './assets.ts';
import type { Db } from './schema.ts';

const TEXT_COLUMNS = '{name title description tags text}';
const MOST_WORDS = 16;

export type Searchable = Pick<
  Asset,
  'seq' | 'workspaceId' | 'name' | 'extension' | 'title' | 'description' | 'tags' | 'mimeType'
> & {
  readonly kind: string;
  /** Null without bytes. */
  readonly sha256: string | null;
};

/** By its title, or what stands for it, and with the text of its bytes where they have been looked at. */
export async function indexAsset(db: Db, asset: Searchable): Promise<void> {
  const { seq, workspaceId, kind, name, description, tags, sha256, mimeType } = asset;
  const scope = `${workspaceId} ${scopeOf(workspaceId, kind)}`;
  await sql`
    insert into asset_search (rowid, scope, name, title, description, tags, text)
    values (${seq}, ${scope}, ${name}, ${titleOf(asset)}, ${description ?? ''}, ${tags.join(' ')},
      coalesce((select text from media where sha256 = ${sha256} and mime_type = ${mimeType}), ''))`.execute(db);
}

/** The word by which everything of a workspace is found, or everything of one kind in it. */
const scopeOf = (workspaceId: Id, kind = ''): string => workspaceId + kind.replaceAll('_', '');

export async function reindexAsset(db: Db, asset: Searchable): Promise<void> {
  await unindexAsset(db, asset.seq);
  await indexAsset(db, asset);
}

export async function unindexAsset(db: Db, seq: number): Promise<void> {
  await sql`delete from asset_search where rowid = ${seq}`.execute(db);
}

export async function unindexMany(db: Db, condition: RawBuilder<SqlBool>): Promise<void> {
  await sql`delete from asset_search where rowid in (select seq from assets where ${condition})`.execute(db);
}

/** The `seq` of what matches as `place`, in either order of it. */
export const matchingPlaces = (match: string): RawBuilder<unknown> =>
  sql`select rowid as place from asset_search where asset_search match ${match}`;

/** The `seq` of everything in the index, beyond `after` up to and with `through`, in that order. */
export async function listIndexed(db: Db, after: number, through: number): Promise<number[]> {
  const { rows } = await sql<{ rowid: number }>`
    select rowid from asset_search where rowid > ${after} and rowid <= ${through} order by rowid`.execute(db);
  return rows.map((row) => row.rowid);
}

/**
 * A match expression for assets that have every word, or a beginning of it from two letters on; undefined when there is
 * no word in the text. Every word is quoted, so that nothing in it is an operator.
 */
export function matchExpression(workspaceId: Id, text: string): string | undefined {
  const terms = termsOf(text);
  return terms && `scope : "${workspaceId}" AND ${TEXT_COLUMNS} : (${terms})`;
}

/** Where a publication can have the words it is searched for: each tier is the one before it and a column more. */
const TIERS = ['{title}', '{title description}', '{title description text}'];

export interface TieredMatch {
  /** What has every word somewhere. */
  readonly any: string;
  /** The same in parts that have nothing in common, the best first. */
  readonly tiers: readonly string[];
}

/** As `matchExpression`, for publications, all or of one kind. */
export function tieredMatch(workspaceId: Id, kind: string | undefined, text: string): TieredMatch | undefined {
  const terms = termsOf(text);
  if (terms === undefined) return undefined;
  const inScope = (expression: string) => `scope : "${scopeOf(workspaceId, kind)}" AND ${expression}`;
  const [widest = ''] = TIERS.slice(-1);
  const tiers = TIERS.map((columns, i) => {
    const better = TIERS[i - 1];
    const found = `${columns} : (${terms})`;
    return inScope(better === undefined ? found : `(${found} NOT ${better} : (${terms}))`);
  });
  return { any: inScope(`${widest} : (${terms})`), tiers };
}

/** Undefined when there is no word in the text. */
function termsOf(text: string): string | undefined {
  const words = text
    .normalize('NFC')
    .match(/[\p{L}\p{N}\p{Co}]+/gu)
    ?.slice(0, MOST_WORDS);
  return words?.map((word) => `"${word}"${word.length > 1 ? '*' : ''}`).join(' AND ');
}
