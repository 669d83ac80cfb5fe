// Libraries: what a workspace is divided into for its readers, which are its top-level folders and its collections.

import type { Db } from '../database/db.ts';
import { findFolder } from '../database/folders.ts';
import { folderLibraries, type LibraryRecord, listLibraries as listLibraryRecords } from '../database/libraries.ts';
import { findReference } from '../database/references.ts';
import { type Actor, authorize, vaultOf, workspaceFor } from './access.ts';
import { notFound } from './errors.ts';
import { isReadable } from './expiry.ts';
import type { Id } from './ids.ts';
import { slugOf } from './slugs.ts';

export interface Library {
  readonly id: Id;
  readonly type: 'folder' | 'collection';
  readonly title: string;
  /** Of a folder that is no vault: others may have the same. */
  readonly slug: string;
  readonly description: string | null;
  /** At any depth of a folder; of a collection its items. */
  readonly assetCount: number;
  /** Of a collection. */
  readonly items: readonly Id[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** By title. */
export async function listLibraries(
  db: Db,
  actor: Actor,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ items: Library[]; total: number }> {
  const sight = { workspaceId: workspaceFor(actor, 'libraries'), vaultId: vaultOf(actor), now: Date.now() };
  const { items, total } = await listLibraryRecords(db, sight, page);
  return { items: items.map(toLibrary), total };
}

/** Throws `not_found`, `forbidden`. */
export async function getLibrary(db: Db, actor: Actor, id: Id): Promise<Library> {
  const folder = await findFolder(db, id);
  if (folder) {
    if (folder.parentId !== null || !isReadable(folder)) throw notFound('Library');
    authorize(actor, 'libraries', folder, 'Library');
  } else {
    const collection = await findReference(db, id);
    if (collection?.kind !== 'collection' || !isReadable(collection)) throw notFound('Library');
    authorize(actor, 'libraries', { workspaceId: collection.workspaceId, vaultId: null }, 'Library');
    return toLibrary({ type: 'collection', collection });
  }
  const library = (await folderLibraries(db, [id])).get(id);
  if (!library) throw notFound('Library');
  return toLibrary(library);
}

function toLibrary(library: LibraryRecord): Library {
  const { type } = library;
  if (type === 'collection') {
    const { id, title, slug, description, items, createdAt, updatedAt } = library.collection;
    return { id, type, title, slug, description, assetCount: items.length, items, createdAt, updatedAt };
  }
  const { id, name, description, totalAssets, createdAt, updatedAt } = library.folder;
  const slug = library.slug ?? slugOf(name);
  return { id, type, title: name, slug, description, assetCount: totalAssets, items: [], createdAt, updatedAt };
}
