// How a list of assets is read: along the order that was asked for, past what does not fit; or by the index of one filter,
// its rows sorted. Chosen here, by the maintained totals, because SQLite's planner knows neither the bound values nor,
// in a database without statistics, anything about the columns. The other filters become mere checks (`check`).
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { countUpTo, type Estimate, estimate, valuesBeginning } from './estimates.ts';
import { ASSET_FIELDS, check, condition, type Field, type Filter, hide, type ListQuery } from './filters.ts';
import { matchOf } from './search.ts';

const LIVE_ASSETS = sql<SqlBool>`trashed_at is null and sha256 is not null`;

export interface ReadPlan {
  readonly conditions: readonly RawBuilder<SqlBool>[];
  /** A query of `place`s: assets are read by these, in the order of their arrival (`seq`). */
  readonly places: RawBuilder<unknown> | undefined;
  /** It goes along an index past rows that it tells from those asked for by what that index carries. */
  readonly walksPast?: boolean;
  /** For counting: the places alone. */
  readonly onlyPlaces?: boolean;
  /** Whether the rows come in another order than the one asked for. */
  readonly sorts: boolean;
  /** Microseconds it takes if what the filters let through is spread evenly, roughly, and if it is not. */
  readonly usual: number;
  readonly worst: number;
}

/** One filter of a list, in the two forms it can take in a query. */
interface Part {
  readonly most: number;
  readonly exact: boolean;
  /** With an index to find its rows by ... */
  readonly narrow: RawBuilder<SqlBool>;
  /** ... or only to check rows found otherwise. */
  readonly check: RawBuilder<SqlBool>;
  readonly checkCost: number;
  /** Whether its index gives its rows in the order of that column. */
  isInOrderOf(column: string): boolean;
  /** The column it is a range of, when lists can be sorted by it. */
  readonly range?: string | undefined;
  /** Instead of `narrow`: a query of `place`s in the order of arrival, all of the workspace. */
  readonly places?: RawBuilder<unknown>;
  /** Microseconds before the first row can be checked. */
  readonly checkStart?: number;
}

export interface Question {
  readonly workspaceId: Id;
  /** Live assets of the workspace. */
  readonly all: number;
  readonly parts: readonly Part[];
}

/** How many rows are looked at to learn how many a range, or a search, has; when there are more they are taken for many. */
const PROBE = 3_000;
const PROBE_TEXT = 5_000;
const MANY = 1 / 3;
// Microseconds per row: along an index that carries what is checked, and with the row itself fetched.
const STEP = 0.2;
const FETCH = 1.2;
const CHECK_TAG = 1.5;
const LIST_PLACE = 0.2;
/** How much the worst case weighs: images sort behind dated documents, and old assets are not the recently changed. */
const CAUTION = 0.004;

export async function ask(db: Db, query: ListQuery): Promise<Question> {
  const { workspaceId, vaultId, filters } = query;
  const all = await countAll(db, workspaceId);
  const parts = await Promise.all(filters.flatMap(single).map((filter) => partOf(db, workspaceId, all, filter)));
  if (vaultId) parts.push(await vaultPart(db, vaultId));
  return { workspaceId, all, parts };
}

/** The plan for one page in the order of `column`. */
export const planPage = (question: Question, column: string, limit: number): ReadPlan =>
  cheapest(pagePlans(question, column, limit));

/** The plan for so many ids from the beginning on: what an index tells in order is not fetched. */
export const planIds = (question: Question, column: string, limit: number): ReadPlan =>
  cheapest(pagePlans(question, column, limit, STEP));

/** Every way to read the page; all give the same. `bare`: what a row costs that nothing but an index has to tell of. */
export function pagePlans(
  { workspaceId, all, parts }: Question,
  column: string,
  limit: number,
  bare = FETCH,
): ReadPlan[] {
  const visits = (among: number, others: readonly Part[]) =>
    Math.min(
      among,
      others.reduce((rows, part) => (rows * all) / Math.max(part.most, 1), limit),
    );
  const ranges = parts.filter((part) => part.range === column);
  const checks = parts.filter((part) => !ranges.includes(part));
  const plans: ReadPlan[] = [];
  // There is no order of arrival within a workspace but that of text and tags.
  if (column !== 'seq') {
    plans.push({
      conditions: [...here(workspaceId), ...ranges.map((part) => part.narrow), ...checks.map((part) => part.check)],
      places: undefined,
      walksPast: checks.length > 0,
      sorts: false,
      usual: costOf(visits(all, checks), STEP, checks),
      worst: costOf(checks.length === 0 ? limit : all, checks.length === 0 ? bare : STEP, checks),
    });
  }
  for (const part of parts) {
    const others = parts.filter((other) => other !== part);
    const inOrder = part.isInOrderOf(column);
    const each = inOrder && others.length === 0 && !part.places ? bare : FETCH;
    plans.push({
      ...ledBy(workspaceId, part, others),
      sorts: !inOrder,
      usual: costOf(inOrder ? visits(part.most, others) : part.most, each, others),
      worst: costOf(inOrder && others.length === 0 ? limit : part.most, each, others),
    });
  }
  return plans;
}

