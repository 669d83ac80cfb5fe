// Core records as this dialect shows them.
import type { Key } from '../../core/index.ts';

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const presentKey = (key: Key) => ({
  id: key.id,
  label: key.label,
  prefix: key.prefix,
  scopes: [...key.scopes],
  vault: key.vaultId,
  created: new Date(key.createdAt).toISOString(),
  created_by: key.createdBy?.split(':')[1] ?? null,
  expires_at: time(key.expiresAt),
  last_used: time(key.lastUsedAt),
});
