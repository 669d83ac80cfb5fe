// The slugs that are taken in a workspace, and the numbers that tell equal ones apart.
import { sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';

export async function slugExists(db: Db, workspaceId: Id, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('assets')
    .select('seq')
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row !== undefined;
}

/** Each time the next number for slugs that begin so: 2, 3, ... */
export async function nextSlugNumber(db: Db, workspaceId: Id, base: string): Promise<number> {
  const row = await db
    .insertInto('slug_counters')
    .values({ workspace_id: workspaceId, base, last_number: 2 })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'base']).doUpdateSet({ last_number: sql`slug_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number;
}
