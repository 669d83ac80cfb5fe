// Tags added to those that an asset or folder has, also when several do so at the same time.
import type { Tx } from '../database/engine.ts';
import type { Actor } from './access.ts';
import { type Entry, getEntry } from './entries.ts';
import { patchFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { patchAsset } from './patching.ts';

/** Those that it has already stay where they are. Throws `not_found`, `forbidden`, and `invalid` naming `tags`. */
export async function addTags(tx: Tx, actor: Actor, id: Id, tags: readonly string[]): Promise<Entry> {
  const entry = await getEntry(tx.db, actor, id, 'write', tx.now);
  if (entry.type === 'asset')
    return { type: 'asset', asset: await patchAsset(tx, actor, id, { tags: [...entry.asset.tags, ...tags] }) };
  return { type: 'folder', folder: await patchFolder(tx, actor, id, { tags: [...entry.folder.tags, ...tags] }) };
}
