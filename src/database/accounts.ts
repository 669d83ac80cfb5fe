// The tables of workspaces, and of those who may do something in them (schema.ts has the others, and what holds for all).
import type { Id } from '../core/ids.ts';

export interface WorkspaceTable {
  id: Id;
  name: string;
  created_at: number;
  /** Maintained: live assets with bytes, their bytes, live folders. */
  asset_count: number;
  total_bytes: number;
  folder_count: number;
  /** How long its trash keeps what is in it; null: as long as the server's settings say, 0: for ever. */
  trash_days: number | null;
}

/** A workspace as it was when it was last looked at on that day, and what was done on it. */
export interface UsageDayTable {
  workspace_id: Id;
  /** `YYYY-MM-DD`, of UTC. */
  day: string;
  assets: number;
  bytes: number;
  folders: number;
  uploads: number;
  downloads: number;
}

export interface UserTable {
  id: Id;
  workspace_id: Id;
  email: string;
  name: string;
  password_hash: string | null;
  role: string;
  is_instance_admin: 0 | 1;
  created_at: number;
  disabled_at: number | null;
}

export interface SessionTable {
  token_hash: string;
  user_id: Id;
  created_at: number;
  expires_at: number;
}

/** With which a user sets a password, once. */
export interface PasswordLinkTable {
  user_id: Id;
  token_hash: string;
  expires_at: number;
}

export interface KeyTable {
  id: Id;
  workspace_id: Id;
  label: string;
  /** `key` for a workspace key; `public` and `secret` for a vault's. */
  type: string;
  token_hash: string;
  /** The first characters of the key, to tell keys apart in lists. */
  prefix: string;
  scopes: string;
  vault_id: Id | null;
  created_at: number;
  created_by: string | null;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
}
