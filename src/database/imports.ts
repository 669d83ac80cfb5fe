// What an import has brought in: which record here was made of which record of another service, and as it was when.
import type { Id } from '../core/ids.ts';
import type { Db } from './schema.ts';

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

const remoteKey = ({ kind, remoteId }: RemoteRecord): string => `${kind}:${remoteId}`;

export async function findImport(db: Db, record: RemoteRecord): Promise<Import | undefined> {
  const row = await db
    .selectFrom('imports')
    .select(['local_id', 'fingerprint'])
    .where('workspace_id', '=', record.workspaceId)
    .where('source', '=', record.source)
    .where('remote_id', '=', remoteKey(record))
    .executeTakeFirst();
  if (!row) return undefined;
  const local = await db
    .selectFrom(record.kind === 'asset' ? 'assets' : 'folders')
    .select(['trashed_at', 'expires_at'])
    .where('id', '=', row.local_id)
    .executeTakeFirst();
  return {
    localId: row.local_id,
    fingerprint: row.fingerprint,
    trashedAt: local?.trashed_at ?? null,
    expiresAt: local?.expires_at ?? null,
    isThere: local !== undefined,
  };
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
      remote_id: remoteKey(record),
      local_id: localId,
      fingerprint,
      imported_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'source', 'remote_id']).doUpdateSet({ fingerprint, imported_at: at }),
    )
    .execute();
}
