// The history of assets and folders: what was done to them and by whom, without who only looked at them.

import type { Db } from '../database/db.ts';
import { type Event, type EventType, listChanges } from '../database/events.ts';
import type { Id } from './ids.ts';
import { getCreators } from './users.ts';

export interface Change {
  readonly at: number;
  readonly type: EventType;
  /** Of the user or key; null for the system, guests and who is no more. */
  readonly actorName: string | null;
  readonly info: Readonly<Record<string, unknown>>;
}

const MOST_CHANGES = 100;

/** Of each record the newest 100 changes, oldest first. The records, all of one workspace, were found to be readable. */
export async function findHistories(
  db: Db,
  workspaceId: Id,
  { assetIds, folderIds }: { readonly assetIds: readonly Id[]; readonly folderIds: readonly Id[] },
): Promise<Map<Id, Change[]>> {
  const events = [
    ...(await listChanges(db, 'asset_id', assetIds, MOST_CHANGES)),
    ...(await listChanges(db, 'folder_id', folderIds, MOST_CHANGES)),
  ];
  const actors = events.flatMap(({ actor }) => (actor === null ? [] : [actor]));
  const creators = await getCreators(db, workspaceId, actors);
  const changeOf = ({ at, type, actor, info }: Event): Change => ({
    at,
    type,
    actorName: (actor !== null && creators.get(actor)?.name) || null,
    info,
  });
  const histories = new Map<Id, Change[]>();
  for (const event of events) {
    const id = event.assetId ?? event.folderId;
    if (id === null) continue;
    const history = histories.get(id);
    if (history) history.push(changeOf(event));
    else histories.set(id, [changeOf(event)]);
  }
  return histories;
}
