// The log of what happens to assets and folders.
import { findAsset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { type Event, type EventType, insertEvents, listEvents } from '../database/events.ts';
import { type Actor, assetItem, authorize, vaultOf, workspaceFor } from './access.ts';
import { CoreError, notFound } from './errors.ts';
import type { Id } from './ids.ts';

export interface NewEvent {
  readonly workspaceId: Id;
  readonly assetId?: Id;
  readonly folderId?: Id;
  readonly type: EventType;
  /** From `actorRef`. */
  readonly actor: string | null;
  readonly info?: Readonly<Record<string, unknown>>;
}

export const recordEvent = (tx: Tx, event: NewEvent): Promise<void> => recordEvents(tx, [event]);

/** In this order. */
export async function recordEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  await insertEvents(
    tx.db,
    events.map((event) => ({ assetId: null, folderId: null, info: {}, ...event, at: tx.now })),
  );
}

export interface EventPageQuery {
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listAssetEvents(db: Db, actor: Actor, assetId: Id, query: EventPageQuery): Promise<Event[]> {
  const asset = await findAsset(db, assetId);
  if (!asset || asset.trashedAt !== null) throw notFound('Asset');
  authorize(actor, 'read', assetItem(asset), 'Asset');
  return listEvents(db, { ...query, workspaceId: asset.workspaceId, assetId });
}

/** Of the whole workspace, or of one asset though it may be gone, newest first; needs the right to audit. */
export async function listWorkspaceEvents(
  db: Db,
  actor: Actor,
  query: EventPageQuery & { readonly assetId?: Id | undefined },
): Promise<Event[]> {
  const workspaceId = workspaceFor(actor, 'audit');
  if (vaultOf(actor) !== null) throw new CoreError('forbidden', 'The log is of the whole workspace, not of a vault.');
  return listEvents(db, { ...query, workspaceId });
}
