// References: making, changing and removing what the library lists and has no bytes.
import { deleteAsset as deleteRow, updateAsset as updateRow } from '../database/assets.ts';
import { countReference } from '../database/counts.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  findPublishedIds,
  findReference,
  insertReference,
  type Reference,
  type ReferenceKind,
  replaceItems,
  searchableReference,
} from '../database/references.ts';
import { indexAsset, reindexAsset, unindexAsset } from '../database/search.ts';
import { type Actor, actorRef, authorize, type Grant, vaultOf, workspaceFor } from './access.ts';
import { checkedTitle } from './assets.ts';
import { CoreError, invalid, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { isReadable } from './expiry.ts';
import { createdEarlier, findCreated, noteCreated } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { nameKey } from './names.ts';
import { freeSlug } from './slugs.ts';
import { checkedText, checkedUrl, LONGEST_DESCRIPTION } from './text.ts';

/** Of a collection. */
const MOST_ITEMS = 1_000;
/** Kinds that are nothing without an address. */
const ADDRESSED: readonly ReferenceKind[] = ['link', 'external_video'];

export interface NewReference {
  readonly kind: ReferenceKind;
  readonly title: string;
  readonly description?: string | null;
  /** `link` and `external_video` need one. */
  readonly externalUrl?: string | null;
  readonly isPublic?: boolean;
  /** Of a collection: publications of the workspace, in this order. */
  readonly items?: readonly Id[];
  /** From `idempotencyKey`: a second creation with the same one answers with the first reference. */
  readonly idempotencyKey?: string | undefined;
}

/** Throws `invalid` and `forbidden`. */
export async function createReference(tx: Tx, actor: Actor, input: NewReference): Promise<Reference> {
  const earlier = await findCreated(tx.db, input.idempotencyKey);
  if (earlier) return createdEarlier(() => protectedReference(tx.db, actor, 'write', earlier, tx.now));
  const workspaceId = publishingWorkspace(actor);
  const { kind } = input;
  const title = requiredTitle(input.title);
  const id = newId(tx.now);
  const items = await checkedItems(tx, workspaceId, kind, input.items ?? []);
  await insertReference(tx.db, {
    id,
    workspace_id: workspaceId,
    kind,
    slug: await freeSlug(tx, workspaceId, title),
    title,
    title_key: nameKey(title),
    description: checkedText(input.description ?? null, 'description', LONGEST_DESCRIPTION),
    external_url: checkedAddress(kind, input.externalUrl ?? null),
    is_public: input.isPublic ? 1 : 0,
    created_at: tx.now,
    updated_at: tx.now,
    content_at: tx.now,
    created_by: actorRef(actor),
    expires_at: null,
    trashed_at: null,
    trash_root_id: null,
  });
  await replaceItems(tx.db, id, items);
  const reference = await mustFindReference(tx.db, id);
  await countReference(tx.db, reference, 1);
  await indexAsset(tx.db, searchableReference(reference));
  await noteCreated(tx, input.idempotencyKey, id);
  await recordEvent(tx, { workspaceId, assetId: id, type: 'created', actor: actorRef(actor), info: { kind, title } });
  return reference;
}

/** The workspace the actor publishes in, at its top level. Throws `forbidden`, `unauthenticated`. */
export function publishingWorkspace(actor: Actor): Id {
  const workspaceId = workspaceFor(actor, 'write');
  if (vaultOf(actor) !== null) throw new CoreError('forbidden', 'A key of a vault can not publish outside of it.');
  return workspaceId;
}

/** What is absent stays. */
export interface PublicationPatch {
  readonly title?: string;
  readonly description?: string | null;
  readonly externalUrl?: string | null;
  readonly isPublic?: boolean;
  /** Of a collection alone. */
  readonly items?: readonly Id[];
}

/** Throws as `createReference`, and `not_found`. The slug stays. */
export async function patchReference(tx: Tx, actor: Actor, id: Id, patch: PublicationPatch): Promise<Reference> {
  const before = await protectedReference(tx.db, actor, 'write', id, tx.now);
  const { kind, workspaceId } = before;
  const title = patch.title === undefined ? before.title : requiredTitle(patch.title);
  const items = patch.items && (await checkedItems(tx, workspaceId, kind, patch.items, id));
  await updateRow(tx.db, id, {
    title,
    title_key: nameKey(title),
    description:
      patch.description === undefined
        ? before.description
        : checkedText(patch.description, 'description', LONGEST_DESCRIPTION),
    external_url: patch.externalUrl === undefined ? before.externalUrl : checkedAddress(kind, patch.externalUrl),
    is_public: (patch.isPublic ?? before.isPublic) ? 1 : 0,
    updated_at: tx.now,
  });
  if (items) await replaceItems(tx.db, id, items);
  const after = await mustFindReference(tx.db, id);
  if (before.title !== after.title || before.description !== after.description)
    await reindexAsset(tx.db, searchableReference(after));
  const fields: string[] = (['title', 'description', 'externalUrl', 'isPublic'] as const).filter(
    (field) => before[field] !== after[field],
  );
  if (JSON.stringify(before.items) !== JSON.stringify(after.items)) fields.push('items');
  if (fields.length > 0)
    await recordEvent(tx, { workspaceId, assetId: id, type: 'updated', actor: actorRef(actor), info: { fields } });
  return after;
}

export async function trashReference(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const reference = await protectedReference(tx.db, actor, 'write', id, tx.now);
  await countReference(tx.db, reference, -1);
  await updateRow(tx.db, id, { trashed_at: tx.now, trash_root_id: id });
  await recordEvent(tx, {
    workspaceId: reference.workspaceId,
    assetId: id,
    type: 'trashed',
    actor: actorRef(actor),
  });
}

/** For good, without asking who wants it: for what is out of the trash already. Nothing where there is no such reference. */
export async function removeReference(tx: Tx, id: Id): Promise<void> {
  const reference = await findReference(tx.db, id);
  if (!reference) return;
  if (reference.trashedAt === null) await countReference(tx.db, reference, -1);
  await unindexAsset(tx.db, reference.seq);
  await deleteRow(tx.db, id);
}

/** A live one that the actor may use so. Throws `not_found`, `forbidden`, `unauthenticated`. */
export async function protectedReference(
  db: Db,
  actor: Actor,
  grant: Grant,
  id: Id,
  nowMs?: number,
): Promise<Reference> {
  const reference = await findReference(db, id);
  if (!reference || !isReadable(reference, nowMs)) throw notFound('Asset');
  const { workspaceId, isPublic } = reference;
  authorize(actor, grant, { workspaceId, vaultId: null, isPublic }, 'Asset');
  return reference;
}

async function mustFindReference(db: Db, id: Id): Promise<Reference> {
  const reference = await findReference(db, id);
  if (!reference) throw notFound('Asset');
  return reference;
}

export function requiredTitle(sent: string): string {
  const title = checkedTitle(sent) ?? '';
  if (title.trim() === '') throw invalid('title', 'Title is required');
  return title;
}

function checkedAddress(kind: ReferenceKind, address: string | null): string | null {
  if (address === null && ADDRESSED.includes(kind)) throw invalid('external_url', 'External URL is required');
  return checkedUrl(address);
}

/** Throws `invalid` for more than a collection holds. */
export function checkItemCount({ length }: readonly unknown[]): void {
  if (length > MOST_ITEMS) throw invalid('items', `A collection has at most ${MOST_ITEMS} items`);
}

/** Each once, in the order given. */
async function checkedItems(
  { db, now }: Tx,
  workspaceId: Id,
  kind: ReferenceKind,
  sent: readonly Id[],
  self?: Id,
): Promise<Id[]> {
  const items = [...new Set(sent)];
  if (items.length > 0 && kind !== 'collection') throw invalid('items', 'Only a collection has items');
  checkItemCount(items);
  if (self && items.includes(self)) throw invalid('items', 'A collection can not be in itself');
  const known = await findPublishedIds(db, workspaceId, items, now);
  const unknown = sent.findIndex((item) => !known.has(item));
  if (unknown >= 0) throw invalid('items', `There is no asset with the id at ${unknown}`);
  return items;
}
