// The tags in use.
import type { Db } from '../database/db.ts';
import {
  listAssetTags,
  listAssetTagsBeginning,
  listFolderTags,
  listTagsInVault,
  type TagCount,
} from '../database/tags.ts';
import type { Actor } from './access.ts';
import { sightOf } from './entries.ts';
import { storableText } from './text.ts';

/** Of all live assets and folders that the actor can see, each once, in the order of their code units. */
export async function listTags(db: Db, actor: Actor): Promise<string[]> {
  const sight = sightOf(actor);
  const ofAssets =
    sight.vaultId === null
      ? await listAssetTags(db, sight.workspaceId)
      : await listTagsInVault(db, sight.workspaceId, sight.vaultId);
  return [...new Set([...ofAssets, ...(await listFolderTags(db, sight))])].sort();
}

/**
 * Tags of live assets that the actor can see which begin so, or so in lower case, in upper case or capitalised; in the order of
 * their code units.
 */
export async function findTags(db: Db, actor: Actor, start: string, limit: number): Promise<TagCount[]> {
  const sight = sightOf(actor);
  const text = storableText(start).normalize('NFC');
  const [first = '', ...rest] = text.toLowerCase();
  const starts = new Set([text, text.toLowerCase(), text.toUpperCase(), first.toUpperCase() + rest.join('')]);
  const found = new Map<string, TagCount>();
  for (const one of starts)
    for (const tag of await listAssetTagsBeginning(db, sight, one, limit)) found.set(tag.tag, tag);
  return [...found.values()].sort((a, b) => (a.tag < b.tag ? -1 : 1)).slice(0, limit);
}
