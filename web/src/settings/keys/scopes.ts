// What a key may do: every scope, in the groups in which they are explained, and the sets of them that are mostly wanted.
import type { SettingsMessages } from '../../i18n/settings.ts';

export type ScopeId = keyof SettingsMessages['access']['scopes'];
export type ScopeGroup = keyof SettingsMessages['access']['scopeGroups'];

export const SCOPE_GROUPS: Readonly<Record<ScopeGroup, readonly ScopeId[]>> = {
  everywhere: ['assets:read', 'assets:write', 'store:share', 'admin'],
  administration: ['apikeys:read', 'apikeys:write', 'audit:read'],
  dialects: [
    'store:read',
    'store:write',
    'hub:read',
    'hub:write',
    'read:assets',
    'write:assets',
    'read:libraries',
    'partner:read',
    'partner:write',
    'vaults:read',
    'vaults:write',
  ],
};

export type Preset = keyof SettingsMessages['access']['presets'];
export const PRESETS: readonly Preset[] = ['read', 'upload', 'full', 'vault', 'admin', 'custom'];

/** What is chosen for a key. */
export interface Rights {
  readonly preset: Preset;
  /** For `custom`. */
  readonly scopes: readonly string[];
  /** Its id; for `vault`, empty: none chosen yet. */
  readonly vault: string;
  /** For `vault`. */
  readonly mayWrite: boolean;
}

export const NO_RIGHTS: Rights = { preset: 'read', scopes: [], vault: '', mayWrite: false };

export function scopesOf({ preset, scopes, mayWrite }: Rights): readonly string[] {
  if (preset === 'read') return ['assets:read'];
  if (preset === 'upload') return ['assets:read', 'assets:write'];
  if (preset === 'full') return ['assets:read', 'assets:write', 'store:share'];
  if (preset === 'admin') return ['admin'];
  if (preset === 'vault') return mayWrite ? ['assets:read', 'assets:write'] : ['assets:read'];
  return scopes;
}
