// Core records as this dialect shows them.
import type { Key } from '../../core/index.ts';
import { isoTime, isoTimeOrNull } from '../../http/times.ts';

export const presentKey = (key: Key) => ({
  id: key.id,
  label: key.label,
  prefix: key.prefix,
  scopes: [...key.scopes],
  vault: key.vaultId,
  created: isoTime(key.createdAt),
  created_by: key.createdBy?.split(':')[1] ?? null,
  expires_at: isoTimeOrNull(key.expiresAt),
  last_used: isoTimeOrNull(key.lastUsedAt),
});
