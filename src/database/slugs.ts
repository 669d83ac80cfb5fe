// The slugs that are taken in a workspace, and the numbers that tell equal ones apart.
import { sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

export async function slugExists(db: Db, workspaceId: Id, slug: string): Promise<boolean> {
  const { rows } = await selectBySlug(db, { workspaceId, slug });
  return rows.length > 0;
}

const selectBySlug = prepared((db, { workspaceId, slug }: { workspaceId: Id; slug: string }) =>
  db.selectFrom('assets').select('seq').where('workspace_id', '=', workspaceId).where('slug', '=', slug).compile(),
);

/** Each time the next number for slugs that begin so: 2, 3, ... */
export async function nextSlugNumber(db: Db, workspaceId: Id, base: string): Promise<number> {
  const { rows } = await raiseCounter(db, { workspaceId, base });
  const [row] = rows;
  if (!row) throw new Error('a counter has a number');
  return row.last_number;
}

const raiseCounter = prepared((db, { workspaceId, base }: { workspaceId: Id; base: string }) =>
  db
    .insertInto('slug_counters')
    .values({ workspace_id: workspaceId, base, last_number: 2 })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'base']).doUpdateSet({ last_number: sql`slug_counters.last_number + 1` }),
    )
    .returning('last_number')
    .compile(),
);