/** The plan for counting, or the total itself where it is known. */
export function planTotal(question: Question): number | ReadPlan {
  const [part, another] = question.parts;
  if (!part) return question.all;
  if (!another && part.exact) return part.most;
  if (question.parts.some((one) => one.exact && one.most === 0)) return 0;
  return cheapest(totalPlans(question));
}

/** The plan for reading all there is, in no particular order. */
export const planAll = (question: Question): ReadPlan =>
  cheapest(totalPlans(question).filter((plan) => !plan.onlyPlaces));

/** Every way to count; all give the same. */
export function totalPlans({ workspaceId, all, parts }: Question): ReadPlan[] {
  const plans: ReadPlan[] = [
    {
      conditions: [...here(workspaceId), ...parts.map((one) => one.check)],
      places: undefined,
      sorts: false,
      ...evenly(costOf(all, STEP, parts)),
    },
  ];
  for (const one of parts) {
    const others = parts.filter((other) => other !== one);
    const step = one.places || (one.range === undefined && others.length > 0) ? FETCH : STEP;
    plans.push({
      ...ledBy(workspaceId, one, others),
      sorts: false,
      ...evenly(costOf(one.most, step, others)),
    });
    if (one.places && others.length === 0) plans.push(countPlaces(workspaceId, one.places, one.most));
  }
  return plans;
}

/** Without looking at the assets: all but those that are in the trash or have no bytes, which are few. */
function countPlaces(workspaceId: Id, places: RawBuilder<unknown>, most: number): ReadPlan {
  return {
    places,
    onlyPlaces: true,
    conditions: [
      sql`place not in (select seq from assets where workspace_id = ${workspaceId} and trashed_at is not null)`,
      sql`place not in (select seq from assets where sha256 is null)`,
    ],
    sorts: false,
    ...evenly(most * LIST_PLACE),
  };
}

const here = (workspaceId: Id) => [sql<SqlBool>`workspace_id = ${workspaceId}`, LIVE_ASSETS];

function ledBy(workspaceId: Id, part: Part, others: readonly Part[]): Pick<ReadPlan, 'conditions' | 'places'> {
  const checks = others.map((other) => other.check);
  if (part.places) return { places: part.places, conditions: [sql`assets.seq = found.place`, LIVE_ASSETS, ...checks] };
  return { places: undefined, conditions: [...here(workspaceId), part.narrow, ...checks] };
}

const sum = (parts: readonly Part[], of: 'checkCost' | 'checkStart'): number =>
  parts.reduce((total, part) => total + (part[of] ?? 0), 0);
/** For so many rows, each at that cost and checked for the parts. */
const costOf = (rows: number, each: number, checks: readonly Part[]): number =>
  rows * (each + sum(checks, 'checkCost')) + sum(checks, 'checkStart');

function cheapest(plans: readonly ReadPlan[]): ReadPlan {
  const [first, ...others] = plans;
  if (!first) throw new TypeError('there is no plan');
  const cost = ({ usual, worst }: ReadPlan) => usual + CAUTION * worst;
  return others.reduce((best, plan) => (cost(plan) < cost(best) ? plan : best), first);
}

/** Having all tags is having each. */
const single = (filter: Filter): Filter[] =>
  filter.operator === 'all' && Array.isArray(filter.value)
    ? filter.value.map((value) => ({ ...filter, operator: 'eq', value }))
    : [filter];

const evenly = (cost: number) => ({ usual: cost, worst: cost });

