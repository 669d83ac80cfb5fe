// How much is held and done, now and day by day. Kept a row for each workspace and day; what was done is counted from the log.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { MINUTE_MS } from '../core/durations.ts';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';

export interface UsageDay {
  /** `YYYY-MM-DD`, of UTC. */
  readonly day: string;
  readonly assets: number;
  readonly bytes: number;
  readonly folders: number;
  /** Files that came in, also as another one's new bytes, and files that went out. */
  readonly uploads: number;
  readonly downloads: number;
}

export interface Traffic extends Pick<UsageDay, 'day' | 'uploads' | 'downloads'> {
  readonly workspaceId: Id;
}

const within = (workspaceId: Id | null): RawBuilder<SqlBool> =>
  workspaceId === null ? sql`1 = 1` : sql`workspace_id = ${workspaceId}`;

/** Of a workspace, or of all together, from a day on, oldest first. Days on which nobody looked are left out. */
export async function listUsageDays(db: Db, workspaceId: Id | null, from: string): Promise<UsageDay[]> {
  const { rows } = await sql<UsageDay>`
    select day, sum(assets) as assets, sum(bytes) as bytes, sum(folders) as folders,
      sum(uploads) as uploads, sum(downloads) as downloads
    from usage_days where ${within(workspaceId)} and day >= ${from} group by day order by day`.execute(db);
  return rows.map(({ day, ...sums }) => ({
    day,
    assets: Number(sums.assets),
    bytes: Number(sums.bytes),
    folders: Number(sums.folders),
    uploads: Number(sums.uploads),
    downloads: Number(sums.downloads),
  }));
}

/** Every workspace as it is now, as the last that is known of that day. */
export async function putUsage(db: Db, day: string): Promise<void> {
  await sql`
    insert into usage_days (workspace_id, day, assets, bytes, folders)
    select id, ${day}, asset_count, total_bytes, folder_count from workspaces where true
    on conflict (workspace_id, day) do update
    set assets = excluded.assets, bytes = excluded.bytes, folders = excluded.folders`.execute(db);
}

/** On a day on which nobody looked, the workspace counts as it is now. */
export async function putTraffic(db: Db, { workspaceId, day, uploads, downloads }: Traffic): Promise<void> {
  await sql`
    insert into usage_days (workspace_id, day, assets, bytes, folders, uploads, downloads)
    select id, ${day}, asset_count, total_bytes, folder_count, cast(${uploads} as bigint), cast(${downloads} as bigint)
    from workspaces where id = ${workspaceId}
    on conflict (workspace_id, day) do update set uploads = excluded.uploads, downloads = excluded.downloads`.execute(
    db,
  );
}

/** What happened from one time until before another, in every workspace in which something did. References are no files. */
export async function sumEvents(db: Db, from: number, until: number): Promise<Omit<Traffic, 'day'>[]> {
  const after = await findEventBefore(db, from - ROUND_MS);
  const { rows } = await sql<Omit<Traffic, 'day'>>`${sql.raw(SLOW)}
    select workspace_id as "workspaceId",
      sum(case when type = 'downloaded' then 0 else 1 end) as uploads,
      sum(case when type = 'downloaded' then 1 else 0 end) as downloads
    from events
    where seq > ${after} and at >= ${from} and at < ${until} and asset_id is not null
      and (type in ('downloaded', 'replaced') or (type = 'created' and info like '%"sha256":%'))
    group by workspace_id`.execute(db);
  return rows.map(({ workspaceId, uploads, downloads }) => ({
    workspaceId,
    uploads: Number(uploads),
    downloads: Number(downloads),
  }));
}

/** Events stand in the order of their times, but for what several wrote at once. */
const ROUND_MS = 10 * MINUTE_MS;

/** The `seq` of an event before that time, behind which none is much older; 0 where there is none. */
async function findEventBefore(db: Db, time: number): Promise<number> {
  let before = 0;
  let end = (await findEvent(db, sql`1 = 1`, 'desc'))?.seq ?? 0;
  while (end - before > 1) {
    const middle = Math.floor((before + end) / 2);
    const event = await findEvent(db, sql`seq > ${before} and seq <= ${middle}`, 'desc');
    if (event === undefined) before = middle;
    else if (event.at < time) before = middle;
    else end = event.seq;
  }
  return before;
}

async function findEvent(
  db: Db,
  condition: RawBuilder<SqlBool>,
  order: 'asc' | 'desc',
): Promise<{ seq: number; at: number } | undefined> {
  return db
    .selectFrom('events')
    .select(['seq', 'at'])
    .where(condition)
    .orderBy('seq', order)
    .limit(1)
    .executeTakeFirst();
}

export interface Holdings {
  readonly workspaces: number;
  readonly assets: number;
  readonly bytes: number;
  readonly folders: number;
  readonly shares: number;
  readonly users: number;
  /** What was put into the trash itself, and the bytes of all that lies there. */
  readonly trashEntries: number;
  readonly trashBytes: number;
}

const IN_TRASH = sql<SqlBool>`trash_root_id = id and trashed_at > 0`;

/** Of a workspace, or of all together. Looks at all that was put into the trash itself, and at all shares. */
export async function sumHoldings(db: Db, workspaceId: Id | null): Promise<Holdings> {
  const one = within(workspaceId);
  const own = workspaceId === null ? sql`1 = 1` : sql`id = ${workspaceId}`;
  const { rows } = await sql<Holdings>`${sql.raw(SLOW)}
    select count(*) as workspaces, coalesce(sum(asset_count), 0) as assets, coalesce(sum(total_bytes), 0) as bytes,
      coalesce(sum(folder_count), 0) as folders,
      (select count(*) from shares where ${one} and is_active = 1) as shares,
      (select count(*) from users where ${one} and disabled_at is null) as users,
      (select count(*) from assets where ${one} and ${IN_TRASH})
        + (select count(*) from folders where ${one} and ${IN_TRASH}) as "trashEntries",
      (select coalesce(sum(size), 0) from assets where ${one} and ${IN_TRASH})
        + (select coalesce(sum(total_bytes), 0) from folders where ${one} and ${IN_TRASH}) as "trashBytes"
    from workspaces where ${own}`.execute(db);
  const [row] = rows;
  return {
    workspaces: Number(row?.workspaces),
    assets: Number(row?.assets),
    bytes: Number(row?.bytes),
    folders: Number(row?.folders),
    shares: Number(row?.shares),
    users: Number(row?.users),
    trashEntries: Number(row?.trashEntries),
    trashBytes: Number(row?.trashBytes),
  };
}

/** Live assets of each kind, references included, most first. */
export async function listKinds(db: Db, workspaceId: Id | null): Promise<{ kind: string; assets: number }[]> {
  const { rows } = await sql<{ kind: string; assets: number }>`
    select value as kind, sum(assets) as assets from asset_counts
    where ${within(workspaceId)} and dimension = 'kind' and assets > 0 group by value order by 2 desc, 1`.execute(db);
  return rows.map(({ kind, assets }) => ({ kind, assets: Number(assets) }));
}
