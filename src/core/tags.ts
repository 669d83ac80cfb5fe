// The tags in use.
import type { Db } from '../database/db.ts';
import { listAssetTags, listFolderTags, listTagsInVault } from '../database/tags.ts';
import type { Actor } from './access.ts';
import { sightOf } from './entries.ts';

/** Of all live assets and folders that the actor can see, each once, in the order of their code units. */
export async function listTags(db: Db, actor: Actor): Promise<string[]> {
  const sight = sightOf(actor);
  const ofAssets =
    sight.vaultId === null
      ? await listAssetTags(db, sight.workspaceId)
      : await listTagsInVault(db, sight.workspaceId, sight.vaultId);
  return [...new Set([...ofAssets, ...(await listFolderTags(db, sight))])].sort();
}
