// Edits: what a bulk change does with each of its entries, and what takes that back. Whether an entry is there at all, and whose it
// is, bulk-changes.ts asks before.
import type { Asset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { Folder } from '../database/folders.ts';
import { type Actor, authorize, workspaceFor } from './access.ts';
import { type Entry, recordOf } from './entries.ts';
import { conflict, invalid } from './errors.ts';
import { isReadable } from './expiry.ts';
import { patchFolder, writableFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { tagList } from './names.ts';
import { type AssetPatch, patchAssets } from './patching.ts';
import { checkedText, LONGEST_DESCRIPTION } from './text.ts';
import { discardEntries, restoreEntries } from './trash.ts';

export type Edit =
  /** Null is the top level. */
  | { readonly type: 'move'; readonly folderId: Id | null }
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | {
      readonly type: 'patch';
      /** Of assets alone. */
      readonly isPublic?: boolean;
      readonly description?: string | null;
      /** Changes single keys, a null removing its key. */
      readonly metadata?: Metadata;
    }
  | { readonly type: 'trash' | 'restore' | 'purge' };

/** As it is kept. Throws `invalid`, and as a single change does where its folder can not be written to. */
export async function checkedEdit(db: Db, actor: Actor, edit: Edit, nowMs: number): Promise<Edit> {
  switch (edit.type) {
    case 'move':
      if (edit.folderId === null) authorize(actor, 'write', { workspaceId: workspaceFor(actor, 'write') });
      else await writableFolder(db, actor, edit.folderId, nowMs);
      return edit;
    case 'tag': {
      const [add, remove] = [tagList(edit.add, 'change.add'), tagList(edit.remove, 'change.remove')];
      if (add.length + remove.length === 0) throw invalid('change.add', 'A tag is needed.');
      if (add.some((tag) => remove.includes(tag)))
        throw invalid('change.remove', 'The same tag can not be added and removed.');
      return { type: 'tag', add, remove };
    }
    case 'patch': {
      const { isPublic, description, metadata } = edit;
      if (isPublic === undefined && description === undefined && metadata === undefined)
        throw invalid('change', 'Something to be changed is needed.');
      return {
        type: 'patch',
        ...(isPublic === undefined ? {} : { isPublic }),
        ...(description === undefined
          ? {}
          : { description: checkedText(description, 'change.description', LONGEST_DESCRIPTION) }),
        ...(metadata === undefined ? {} : { metadata: metadataOf(metadata, 'change.metadata') }),
      };
    }
    default:
      return edit;
  }
}

/** Why it can not be done with an entry as it is; undefined where it can. */
export function obstacleTo(edit: Edit, entry: Entry, nowMs: number): string | undefined {
  const record = recordOf(entry);
  const isTrashed = record.trashedAt !== null;
  if (edit.type === 'purge') return isTrashed ? undefined : 'It is not in the trash.';
  if (edit.type === 'restore' || (edit.type === 'trash' && isTrashed)) return undefined;
  if (isTrashed) return 'It is in the trash.';
  if (!isReadable(record, nowMs)) return NOT_THERE;
  if (edit.type === 'patch' && edit.isPublic !== undefined && entry.type === 'folder')
    return 'A folder is neither public nor private by itself.';
  return undefined;
}

export const NOT_THERE = 'It is not there any more.';

/** What puts back what the edit changes in an entry that is as it is now; undefined where it changes nothing. Nothing puts back a purge. */
export function inverseOf(edit: Edit, entry: Entry): Edit | undefined {
  const record = recordOf(entry);
  switch (edit.type) {
    case 'move': {
      const folderId = placeOf(entry);
      return folderId === edit.folderId ? undefined : { type: 'move', folderId };
    }
    case 'tag': {
      const has = new Set(record.tags);
      const [add, remove] = [edit.remove.filter((tag) => has.has(tag)), edit.add.filter((tag) => !has.has(tag))];
      return add.length + remove.length === 0 ? undefined : { type: 'tag', add, remove };
    }
    case 'patch': {
      const { isPublic, description, metadata } = inverseOfPatch(edit, entry);
      if (isPublic === undefined && description === undefined && metadata === undefined) return undefined;
      return {
        type: 'patch',
        ...(isPublic === undefined ? {} : { isPublic }),
        ...(description === undefined ? {} : { description }),
        ...(metadata === undefined ? {} : { metadata }),
      };
    }
    case 'trash':
      return record.trashedAt === null ? { type: 'restore' } : undefined;
    case 'restore':
      return record.trashedAt === null ? undefined : { type: 'trash' };
    case 'purge':
      return undefined;
  }
}

function inverseOfPatch(edit: Extract<Edit, { type: 'patch' }>, entry: Entry) {
  const { description, metadataJson } = recordOf(entry);
  const has: Metadata = JSON.parse(metadataJson);
  const changed = Object.entries(edit.metadata ?? {}).filter(([key, value]) => !isSame(has[key], value));
  return {
    isPublic:
      entry.type === 'asset' && edit.isPublic !== undefined && entry.asset.isPublic !== edit.isPublic
        ? entry.asset.isPublic
        : undefined,
    description: edit.description === undefined || edit.description === description ? undefined : description,
    metadata: changed.length === 0 ? undefined : Object.fromEntries(changed.map(([key]) => [key, has[key] ?? null])),
  };
}

/** Whether an entry still is as the edit left it at that time, as far as its inverse would change it. */
export function isAsLeft(edit: Edit, inverse: Edit, entry: Entry, changedAt: number): boolean {
  const record = recordOf(entry);
  if (edit.type === 'trash') return record.trashedAt === changedAt && record.trashRootId === record.id;
  if (record.trashedAt !== null) return false;
  if (edit.type === 'move') return placeOf(entry) === edit.folderId;
  if (inverse.type === 'tag')
    return (
      inverse.remove.every((tag) => record.tags.includes(tag)) && !inverse.add.some((tag) => record.tags.includes(tag))
    );
  if (edit.type === 'patch' && inverse.type === 'patch') {
    const has: Metadata = JSON.parse(record.metadataJson);
    return (
      (inverse.isPublic === undefined || (entry.type === 'asset' && entry.asset.isPublic === edit.isPublic)) &&
      (inverse.description === undefined || record.description === edit.description) &&
      Object.keys(inverse.metadata ?? {}).every((key) => isSame(has[key], edit.metadata?.[key]))
    );
  }
  return true;
}

/** What is absent is as good as null, which removes a key. Keys keep their order in what is stored. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const placeOf = (entry: Entry): Id | null => (entry.type === 'asset' ? entry.asset.folderId : entry.folder.parentId);

/** What is to be done with an entry. */
export interface Planned {
  readonly entry: Entry;
  readonly edit: Edit;
}

/** Does all of them, which are of one type, or none. Throws as the same change of a single one. */
export async function applyEdits(tx: Tx, actor: Actor, planned: readonly Planned[]): Promise<void> {
  const ids = planned.map(({ entry }) => recordOf(entry).id);
  switch (planned[0]?.edit.type) {
    case undefined:
      return;
    case 'trash':
      await discardEntries(tx, actor, { trash: ids, purge: [], recursive: true });
      return;
    case 'purge':
      await discardEntries(tx, actor, { trash: [], purge: ids, recursive: true });
      return;
    case 'restore':
      await restoreEntries(tx, actor, ids);
      return;
    default: {
      const patches = new Map<Id, AssetPatch>();
      const assets: Asset[] = [];
      for (const { entry, edit } of planned) {
        if (!isInPlace(edit)) throw new TypeError(`${edit.type} is no edit in place`);
        if (entry.type === 'folder') await editFolder(tx, actor, edit, entry.folder);
        else {
          assets.push(entry.asset);
          patches.set(entry.asset.id, patchOf(edit, entry.asset));
        }
      }
      await patchAssets(tx, actor, assets, ({ id }) => patches.get(id) ?? {});
    }
  }
}

const isInPlace = (edit: Edit): edit is InPlace => edit.type === 'move' || edit.type === 'tag' || edit.type === 'patch';

type InPlace = Exclude<Edit, { type: 'trash' | 'restore' | 'purge' }>;

async function editFolder(tx: Tx, actor: Actor, edit: InPlace, folder: Folder): Promise<void> {
  if (edit.type === 'patch' && edit.isPublic !== undefined)
    throw conflict('A folder is neither public nor private by itself.');
  const patch = edit.type === 'move' ? { parentId: edit.folderId } : patchOf(edit, folder);
  await patchFolder(tx, actor, folder.id, patch);
}

function patchOf(edit: InPlace, { tags }: Pick<Asset, 'tags'>): AssetPatch {
  switch (edit.type) {
    case 'move':
      return { folderId: edit.folderId };
    case 'tag':
      return { tags: [...tags.filter((tag) => !edit.remove.includes(tag)), ...edit.add] };
    case 'patch':
      return {
        ...(edit.isPublic === undefined ? {} : { isPublic: edit.isPublic }),
        ...(edit.description === undefined ? {} : { description: edit.description }),
        ...(edit.metadata === undefined ? {} : { metadataMerge: edit.metadata }),
      };
  }
}