async function partOf(db: Db, workspaceId: Id, all: number, filter: Filter): Promise<Part> {
  if (filter.field === 'search') return searchPart(db, workspaceId, all, String(filter.value));
  if (filter.field === 'tags') return tagsPart(db, workspaceId, all, filter);
  const known = await knownValues(db, workspaceId, filter);
  const fields: Readonly<Record<string, Field>> = ASSET_FIELDS;
  const field = fields[known.field];
  if (!field) throw new TypeError(`there is no field ${known.field}`);
  const narrow = condition(field, known);
  const found = (await estimate(db, workspaceId, all, known)) ?? (await probe(db, workspaceId, all, narrow));
  return {
    ...found,
    narrow,
    check: condition(field, known, true),
    checkCost: 0,
    isInOrderOf: (column) =>
      isIndexed(known) &&
      (column === 'created_at' ||
        (column === 'name_key' && known.field !== 'is_public') ||
        (ORDERED.includes(known.field) && column !== 'seq')),
    range: 'sortColumn' in field ? field.sortColumn : undefined,
  };
}

/** Filters with an index of equal values, in the order of creation, and those that have one for every order. */
const isIndexed = ({ field, operator, value }: Filter): boolean =>
  (operator === 'eq' && ['kind', 'mime_type', 'extension', 'folder'].includes(field)) ||
  (field === 'is_public' && value === true) ||
  (field === 'folder' && operator === 'isnull' && value === true);
const ORDERED = ['kind', 'folder'];

/** The beginning of a counted value as those values that begin so. */
async function knownValues(db: Db, workspaceId: Id, filter: Filter): Promise<Filter> {
  if (filter.field !== 'mime_type' || filter.operator !== 'startswith') return filter;
  const values = await valuesBeginning(db, workspaceId, filter.field, String(filter.value));
  return { ...filter, operator: 'in', value: values };
}

async function probe(db: Db, workspaceId: Id, all: number, narrow: RawBuilder<SqlBool>): Promise<Estimate> {
  const rows = sql`select 1 from assets where ${sql.join([...here(workspaceId), narrow], sql` and `)}`;
  const found = await countUpTo(db, rows, PROBE);
  return found < PROBE ? { most: found, exact: true } : { most: Math.max(PROBE, all * MANY), exact: false };
}

/** Assets with a tag, or with any of several. */
async function tagsPart(db: Db, workspaceId: Id, all: number, filter: Filter): Promise<Part> {
  const tags = Array.isArray(filter.value) ? [...new Set(filter.value)] : [filter.value];
  if (tags.length === 0) return NOTHING;
  const tagged = (column: RawBuilder<unknown>) => sql`
    select ${column} from asset_tags where workspace_id = ${workspaceId} and tag in (${sql.join(tags)})`;
  const found = await estimate(db, workspaceId, all, filter);
  const distinct = tags.length === 1 ? sql`asset_seq as place` : sql`distinct asset_seq as place`;
  return {
    most: found?.most ?? all,
    exact: found?.exact ?? false,
    narrow: sql`1 = 1`,
    places: tagged(distinct),
    check: sql`(${tagged(sql`1`)} and asset_seq = assets.seq limit 1) is not null`,
    checkCost: CHECK_TAG * tags.length,
    isInOrderOf: (column) => column === 'seq' && tags.length === 1,
  };
}

async function searchPart(db: Db, workspaceId: Id, all: number, text: string): Promise<Part> {
  const match = matchOf(workspaceId, text);
  if (match === undefined) return NOTHING;
  const { costs, matching } = db.traits.textSearch;
  const places = matching(match);
  const found = await countUpTo(db, places, PROBE_TEXT);
  const most = found < PROBE_TEXT ? found : Math.max(found, all * MANY);
  return {
    most,
    exact: found === 0,
    narrow: sql`1 = 1`,
    places,
    check: sql`${hide('seq')} in (${places})`,
    checkCost: costs.check,
    checkStart: most * costs.list,
    isInOrderOf: (column) => column === 'seq',
  };
}

const NOTHING: Part = {
  most: 0,
  exact: true,
  narrow: sql`1 = 0`,
  check: sql`1 = 0`,
  checkCost: 0,
  isInOrderOf: () => true,
};

async function vaultPart(db: Db, vaultId: Id): Promise<Part> {
  const row = await db.selectFrom('folders').select('total_assets').where('id', '=', vaultId).executeTakeFirst();
  return {
    most: row?.total_assets ?? 0,
    exact: true,
    narrow: sql`vault_id = ${vaultId}`,
    check: check(sql`vault_id = ${vaultId}`),
    checkCost: 0,
    isInOrderOf: (column) => column === 'created_at',
  };
}

async function countAll(db: Db, workspaceId: Id): Promise<number> {
  const row = await db.selectFrom('workspaces').select('asset_count').where('id', '=', workspaceId).executeTakeFirst();
  return row?.asset_count ?? 0;
}
