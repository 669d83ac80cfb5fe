// Emptying the trash, on request and by age, and putting there what has expired. What is out of the trash is gone for
// everybody at once; its records are removed in steps, so that other writers have their turn.

import type { Db } from '../database/db.ts';
import { findsExpired, listWorkspacesWithExpired } from '../database/expiry.ts';
import { type Doomed, findDoomed, listWorkspacesWithTrash } from '../database/trash.ts';
import { findTrashDays } from '../database/workspaces.ts';
import type { Actor } from './access.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import type { Id } from './ids.ts';
import { trashMsOf } from './trash-policy.ts';

/** Records changed in one transaction. */
const AT_ONCE = 200;

/** All that the actor may delete of what is in the trash now; answers how many entries that were. */
export async function emptyTrash({ write }: Context, actor: Actor): Promise<number> {
  return write.doomTrash(actor);
}

/** In each workspace what has been in its trash for longer than that keeps things. The first error is thrown at the end. */
export async function emptyOldTrash({ db, write, settings }: Context, settingMs = settings.trashMs): Promise<void> {
  const now = Date.now();
  const own = await findTrashDays(db);
  const keptMs = (workspaceId: Id) => trashMsOf(own.get(workspaceId) ?? null, settingMs);
  const shortest = Math.min(...[settingMs, ...[...own.keys()].map(keptMs)].filter((ms) => ms > 0));
  if (shortest === Number.POSITIVE_INFINITY) return;
  const attempts = new Attempts();
  for (const workspaceId of await listWorkspacesWithTrash(db, now - shortest)) {
    const ms = keptMs(workspaceId);
    if (ms > 0) await attempts.make(workspaceId, () => write.doomOldTrash({ workspaceId }, now - ms));
  }
  attempts.end();
}

/**
 * Removes the records of what is out of the trash. Idempotent; may be stopped at any point. What can not be removed is left
 * to the next time, and keeps nothing else from it: the first error is thrown at the end.
 */
export async function purgeDoomed({ db, write }: Context): Promise<void> {
  const attempts = new Attempts();
  for await (const assets of doomedIn(db, 'assets')) {
    for (const [workspaceId, some] of Map.groupBy(assets, (asset) => asset.workspaceId)) {
      const ids = some.map(({ id }) => id);
      await attempts.make(workspaceId, () => write.purgeAssets({ workspaceId }, ids));
    }
  }
  for await (const folders of doomedIn(db, 'folders')) {
    for (const folder of folders) {
      await attempts.make(folder.workspaceId, async () => {
        while (await write.purgeFolderStep(folder, AT_ONCE));
      });
    }
  }
  attempts.end();
}

async function* doomedIn(db: Db, table: 'assets' | 'folders'): AsyncGenerator<Doomed[]> {
  for (let some = await findDoomed(db, table, AT_ONCE); some.length > 0; ) {
    yield some;
    some = await findDoomed(db, table, AT_ONCE, some.at(-1)?.id);
  }
}

/** Puts into the trash what has expired. The first error is thrown at the end. */
export async function expireEntries({ db, write }: Context): Promise<void> {
  const now = Date.now();
  if (!(await findsExpired(db, now))) return;
  const attempts = new Attempts();
  for (const workspaceId of await listWorkspacesWithExpired(db, now)) {
    await attempts.make(workspaceId, async () => {
      while ((await write.trashExpired({ workspaceId }, AT_ONCE)) > 0);
    });
  }
  attempts.end();
}

/** Work in one workspace after the other: what fails in one keeps nothing from the others. */
class Attempts {
  readonly #errors: unknown[] = [];
  readonly #busy = new Set<Id>();

  /** Passed over where the workspace was found to be busy: each wait for it may be long. */
  async make(workspaceId: Id, work: () => Promise<void>): Promise<void> {
    if (this.#busy.has(workspaceId)) return;
    try {
      await work();
    } catch (error) {
      this.#errors.push(error);
      if (error instanceof CoreError && error.code === 'unavailable') this.#busy.add(workspaceId);
    }
  }

  /** Throws the first error. */
  end(): void {
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}
