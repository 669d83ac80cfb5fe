// Maintained columns, each with the expression it must equal. One table of them serves finding and mending.
import { sql } from 'kysely';
import type { Db } from '../db.ts';
import type { Discrepancy } from './discrepancy.ts';

interface ColumnCheck {
  readonly table: 'workspaces' | 'folders' | 'assets' | 'blobs';
  /** Unique and indexed; what pages go by. */
  readonly key: string;
  readonly column: string;
  /** SQL over the row `t`. */
  readonly expected: string;
  /** The expression reads the same column of other rows, so that mending goes level by level. */
  readonly isRecursive?: boolean;
}

/** Rows compared in one statement. */
const PAGE = 10_000;
/** More levels than folders can be nested; a cycle, which nothing can mend here, ends there as well. */
const MOST_ROUNDS = 100;

const LIVE = 'a.trashed_at is null and a.sha256 is not null';
/** Folders count what is in the same state: live ones what is live, trashed ones what was trashed with them. */
const WITH_FOLDER = 'trash_root_id is not distinct from t.trash_root_id';
const ASSETS_HERE = `from assets a where a.folder_id = t.id and a.sha256 is not null and a.${WITH_FOLDER}`;
const FOLDERS_HERE = `from folders f where f.parent_id = t.id and f.${WITH_FOLDER}`;
const REFERENCES = `((select count(*) from assets a where a.sha256 = t.sha256)
  + (select count(*) from versions v where v.sha256 = t.sha256)
  + (select count(*) from renditions r where r.sha256 = t.sha256))`;

/** Of the asset's folder, when that is a channel of a vault: three levels below it. */
const CHANNEL = `from folders channel
  join folders collection on collection.id = channel.parent_id
  join folders area on area.id = collection.parent_id
  where channel.id = t.folder_id and channel.vault_id is not null and channel.depth = 3`;

const sumOf = (column: string): string => `cast(coalesce(sum(${column}), 0) as bigint)`;

export const COLUMN_CHECKS: readonly ColumnCheck[] = [
  folder('depth', 'coalesce((select above.depth + 1 from folders above where above.id = t.parent_id), 0)', true),
  folder(
    'vault_id',
    `case when exists (select 1 from vaults v where v.id = t.id) then t.id
      else (select above.vault_id from folders above where above.id = t.parent_id) end`,
    true,
  ),
  folder('asset_count', `(select count(*) ${ASSETS_HERE})`),
  folder('folder_count', `(select count(*) ${FOLDERS_HERE})`),
  folder(
    'total_assets',
    `(select count(*) ${ASSETS_HERE}) + (select ${sumOf('f.total_assets')} ${FOLDERS_HERE})`,
    true,
  ),
  folder(
    'total_bytes',
    `(select ${sumOf('a.size')} ${ASSETS_HERE}) + (select ${sumOf('f.total_bytes')} ${FOLDERS_HERE})`,
    true,
  ),
  workspace('asset_count', `(select count(*) from assets a where a.workspace_id = t.id and ${LIVE})`),
  workspace('total_bytes', `(select ${sumOf('a.size')} from assets a where a.workspace_id = t.id and ${LIVE})`),
  workspace('folder_count', '(select count(*) from folders f where f.workspace_id = t.id and f.trashed_at is null)'),
  asset('vault_id', `(select channel.vault_id ${CHANNEL})`),
  asset('partition', `(select area.name ${CHANNEL})`),
  asset('collection', `(select collection.name ${CHANNEL})`),
  asset('channel', `(select channel.name ${CHANNEL})`),
  { table: 'blobs', key: 'sha256', column: 'reference_count', expected: REFERENCES },
  {
    table: 'blobs',
    key: 'sha256',
    column: 'unreferenced_at',
    expected: `case when ${REFERENCES} = 0 then coalesce(t.unreferenced_at, t.created_at) end`,
  },
];

function folder(column: string, expected: string, isRecursive = false): ColumnCheck {
  return { table: 'folders', key: 'id', column, expected, isRecursive };
}

function workspace(column: string, expected: string): ColumnCheck {
  return { table: 'workspaces', key: 'id', column, expected };
}

function asset(column: string, expected: string): ColumnCheck {
  return { table: 'assets', key: 'id', column, expected };
}

type Row = { record: string; found: string | number | null; expected: string | number | null };

export async function* findInColumns(db: Db, check: ColumnCheck): AsyncGenerator<Discrepancy> {
  const { table, column } = check;
  const key = sql.ref(`t.${check.key}`);
  const found = sql.ref(`t.${column}`);
  const expected = sql.raw(check.expected);
  for (let after = '', isLast = false; !isLast; ) {
    const through = await pageEnd(db, check, after);
    const until = through === undefined ? sql`` : sql`and ${key} <= ${through}`;
    const { rows } = await sql<Row>`
      select ${key} as record, ${found} as found, ${expected} as expected from ${sql.table(table)} as t
      where ${key} > ${after} ${until} and ${found} is distinct from ${expected} order by ${key}`.execute(db);
    for (const row of rows) yield { table, field: column, ...row };
    after = through ?? after;
    isLast = through === undefined;
  }
}

async function pageEnd(db: Db, { table, key }: ColumnCheck, after: string): Promise<string | undefined> {
  const { rows } = await sql<{ record: string }>`
    select ${sql.ref(key)} as record from ${sql.table(table)} where ${sql.ref(key)} > ${after}
    order by ${sql.ref(key)} limit 1 offset ${PAGE}`.execute(db);
  return rows[0]?.record;
}

export async function mendColumns(db: Db, check: ColumnCheck): Promise<void> {
  const expected = sql.raw(check.expected);
  for (let round = 0; round < (check.isRecursive ? MOST_ROUNDS : 1); round++) {
    const result = await sql`
      update ${sql.table(check.table)} as t set ${sql.ref(check.column)} = ${expected}
      where ${sql.ref(`t.${check.column}`)} is distinct from ${expected}`.execute(db);
    if (!result.numAffectedRows) return;
  }
}
