// The log: what happened to which record, when and by whom. Rows are only ever added.
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';
import { check } from './filters.ts';
import { preparedRows } from './prepared.ts';
import type { EventTable } from './schema.ts';

export const EVENT_TYPES = [
  'created',
  'updated',
  'renamed',
  'moved',
  'replaced',
  'trashed',
  'restored',
  'deleted',
  'downloaded',
  'shared',
  'unshared',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface Event {
  readonly seq: number;
  readonly workspaceId: Id;
  readonly assetId: Id | null;
  readonly folderId: Id | null;
  readonly type: EventType;
  /** `user:ID`, `key:ID`, `share:ID`, or null for the system and the public. */
  readonly actor: string | null;
  readonly at: number;
  readonly info: Readonly<Record<string, unknown>>;
}

const toEvent = (row: Selectable<EventTable>): Event => ({
  seq: row.seq,
  workspaceId: row.workspace_id,
  assetId: row.asset_id,
  folderId: row.folder_id,
  type: row.type as EventType,
  actor: row.actor,
  at: row.at,
  info: JSON.parse(row.info),
});

/** In this order. */
export async function insertEvents(db: Db, events: readonly Omit<Event, 'seq'>[]): Promise<void> {
  for (const some of chunks(events)) {
    await insertRows(
      db,
      some.map((event) => ({
        workspace_id: event.workspaceId,
        asset_id: event.assetId,
        folder_id: event.folderId,
        type: event.type,
        actor: event.actor,
        at: event.at,
        info: JSON.stringify(event.info),
      })),
    );
  }
}

const insertRows = preparedRows((db, rows: readonly Omit<Selectable<EventTable>, 'seq'>[]) =>
  db.insertInto('events').values(rows).compile(),
);

/** The same event of many assets at once. */
export async function insertAssetEvents(
  db: Db,
  event: Pick<Event, 'type' | 'actor' | 'at'> & { readonly assetIds: readonly Id[] },
): Promise<void> {
  const { assetIds, type, actor, at } = event;
  await db
    .insertInto('events')
    .columns(['workspace_id', 'asset_id', 'type', 'actor', 'at', 'info'])
    .expression(
      db
        .selectFrom('assets')
        .select(['workspace_id', 'id', val(type), val(actor), val(at), val('{}')])
        .where('id', 'in', assetIds),
    )
    .execute();
}

const val = (value: string | number | null) =>
  sql`cast(${value} as ${sql.raw(typeof value === 'number' ? 'bigint' : 'text')})`.as('value');

/** Each a `downloaded` of an asset, which is passed over where it is gone. */
export async function insertDownloads(
  db: Db,
  downloads: readonly { readonly assetId: Id; readonly actor: string | null }[],
  at: number,
): Promise<void> {
  const sent = downloads.map(({ assetId, actor }) => sql`(cast(${assetId} as text), cast(${actor} as text))`);
  // The names that both engines give to columns of `values`.
  await sql`
    insert into events (workspace_id, asset_id, type, actor, at, info)
    select assets.workspace_id, assets.id, 'downloaded', sent.column2, cast(${at} as bigint), '{}'
    from (values ${sql.join(sent)}) as sent join assets on assets.id = sent.column1`.execute(db);
}

export interface EventQuery {
  readonly workspaceId: Id;
  readonly assetId?: Id | undefined;
  /** Only what came before this one. */
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/** As the index of them says it, word for word (migrations). */
const CHANGES = sql<SqlBool>`type not in ('downloaded', 'shared', 'unshared')`;

/** The newest changes of each asset or folder, up to `most` of each, oldest first. */
export async function listChanges(
  db: Db,
  column: 'asset_id' | 'folder_id',
  ids: readonly Id[],
  most: number,
): Promise<Event[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Selectable<EventTable>>`
    select * from (
      select *, row_number() over (partition by ${sql.ref(column)} order by seq desc) as place
      from events where ${sql.ref(column)} in (${sql.join(ids)}) and ${CHANGES}
    ) as changes where place <= ${most} order by seq`.execute(db);
  return rows.map(toEvent);
}

/** Newest first. */
export async function listEvents(db: Db, query: EventQuery): Promise<Event[]> {
  const { workspaceId, assetId } = query;
  const inWorkspace = sql<SqlBool>`workspace_id = ${workspaceId}`;
  const events = db.selectFrom('events').selectAll();
  // An engine without statistics would walk through the log of the workspace for one asset.
  let select =
    assetId === undefined
      ? events.where(inWorkspace)
      : events.where('asset_id', '=', assetId).where(check(inWorkspace));
  if (query.beforeSeq !== undefined) select = select.where('seq', '<', query.beforeSeq);
  return (await select.orderBy('seq', 'desc').limit(query.limit).execute()).map(toEvent);
}
