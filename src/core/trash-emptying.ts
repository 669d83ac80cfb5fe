// Emptying the trash, on request and by age, and putting there what has expired. What is out of the trash is gone for
// everybody at once; its records are removed in steps, so that other writers have their turn.

import type { Db } from '../database/db.ts';
import { findsExpired } from '../database/expiry.ts';
import { findDoomed } from '../database/trash.ts';
import type { Actor } from './access.ts';
import type { Context } from './context.ts';
import type { Id } from './ids.ts';

/** Records changed in one transaction. */
const AT_ONCE = 200;

/** All that the actor may delete of what is in the trash now; answers how many entries that were. */
export async function emptyTrash({ write }: Context, actor: Actor): Promise<number> {
  return write.doomTrash(actor);
}

/** Everywhere what has been in the trash for so long, unless that is 0. */
export async function emptyOldTrash({ write }: Context, keptMs: number): Promise<void> {
  if (keptMs > 0) await write.doomOldTrash(Date.now() - keptMs);
}

/**
 * Removes the records of what is out of the trash. Idempotent; may be stopped at any point. What can not be removed is left
 * to the next time, and keeps nothing else from it: the first error is thrown at the end.
 */
export async function purgeDoomed({ db, write }: Context): Promise<void> {
  const errors: unknown[] = [];
  const attempt = (work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => {
      errors.push(error);
    });
  for await (const ids of doomedIn(db, 'assets')) await attempt(() => write.purgeAssets(ids));
  for await (const ids of doomedIn(db, 'folders')) {
    for (const id of ids) {
      await attempt(async () => {
        while (await write.purgeFolderStep(id, AT_ONCE));
      });
    }
  }
  if (errors.length > 0) throw errors[0];
}

async function* doomedIn(db: Db, table: 'assets' | 'folders'): AsyncGenerator<Id[]> {
  for (let ids = await findDoomed(db, table, AT_ONCE); ids.length > 0; ) {
    yield ids;
    ids = await findDoomed(db, table, AT_ONCE, ids.at(-1));
  }
}

/** Puts into the trash what has expired. */
export async function expireEntries({ db, write }: Context): Promise<void> {
  while (await findsExpired(db, Date.now())) {
    if ((await write.trashExpired(AT_ONCE)) === 0) return;
  }
}
