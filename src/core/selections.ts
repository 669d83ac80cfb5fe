// Selections: entries that are named, all that a list has but for exceptions, or all that is in the trash.
import { type BulkChange, insertBulkSteps, sumBulkSteps } from '../database/bulk-changes.ts';
import { chunks } from '../database/chunks.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { measureStretch, measureTrash, type Stretch, writeStretch, writeTrash } from '../database/selections.ts';
import { type Actor, assetItem, can, workspaceFor } from './access.ts';
import { findEntries, sightOf } from './entries.ts';
import { type CoreError, invalid } from './errors.ts';
import type { Id } from './ids.ts';

export const MOST_SELECTED_IDS = 1_000;
export const MOST_EXCEPTIONS = 10_000;

/** Assets that are changed in one transaction. A folder, which may hold very much, has one to itself. */
export const ASSETS_AT_ONCE = 200;
/** Rows of steps in one statement. */
const STEPS_AT_ONCE = 200;

export type Selection =
  /** In any state. */
  | { readonly type: 'entries'; readonly assetIds: readonly Id[]; readonly folderIds: readonly Id[] }
  /** Assets of the list, from one to another or all of them, and folders. */
  | ({ readonly type: 'list'; readonly folderIds: readonly Id[] } & Stretch)
  /** What was put into the trash itself. */
  | { readonly type: 'trash'; readonly except: readonly Id[] };

/** Throws `invalid` for one that names too many. */
function checkSelection(selection: Selection): void {
  if (selection.type === 'entries') checkCount(selection.assetIds, MOST_SELECTED_IDS, 'selection.assets');
  if (selection.type !== 'trash') checkCount(selection.folderIds, MOST_SELECTED_IDS, 'selection.folders');
  if (selection.type !== 'entries') checkCount(selection.except, MOST_EXCEPTIONS, 'selection.except');
}

function checkCount(ids: readonly Id[], most: number, field: string): void {
  if (ids.length > most) throw invalid(field, `At most ${most} ids.`);
}

/** How many assets and folders the actor can see of a selection, and the bytes of both, those within the folders included. */
export interface SelectionSize {
  readonly assets: number;
  readonly folders: number;
  readonly bytes: number;
}

/** Throws `invalid` naming `selection.from` for one that begins or ends nowhere. */
export async function measureSelection(db: Db, actor: Actor, selection: Selection): Promise<SelectionSize> {
  checkSelection(selection);
  const sight = sightOf(actor);
  switch (selection.type) {
    case 'entries':
      return measureEntries(db, actor, [...selection.assetIds, ...selection.folderIds]);
    case 'list': {
      const assets = await measureStretch(db, sight, selection);
      if (!assets) throw beginsNowhere();
      const named = await measureEntries(db, actor, selection.folderIds);
      return { assets: assets.entries + named.assets, folders: named.folders, bytes: assets.bytes + named.bytes };
    }
    case 'trash': {
      const assets = await measureTrash(db, sight, 'assets', selection.except);
      const folders = await measureTrash(db, sight, 'folders', selection.except);
      return { assets: assets.entries, folders: folders.entries, bytes: assets.bytes + folders.bytes };
    }
  }
}

async function measureEntries(db: Db, actor: Actor, ids: readonly Id[]): Promise<SelectionSize> {
  const entries = [...(await findEntries(db, [...new Set(ids)])).values()];
  const assets = entries.flatMap((entry) =>
    entry.type === 'asset' && can(actor, 'read', assetItem(entry.asset)) === 'allowed' ? [entry.asset.sizeBytes] : [],
  );
  const folders = entries.flatMap((entry) =>
    entry.type === 'folder' && can(actor, 'read', entry.folder) === 'allowed' ? [entry.folder.totalBytes] : [],
  );
  const bytes = [...assets, ...folders].reduce((sum, size) => sum + size, 0);
  return { assets: assets.length, folders: folders.length, bytes };
}

/**
 * Writes what is selected now as the steps of a change: folders first, for what lies in one may go along with it. Whether the
 * actor may change them is asked of each when its turn has come. Throws as `measureSelection`.
 */
export async function settleSelection(
  tx: Tx,
  actor: Actor,
  selection: Selection,
  change: Pick<BulkChange, 'id' | 'workspaceId'>,
): Promise<void> {
  checkSelection(selection);
  if (selection.type === 'trash') {
    const sight = sightOf(actor, 'write');
    await writeTrash(tx.db, sight, 'folders', selection.except, { change, first: 0, size: 1 });
    const { steps: first } = await sumBulkSteps(tx.db, change.id);
    await writeTrash(tx.db, sight, 'assets', selection.except, { change, first, size: ASSETS_AT_ONCE });
    return;
  }
  const folderIds = [...new Set(selection.folderIds)];
  await writeNamed(
    tx,
    change,
    0,
    folderIds.map((id) => [id]),
  );
  const first = folderIds.length;
  if (selection.type === 'entries') {
    const folders = new Set(folderIds);
    const assetIds = [...new Set(selection.assetIds)].filter((id) => !folders.has(id));
    await writeNamed(tx, change, first, [...chunks(assetIds, ASSETS_AT_ONCE)]);
    return;
  }
  // Whoever changes all that a list has learns what is in it.
  workspaceFor(actor, 'read');
  const steps = { change, first, size: ASSETS_AT_ONCE };
  if (!(await writeStretch(tx.db, sightOf(actor, 'write'), selection, steps))) throw beginsNowhere();
}

async function writeNamed(
  tx: Tx,
  change: Pick<BulkChange, 'id' | 'workspaceId'>,
  first: number,
  steps: readonly (readonly Id[])[],
): Promise<void> {
  let next = first;
  for (const some of chunks(steps, STEPS_AT_ONCE)) {
    await insertBulkSteps(tx.db, change, next, some);
    next += some.length;
  }
}

const beginsNowhere = (): CoreError => invalid('selection.from', 'There is no such asset in the list.');
