// Publications: what the library lists, assets and references alike. Pages by number, each picked by places in an index and
// from whichever end of the list is nearer, and totals that are maintained or counted in the text index.
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { ASSET_KINDS, type Asset, type AssetKind, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';
import { countUpTo } from './estimates.ts';
import { findItems, REFERENCE_KINDS, type Reference, type ReferenceKind, toReference } from './references.ts';
import type { AssetTable } from './schema.ts';
import { tieredMatch } from './search.ts';
import type { TextMatch } from './traits.ts';

export type Publication = Asset | Reference;
export const PUBLICATION_KINDS = [...ASSET_KINDS, ...REFERENCE_KINDS] as const;
export type PublicationKind = AssetKind | ReferenceKind;

export const isReferenceKind = (kind: PublicationKind): kind is ReferenceKind =>
  (REFERENCE_KINDS as readonly string[]).includes(kind);
export const isReference = (publication: Publication): publication is Reference => isReferenceKind(publication.kind);

export const PUBLICATION_ORDERS = { created: 'created_at', title: 'title_key', updated: 'updated_at' } as const;
export type PublicationOrder = keyof typeof PUBLICATION_ORDERS;
type Direction = 'asc' | 'desc';

export interface PublicationQuery {
  readonly kind?: PublicationKind | undefined;
  /** Words, or beginnings of words, of title, description and extracted text. */
  readonly search?: string | undefined;
  /** What is absent is: by relevance for a search, by creation for a list. */
  readonly sort?: PublicationOrder | undefined;
  readonly order: Direction;
  readonly offset: number;
  readonly limit: number;
}

/** What can be seen, and when: of a vault its assets alone. */
export interface PublishedSight extends Sight {
  /** Unix milliseconds: what expires until then is not listed. */
  readonly now: number;
}

export interface PublicationPage {
  readonly items: Publication[];
  readonly total: number;
}

/** A list that pages can be picked of. */
interface List {
  readonly total: number;
  /** The `seq` of so many after so many; `isReversed`: seen from its end. */
  pick(offset: number, limit: number, isReversed: boolean): Promise<number[]>;
}

// Microseconds, roughly: for a step along two indexes that are merged; to find what matches, and to sort it, per match.
const STEP = 0.4;
const FIND = 0.5;
const SORT = 3;
/** So many rows cost little, whatever is done with them. */
const FEW = 1_000;
/** Microseconds that the thread which answers everybody may be held up. */
const LONGEST_HERE = 5_000;

export async function listPublications(
  db: Db,
  sight: PublishedSight,
  query: PublicationQuery,
): Promise<PublicationPage> {
  const { offset } = query;
  const list = query.search === undefined ? await plainList(db, sight, query) : await searchList(db, sight, query);
  const limit = Math.min(query.limit, list.total - offset);
  if (limit <= 0) return { items: [], total: list.total };
  const behind = list.total - offset - limit;
  const places =
    behind < offset ? (await list.pick(behind, limit, true)).reverse() : await list.pick(offset, limit, false);
  return { items: await findBySeq(db, places), total: list.total };
}

async function findBySeq(db: Db, places: readonly number[]): Promise<Publication[]> {
  if (places.length === 0) return [];
  const rows = await db.selectFrom('assets').selectAll().where('seq', 'in', places).execute();
  const items = await findItems(db, rows);
  const found = new Map(rows.map((row) => [row.seq, toPublication(row, items.get(row.id))]));
  return places.flatMap((place) => found.get(place) ?? []);
}

const toPublication = (row: Selectable<AssetTable>, items?: readonly Id[]): Publication =>
  row.sha256 === null ? toReference(row, items) : toAsset(row);

async function plainList(
  db: Db,
  sight: PublishedSight,
  { kind, sort = 'created', order }: PublicationQuery,
): Promise<List> {
  const totals = await countPublished(db, sight, kind);
  const branches = branchesOf(sight, sort, kind, totals);
  return {
    total: totals.assets + totals.references,
    pick(offset, limit, isReversed) {
      const isSlow = (offset + limit) * STEP > LONGEST_HERE || sight.vaultId !== null;
      return pickPlaces(db, isSlow, merged(branches, direction(order, isReversed), offset, limit));
    },
  };
}

/** What each index gives in order, put together without sorting; nothing else is read of what lies before the page. */
const merged = (branches: readonly RawBuilder<unknown>[], order: RawBuilder<unknown>, offset: number, limit: number) =>
  sql`select seq from (
      ${sql.join(branches, sql` union all `)} order by place ${order}, id ${order} limit ${limit} offset ${offset}
    ) as picked cross join assets where assets.id = picked.id order by picked.place ${order}, picked.id ${order}`;

function branchesOf(
  sight: PublishedSight,
  sort: PublicationOrder,
  kind: PublicationKind | undefined,
  totals: Totals,
): RawBuilder<unknown>[] {
  return [
    ...(totals.assets > 0 ? [branch(sight, 'is not null', sort, kind)] : []),
    ...(totals.references > 0 ? [branch(sight, 'is null', sort, kind)] : []),
  ];
}

const direction = (order: Direction, isReversed: boolean) => sql.raw((order === 'asc') === isReversed ? 'desc' : 'asc');

/** Assets or references, in an order that an index has. */
function branch(
  sight: PublishedSight,
  bytes: 'is null' | 'is not null',
  sort: PublicationOrder,
  kind: PublicationKind | undefined,
): RawBuilder<unknown> {
  return sql`
    select id, ${sql.ref(PUBLICATION_ORDERS[sort])} as place from assets
    where ${within(sight)} ${ofKind(kind)} and trashed_at is null and sha256 ${sql.raw(bytes)}
      and id not in (${expired(sight, 'id')})`;
}

const within = ({ workspaceId, vaultId }: PublishedSight) =>
  vaultId === null ? sql`workspace_id = ${workspaceId}` : sql`vault_id = ${vaultId}`;

const ofKind = (kind: PublicationKind | undefined) => (kind === undefined ? sql`` : sql`and kind = ${kind}`);

/** The few whose time has come and that are still on their way to the trash. */
export const expired = ({ now }: PublishedSight, column: 'seq' | 'id' = 'seq') =>
  sql`select ${sql.ref(column)} from assets where expires_at <= ${now} and expires_at is not null and trashed_at is null`;

interface Totals {
  readonly assets: number;
  readonly references: number;
}

async function countPublished(db: Db, sight: PublishedSight, kind: PublicationKind | undefined): Promise<Totals> {
  if (sight.vaultId !== null)
    return { assets: await countPlaces(db, branch(sight, 'is not null', 'created', kind)), references: 0 };
  let counts = db
    .selectFrom('asset_counts')
    .select(['value', 'assets'])
    .where('workspace_id', '=', sight.workspaceId)
    .where('dimension', '=', 'kind');
  if (kind !== undefined) counts = counts.where('value', '=', kind);
  const gone = await sql<{ value: string; assets: number }>`
    select kind as value, -count(*) as assets from (${expired(sight)}) as gone cross join assets
    where assets.seq = gone.seq and workspace_id = ${sight.workspaceId} ${ofKind(kind)} group by kind`.execute(db);
  const totals = { assets: 0, references: 0 };
  for (const { value, assets } of [...(await counts.execute()), ...gone.rows])
    totals[(REFERENCE_KINDS as readonly string[]).includes(value) ? 'references' : 'assets'] += Number(assets);
  return totals;
}

/** The text index is always read in another thread: what it takes depends on all that begins so, in every workspace. */
async function searchList(db: Db, sight: PublishedSight, query: PublicationQuery): Promise<List> {
  const { sort, order, kind } = query;
  const match = tieredMatch(sight.workspaceId, kind, query.search ?? '');
  if (match === undefined) return { total: 0, pick: async () => [] };
  const visible = await visibilityOf(db, sight, match.any);
  const total = await countPlaces(db, visible(match.any));
  if (sort === undefined) return { total, pick: (...page) => pickFromTiers(db, match.tiers.map(visible), page) };
  const matches = visible(match.any);
  // What arrived later was created later, and text is indexed in the order of arrival.
  if (sort === 'created')
    return { total, pick: (...page) => pickMatches(db, matches, direction(order, page[2]), page[0], page[1]) };
  return {
    total,
    pick: (...page) => pickSorted(db, sight, { ...query, sort }, { match: match.any, matches, total }, page),
  };
}

type PickedPage = Parameters<List['pick']>;

/** The `place`s of what matches and can be seen. */
type Visible = (match: TextMatch) => RawBuilder<unknown>;

/**
 * The text index knows nothing of the trash, nor of time and vaults: a few matches are looked at one by one, many are held
 * against lists of what can not be seen.
 */
async function visibilityOf(db: Db, sight: PublishedSight, match: TextMatch): Promise<Visible> {
  const { workspaceId, vaultId, now } = sight;
  const trash = sql`select seq from assets where workspace_id = ${workspaceId} and trashed_at is not null`;
  const hasLists = vaultId !== null || (await countUpTo(db, trash, FEW)) === FEW;
  const isRare = hasLists && (await countPlaces(db, sql`${db.traits.textSearch.matching(match)} limit ${FEW}`)) < FEW;
  const inVault = vaultId === null ? sql`` : sql`and vault_id = ${vaultId} and sha256 is not null`;
  const isVisible = isRare
    ? sql`exists (select 1 from assets where seq = place and trashed_at is null
        and (expires_at is null or expires_at > ${now}) ${inVault})`
    : sql`place not in (${trash}) and place not in (${expired(sight)})
        ${vaultId === null ? sql`` : sql`and place in (select seq from assets where trashed_at is null ${inVault})`}`;
  return (one) => sql`select place from (${db.traits.textSearch.matching(one)}) as matching where ${isVisible}`;
}

/** Newest first in each tier. */
async function pickFromTiers(
  db: Db,
  tiers: readonly RawBuilder<unknown>[],
  [offset, limit, isReversed]: PickedPage,
): Promise<number[]> {
  const picked: number[] = [];
  let skip = offset;
  for (const matches of isReversed ? tiers.toReversed() : tiers) {
    const rest = limit - picked.length;
    if (rest === 0) break;
    const some = await pickMatches(db, matches, direction('desc', isReversed), skip, rest);
    picked.push(...some);
    if (some.length > 0) skip = 0;
    else if (skip > 0) skip -= await countPlaces(db, matches);
  }
  return picked;
}

const pickMatches = (
  db: Db,
  matches: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  offset: number,
  limit: number,
): Promise<number[]> =>
  pickPlaces(
    db,
    true,
    sql`select place as seq from (${matches}) as found order by place ${order} limit ${limit} offset ${offset}`,
  );

async function countPlaces(db: Db, places: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ found: number }>`${sql.raw(SLOW)}
    select count(*) as found from (${places}) as places`.execute(db);
  return Number(rows[0]?.found ?? 0);
}

