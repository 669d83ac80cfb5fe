// The log of what happens to assets and folders.
import { findAsset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { type Event, type EventType, insertEvents, listEvents } from '../database/events.ts';
import { type Actor, assetItem, authorize } from './access.ts';
import { notFound } from './errors.ts';
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
