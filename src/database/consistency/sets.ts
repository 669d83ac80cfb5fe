// Maintained sets of rows: the tags of assets, the totals per filter value, the text index.
import { sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { findAssetBySeq, replaceTags } from '../assets.ts';
import type { Db } from '../db.ts';
import { findReferenceBySeq, searchableReference } from '../references.ts';
import { indexAsset, type Searchable, unindexAsset } from '../search.ts';
import type { Discrepancy } from './discrepancy.ts';

/** Assets compared in one step. */
const PAGE = 5_000;

interface Stretch {
  readonly after: number;
  /** Inclusive; infinite at the end. */
  readonly through: number;
  readonly assets: readonly { seq: number; workspace_id: Id; tags: string }[];
}

/** All assets in the order of arrival; together the stretches cover every number there is. */
async function* stretches(db: Db): AsyncGenerator<Stretch> {
  for (let after = 0; ; ) {
    const assets = await db
      .selectFrom('assets')
      .select(['seq', 'workspace_id', 'tags'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    const through = assets.length < PAGE ? Number.MAX_SAFE_INTEGER : (assets.at(-1)?.seq ?? after);
    yield { after, through, assets };
    if (assets.length < PAGE) return;
    after = through;
  }
}

interface WrongTags {
  readonly seq: number;
  readonly workspaceId: Id;
  readonly found: readonly string[];
  readonly expected: readonly string[];
}

async function* wrongTags(db: Db): AsyncGenerator<WrongTags> {
  for await (const { after, through, assets } of stretches(db)) {
    const rows = await db
      .selectFrom('asset_tags')
      .selectAll()
      .where('asset_seq', '>', after)
      .where('asset_seq', '<=', through)
      .execute();
    const found = Map.groupBy(rows, (row) => row.asset_seq);
    for (const asset of assets) {
      const here = found.get(asset.seq) ?? [];
      const tags: readonly string[] = JSON.parse(asset.tags);
      const expected = [...tags].sort();
      const actual = here.map((row) => row.tag).sort();
      const isForeign = here.some((row) => row.workspace_id !== asset.workspace_id);
      if (isForeign || JSON.stringify(expected) !== JSON.stringify(actual)) {
        yield { seq: asset.seq, workspaceId: asset.workspace_id, found: actual, expected };
      }
    }
  }
}

export async function* findInTags(db: Db): AsyncGenerator<Discrepancy> {
  for await (const wrong of wrongTags(db)) {
    yield {
      table: 'asset_tags',
      record: String(wrong.seq),
      field: 'tag',
      found: JSON.stringify(wrong.found),
      expected: JSON.stringify(wrong.expected),
    };
  }
}

export async function mendTags(db: Db): Promise<void> {
  for await (const wrong of wrongTags(db)) await replaceTags(db, wrong.workspaceId, wrong.seq, wrong.expected);
}

const LIVE = 'a.trashed_at is null and a.sha256 is not null';

/**
 * How often each value of a dimension occurs among live assets, and each kind also among live references: select statements of
 * workspace, dimension, value, assets.
 */
const OCCURRENCES = [
  `select a.workspace_id, 'kind' as dimension, a.kind as value, count(*) as assets
    from assets a where a.trashed_at is null group by a.workspace_id, a.kind`,
  ...['mime_type', 'extension'].map(
    (column) => `select a.workspace_id, '${column}' as dimension, a.${column} as value, count(*) as assets
      from assets a where ${LIVE} group by a.workspace_id, a.${column}`,
  ),
  `select a.workspace_id, 'is_public' as dimension, '1' as value, count(*) as assets
    from assets a where ${LIVE} and a.is_public = 1 group by a.workspace_id`,
  `select g.workspace_id, 'tag' as dimension, g.tag as value, count(*) as assets
    from asset_tags g join assets a on a.seq = g.asset_seq where ${LIVE} group by g.workspace_id, g.tag`,
];

interface CountRow {
  readonly workspace_id: Id;
  readonly dimension: string;
  readonly value: string;
  readonly found: number | null;
  readonly expected: number | null;
}

export async function* findInCounts(db: Db): AsyncGenerator<Discrepancy> {
  for (const occurrences of OCCURRENCES) {
    for (let after: CountRow | undefined, isLast = false; !isLast; ) {
      const rows = await wrongCounts(db, occurrences, after);
      for (const row of rows) {
        yield {
          table: 'asset_counts',
          record: `${row.workspace_id} ${row.dimension} ${row.value}`,
          field: 'assets',
          found: row.found,
          expected: row.expected,
        };
      }
      after = rows.at(-1);
      isLast = rows.length < PAGE;
    }
  }
}

async function wrongCounts(db: Db, occurrences: string, after: CountRow | undefined): Promise<CountRow[]> {
  const dimension = /'(\w+)' as dimension/.exec(occurrences)?.[1] ?? '';
  const beyond = after ? sql`and (workspace_id, value) > (${after.workspace_id}, ${after.value})` : sql``;
  const { rows } = await sql<CountRow>`
    with occurring as (${sql.raw(occurrences)}),
    kept as (select * from asset_counts where dimension = ${dimension}),
    wrong as (
      select o.workspace_id, o.value, k.assets as found, o.assets as expected
      from occurring o left join kept k on k.workspace_id = o.workspace_id and k.value = o.value
      where k.assets is distinct from o.assets
      union all
      select k.workspace_id, k.value, k.assets as found, null as expected
      from kept k left join occurring o on k.workspace_id = o.workspace_id and k.value = o.value
      where o.value is null
    )
    select workspace_id, ${dimension} as dimension, value, found, expected from wrong
    where 1 = 1 ${beyond} order by workspace_id, value limit ${PAGE}`.execute(db);
  return rows;
}

export async function mendCounts(db: Db): Promise<void> {
  await sql`delete from asset_counts`.execute(db);
  for (const occurrences of OCCURRENCES) {
    await sql`insert into asset_counts (workspace_id, dimension, value, assets) ${sql.raw(occurrences)}`.execute(db);
  }
}

interface WrongIndex {
  readonly seq: number;
  readonly isIndexed: boolean;
}

async function* wrongIndex(db: Db): AsyncGenerator<WrongIndex> {
  for await (const { after, through, assets } of stretches(db)) {
    const indexed = new Set(await db.traits.textSearch.list(db, after, through));
    const wanted = new Set(assets.map((asset) => asset.seq));
    for (const seq of wanted.difference(indexed)) yield { seq, isIndexed: false };
    for (const seq of indexed.difference(wanted)) yield { seq, isIndexed: true };
  }
}

export async function* findInSearch(db: Db): AsyncGenerator<Discrepancy> {
  for await (const { seq, isIndexed } of wrongIndex(db)) {
    yield {
      table: 'asset_search',
      record: String(seq),
      field: 'seq',
      found: isIndexed ? seq : null,
      expected: isIndexed ? null : seq,
    };
  }
}

export async function mendSearch(db: Db): Promise<void> {
  for await (const { seq, isIndexed } of wrongIndex(db)) {
    const found = isIndexed ? undefined : await findSearchable(db, seq);
    if (found) await indexAsset(db, found);
    else await unindexAsset(db, seq);
  }
}

async function findSearchable(db: Db, seq: number): Promise<Searchable | undefined> {
  const asset = await findAssetBySeq(db, seq);
  if (asset) return asset;
  const reference = await findReferenceBySeq(db, seq);
  return reference && searchableReference(reference);
}
