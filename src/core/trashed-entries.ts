// Looking into the trash: what was put there from a path, and how much there is. Putting and taking is in trash.ts.
import { findLineages } from '../database/folders.ts';
import type { Db } from '../database/schema.ts';
import { listTrashedAssetsNamed, listTrashedFoldersNamed, sumTrash } from '../database/trashed-entries.ts';
import type { Actor, Grant } from './access.ts';
import { type Entry, recordOf, sightOf } from './entries.ts';
import { nameKey } from './names.ts';

/**
 * What was put into the trash itself from that path of names from the top level: names written exactly so come first, then
 * the latest. The folders of the path may be in the trash by now.
 */
export async function findTrashedAt(
  db: Db,
  actor: Actor,
  names: readonly string[],
  grant?: Grant,
): Promise<Entry | undefined> {
  const sent = names.map((name) => name.normalize('NFC'));
  const last = sent.at(-1);
  if (last === undefined) return undefined;
  const sight = sightOf(actor, grant);
  const found: Entry[] = [
    ...(await listTrashedFoldersNamed(db, sight, nameKey(last))).map((folder) => ({ type: 'folder' as const, folder })),
    ...(await listTrashedAssetsNamed(db, sight, nameKey(last))).map((asset) => ({ type: 'asset' as const, asset })),
  ];
  const parents = found.map(parentOf).filter((id) => id !== null);
  const lineages = await findLineages(db, [...new Set(parents)]);
  const candidates = found.flatMap((entry) => {
    const parent = parentOf(entry);
    const above = parent === null ? [] : (lineages.get(parent) ?? []).map((folder) => folder.name);
    const path = [...above, recordOf(entry).name];
    return path.map(nameKey).join('/') === sent.map(nameKey).join('/')
      ? [{ entry, exact: exactNames(path, sent) }]
      : [];
  });
  const latest = (entry: Entry): number => recordOf(entry).trashedAt ?? 0;
  return candidates.sort((a, b) => b.exact - a.exact || latest(b.entry) - latest(a.entry))[0]?.entry;
}

/** Bytes of all that the actor can see in the trash. */
export async function getTrashSize(db: Db, actor: Actor): Promise<number> {
  return sumTrash(db, sightOf(actor));
}

const parentOf = (entry: Entry) => (entry.type === 'asset' ? entry.asset.folderId : entry.folder.parentId);

const exactNames = (path: readonly string[], sent: readonly string[]): number =>
  path.filter((name, index) => name === sent[index]).length;
