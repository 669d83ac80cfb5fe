// Assets that have the same bytes as another one.
import type { Asset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import { listDuplicatesAt as listDuplicateRowsAt } from '../database/duplicates.ts';
import type { PositionPage, RowRange } from '../database/positions.ts';
import type { Actor } from './access.ts';
import { getAsset } from './assets.ts';
import { sightOf } from './entries.ts';
import type { Id } from './ids.ts';

/** Of those the actor can see, in the order of their arrival. Throws as `getAsset`. */
export async function listDuplicatesAt(db: Db, actor: Actor, id: Id, range: RowRange): Promise<PositionPage<Asset>> {
  return listDuplicateRowsAt(db, sightOf(actor), await getAsset(db, actor, id), range);
}
