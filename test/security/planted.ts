// What the server alone sets, by all the names that clients could try, with values that would be found wherever they got to.
import type { Workspace } from './workspaces.ts';

const NUMBER = 987_654_321_012;
const TIME = '1999-09-09T09:09:09.000Z';
const TEXT = 'planted by a client';

export interface Planted {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether a value of a record or of an answer was planted. */
  isIn(value: unknown): boolean;
}

/** With ids and bytes of another workspace. */
export async function plantedFrom(theirs: Workspace, sha256: string): Promise<Planted> {
  const all = (value: unknown, ...names: string[]) => Object.fromEntries(names.map((name) => [name, value]));
  const [asset, vault, user] = [await theirs.the('asset'), await theirs.the('vault'), await theirs.the('user')];
  const foreign = [asset, vault, user, theirs.id, sha256];
  const fields = {
    ...all(asset, 'id', '_id', 'asset_id', 'assetId', 'record_id', 'trash_root_id'),
    ...all(theirs.id, 'workspace', 'workspace_id', 'workspaceId', 'tenant', 'company', 'companyId'),
    ...all(user, 'owner', 'owner_id', 'creator', 'createdBy', 'user', 'user_id'),
    ...all(`user:${user}`, 'created_by', 'actor'),
    ...all(vault, 'vault_id', 'vaultId'),
    ...all(sha256, 'sha256', 'hash', 'checksum', 'etag', 'blob', 'r2_key'),
    ...all(
      NUMBER,
      'size',
      'size_bytes',
      'sizeBytes',
      'file_size',
      'quota',
      'version',
      'seq',
      'download_count',
      'view_count',
    ),
    ...all(NUMBER, 'downloads', 'asset_count', 'total_bytes', 'signing_generation', 'width', 'height', 'duration'),
    ...all(TIME, 'created', 'created_at', 'createdAt', 'updated', 'updated_at', 'uploaded_at', 'content_at'),
    ...all(TIME, 'trashed', 'trashed_at', 'deleted_at', 'disabled_at', 'revoked_at', 'last_used_at'),
    ...all(TEXT, 'state', 'status', 'media_state', 'mime_type', 'mimeType', 'kind', 'prefix', 'path', 'url'),
    ...all(TEXT, 'token', 'token_hash', 'key', 'password_hash', 'secret', 'signing_secret', 'slug'),
    ...all(['admin'], 'scopes', 'grants', 'roles'),
    ...all(true, 'isInstanceAdmin', 'is_admin', 'instance_admin'),
    // As our own code calls them: dialects have other words for these.
    ...all(theirs.id, 'folderId', 'parentId', 'assetIds', 'itemIds'),
    ...all(TEXT, 'isDisabled', 'isPublic', 'isActive', 'passwordHash', 'metadataMerge', 'nameKey', 'externalUrl'),
    ...all(NUMBER, 'trashDays', 'maxDownloads', 'expiresAt', 'trashedAt', 'sizeBytes', 'idempotencyKey'),
  };
  const marks = [...foreign, TEXT, TIME, String(NUMBER), String(Date.parse(TIME))];
  return {
    fields,
    isIn: (value) => {
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      return marks.some((mark) => text.includes(mark));
    },
  };
}
