// What people are allowed.
import type { SettingsMessages } from '../../i18n/settings.ts';

export type RoleId = keyof SettingsMessages['access']['roles'];
export const ROLES: readonly RoleId[] = ['viewer', 'editor', 'admin'];

/** A role that this console does not know counts as the least. */
export const roleOf = (text: string): RoleId => ROLES.find((role) => role === text) ?? 'viewer';
