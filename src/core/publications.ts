// Publications: what the library dialect shows of a workspace, assets and references alike, by page numbers.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  isReference,
  listPublications as listPublicationRows,
  type Publication,
  type PublicationPage,
  type PublicationQuery,
} from '../database/publications.ts';
import { findReference } from '../database/references.ts';
import { type Actor, type Grant, vaultOf, workspaceFor } from './access.ts';
import { protectedAsset } from './assets.ts';
import { checkRecordCondition, type WriteCondition } from './conditions.ts';
import { invalid } from './errors.ts';
import { createdEarlier, findCreated } from './idempotency.ts';
import type { Id } from './ids.ts';
import { patchAsset } from './patching.ts';
import {
  type PublicationPatch,
  patchReference,
  protectedReference,
  publishingWorkspace,
  requiredTitle,
  trashReference,
} from './references.ts';
import { trashAsset } from './removal.ts';

/** A live one that has not expired. Throws `not_found`, `forbidden`, `unauthenticated`. */
export async function getPublication(db: Db, actor: Actor, id: Id): Promise<Publication> {
  return protectedPublication(db, actor, 'read', id);
}

/** Live ones that have not expired; for who is bound to a vault, the assets in it. */
export async function listPublications(db: Db, actor: Actor, query: PublicationQuery): Promise<PublicationPage> {
  const sight = { workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor), now: Date.now() };
  return listPublicationRows(db, sight, query);
}

/**
 * What was made with the key before, if anything. Throws what a creation can be refused for before anything of it is read:
 * `forbidden`, `unauthenticated`, and `conflict` where what was made is gone.
 */
export async function findCreatedPublication(
  db: Db,
  actor: Actor,
  key: string | undefined,
): Promise<Publication | undefined> {
  publishingWorkspace(actor);
  const earlier = await findCreated(db, key);
  return earlier && createdEarlier(() => protectedPublication(db, actor, 'write', earlier));
}

/** Throws `not_found`, `forbidden`, `precondition_failed`, `invalid`. */
export async function patchPublication(
  tx: Tx,
  actor: Actor,
  id: Id,
  { items, ...patch }: PublicationPatch,
  condition?: WriteCondition,
): Promise<Publication> {
  const before = await protectedPublication(tx.db, actor, 'write', id);
  checkRecordCondition(before, condition);
  const isCollection = isReference(before) && before.kind === 'collection';
  if (items && !isCollection) throw invalid('items', 'Only a collection has items');
  if (isReference(before)) return patchReference(tx, actor, id, items ? { ...patch, items } : patch);
  if (patch.title !== undefined) requiredTitle(patch.title);
  return patchAsset(tx, actor, id, patch);
}

export async function trashPublication(tx: Tx, actor: Actor, id: Id, condition?: WriteCondition): Promise<void> {
  const publication = await protectedPublication(tx.db, actor, 'write', id);
  checkRecordCondition(publication, condition);
  if (isReference(publication)) await trashReference(tx, actor, id);
  else await trashAsset(tx, actor, id);
}

async function protectedPublication(db: Db, actor: Actor, grant: Grant, id: Id): Promise<Publication> {
  return (await findReference(db, id))
    ? protectedReference(db, actor, grant, id)
    : protectedAsset(db, actor, grant, id);
}
