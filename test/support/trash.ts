// The trash as the product's own doors use it: into it, out of it for good, and back.
import { type Actor, type Asset, type Core, type Folder, type Id, recordOf } from '../../src/core/index.ts';

/** Folders with all below them; what is in the trash stays as it is. Answers each as it is then. */
export async function trash(core: Core, actor: Actor, ...ids: Id[]): Promise<(Asset | Folder)[]> {
  return (await core.discardEntries(actor, { trash: ids, purge: [], recursive: true })).map(recordOf);
}

/** Out of the trash for good; their records, too. */
export async function purge(core: Core, actor: Actor, ...ids: Id[]): Promise<void> {
  await core.discardEntries(actor, { trash: [], purge: ids, recursive: true });
  await core.purgeDoomed();
}

/** Answers it as it is then. */
export async function restore(core: Core, actor: Actor, id: Id): Promise<Asset | Folder> {
  const [entry] = await core.restoreEntries(actor, [id]);
  if (!entry) throw new Error('each entry that was asked for is answered');
  return recordOf(entry);
}
