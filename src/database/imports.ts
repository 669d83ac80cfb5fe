// What an import has brought in: which record here was made of which record of another service, and as it was when.
import type { Id } from '../core/ids.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';

/** A record of another service, as this workspace knows it. */
export interface RemoteRecord {
  readonly workspaceId: Id;
  /** The dialect and address of the other service. */
  readonly source: string;
  readonly kind: 'asset' | 'folder';
  /** As the other service spells it. */
  readonly remoteId: string;
}

export interface Import {
  readonly localId: Id;
  readonly fingerprint: string;
  /** Of the record here; both null as well when it was deleted. */
  readonly trashedAt: number | null;
  readonly expiresAt: number | null;
  readonly isThere: boolean;
}

const remoteKey = ({ kind }: Pick<RemoteRecord, 'kind'>, remoteId: string): string => `${kind}:${remoteId}`;

export async function findImport(db: Db, record: RemoteRecord): Promise<Import | undefined> {
  return (await findImports(db, record, [record.remoteId])).get(record.remoteId);
}

/** Those of the records that were imported, by their ids there. */
export async function findImports(
  db: Db,
  { workspaceId, source, kind }: Omit<RemoteRecord, 'remoteId'>,
  remoteIds: readonly string[],
): Promise<Map<string, Import>> {
  const found = new Map<string, Import>();
  for (const some of chunks(remoteIds)) {
    const rows = await db
      .selectFrom('imports')
      .select(['remote_id', 'local_id', 'fingerprint'])
      .where('workspace_id', '=', workspaceId)
      .where('source', '=', source)
      .where(
        'remote_id',
        'in',
        some.map((remoteId) => remoteKey({ kind }, remoteId)),
      )
      .execute();
    if (rows.length === 0) continue;
    const locals = await db
      .selectFrom(kind === 'asset' ? 'assets' : 'folders')
      .select(['id', 'trashed_at', 'expires_at'])
      .where(
        'id',
        'in',
        rows.map((row) => row.local_id),
      )
      .execute();
    const byId = new Map(locals.map((local) => [local.id, local]));
    for (const { remote_id, local_id, fingerprint } of rows) {
      const local = byId.get(local_id);
      found.set(remote_id.slice(remoteKey({ kind }, '').length), {
        localId: local_id,
        fingerprint,
        trashedAt: local?.trashed_at ?? null,
        expiresAt: local?.expires_at ?? null,
        isThere: local !== undefined,
      });
    }
  }
  return found;
}

/** Notes what was made of the record, or that it was brought up to date. */
export async function saveImport(
  db: Db,
  record: RemoteRecord,
  made: { readonly localId: Id; readonly fingerprint: string; readonly at: number },
): Promise<void> {
  const { localId, fingerprint, at } = made;
  await db
    .insertInto('imports')
    .values({
      workspace_id: record.workspaceId,
      source: record.source,
      remote_id: remoteKey(record, record.remoteId),
      local_id: localId,
      fingerprint,
      imported_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'source', 'remote_id']).doUpdateSet({ fingerprint, imported_at: at }),
    )
    .execute();
}