interface Matches {
  readonly match: TextMatch;
  readonly matches: RawBuilder<unknown>;
  readonly total: number;
}

/** Few matches are sorted; of many those that come first are found by walking along the order past what does not match. */
async function pickSorted(
  db: Db,
  sight: PublishedSight,
  { sort, order, kind }: PublicationQuery & { readonly sort: PublicationOrder },
  { match, matches, total }: Matches,
  [offset, limit, isReversed]: PickedPage,
): Promise<number[]> {
  const way = direction(order, isReversed);
  const totals = await countPublished(db, sight, kind);
  const branches = branchesOf(sight, sort, kind, totals);
  // They may have gone since they were counted.
  if (branches.length === 0) return [];
  const steps = ((offset + limit) * (totals.assets + totals.references)) / total;
  if (total * SORT > total * FIND * branches.length + steps * STEP) {
    const matching = branches.map((one) => sql`${one} and seq in (${db.traits.textSearch.matching(match)})`);
    return pickPlaces(db, true, merged(matching, way, offset, limit));
  }
  return pickPlaces(
    db,
    true,
    sql`select seq from (${matches}) as found cross join assets where assets.seq = found.place
      order by ${sql.ref(PUBLICATION_ORDERS[sort])} ${way}, id ${way} limit ${limit} offset ${offset}`,
  );
}

/** In another thread where it may take long. */
async function pickPlaces(db: Db, isSlow: boolean, query: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`${sql.raw(isSlow ? SLOW : '')} ${query}`.execute(db);
  return rows.map((row) => row.seq);
}
