// Looking into the trash: what was put there from a path, and how much there is. Putting and taking is in trash.ts.

import type { Db } from '../database/db.ts';
import { findLineages } from '../database/folders.ts';
import { listTrashAt as listTrashRowsAt, type PositionPage, type RowRange } from '../database/positions.ts';
import type { TrashPosition } from '../database/trash.ts';
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
  const folders = matching(db, sent, async (after) =>
    (await listTrashedFoldersNamed(db, sight, nameKey(last), after)).map((folder) => ({ type: 'folder', folder })),
  );
  const assets = matching(db, sent, async (after) =>
    (await listTrashedAssetsNamed(db, sight, nameKey(last), after)).map((asset) => ({ type: 'asset', asset })),
  );
  const candidates = [...(await folders), ...(await assets)];
  const latest = (entry: Entry): number => recordOf(entry).trashedAt ?? 0;
  return candidates.sort((a, b) => b.exact - a.exact || latest(b.entry) - latest(a.entry))[0]?.entry;
}

interface Candidate {
  readonly entry: Entry;
  /** How many names of the path are written exactly as they were sent. */
  readonly exact: number;
}

/** Those of a name that came from the path, the latest first; none after the first that is exactly it. */
async function matching(
  db: Db,
  sent: readonly string[],
  page: (after: TrashPosition | undefined) => Promise<Entry[]>,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  let after: TrashPosition | undefined;
  do {
    const found = await page(after);
    const lineages = await findLineages(db, [...new Set(found.map(parentOf).filter((id) => id !== null))]);
    for (const entry of found) {
      const parent = parentOf(entry);
      const above = parent === null ? [] : (lineages.get(parent) ?? []).map((folder) => folder.name);
      const path = [...above, recordOf(entry).name];
      if (path.map(nameKey).join('/') !== sent.map(nameKey).join('/')) continue;
      const exact = exactNames(path, sent);
      candidates.push({ entry, exact });
      if (exact === sent.length) return candidates;
    }
    const end = found.at(-1);
    after = end && { trashedAt: recordOf(end).trashedAt ?? 0, id: recordOf(end).id };
  } while (after);
  return candidates;
}

/** What was put there itself, the latest first. */
export async function listTrashAt(db: Db, actor: Actor, range: RowRange): Promise<PositionPage<Entry>> {
  const { items, total } = await listTrashRowsAt(db, sightOf(actor), range);
  return {
    items: items.map((one) => ('sha256' in one ? { type: 'asset', asset: one } : { type: 'folder', folder: one })),
    total,
  };
}

/** Bytes of all that the actor can see in the trash. */
export async function getTrashSize(db: Db, actor: Actor): Promise<number> {
  return sumTrash(db, sightOf(actor));
}

const parentOf = (entry: Entry) => (entry.type === 'asset' ? entry.asset.folderId : entry.folder.parentId);

const exactNames = (path: readonly string[], sent: readonly string[]): number =>
  path.filter((name, index) => name === sent[index]).length;
