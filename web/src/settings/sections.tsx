// The sections of the settings: where each is, who has it, and what it shows, which is loaded when it is first gone to.
import {
  Activity,
  Building2,
  ChartColumn,
  CodeXml,
  KeyRound,
  type LucideIcon,
  Palette,
  Trash2,
  UserRound,
  Users,
  Vault,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Session } from '../api/session.ts';
import { deferred } from '../app/deferred.tsx';
import type { SettingsMessages } from '../i18n/settings.ts';

type SectionId = keyof SettingsMessages['settings']['sections'];

export interface SettingsSection {
  readonly id: SectionId;
  readonly group: keyof SettingsMessages['settings']['groups'];
  readonly icon: LucideIcon;
  readonly isFor: (session: Session) => boolean;
  /** `id`: what follows in the address, of one record. */
  readonly component: ComponentType<{ readonly id?: string | undefined }>;
}

const isAnyone = (): boolean => true;
const isAdministrator = ({ grants }: Session): boolean => grants.includes('workspace');

export const SECTIONS: readonly SettingsSection[] = [
  {
    id: 'account',
    group: 'own',
    icon: UserRound,
    isFor: ({ user }) => user !== null,
    component: deferred(async () => (await import('./account-section.tsx')).AccountSection),
  },
  {
    id: 'appearance',
    group: 'own',
    icon: Palette,
    isFor: isAnyone,
    component: deferred(async () => (await import('./appearance-section.tsx')).AppearanceSection),
  },
  {
    id: 'users',
    group: 'workspace',
    icon: Users,
    isFor: isAdministrator,
    component: deferred(async () => (await import('./users/users-section.tsx')).UsersSection),
  },
  {
    id: 'vaults',
    group: 'workspace',
    icon: Vault,
    isFor: ({ grants }) => grants.includes('write'),
    component: deferred(async () => (await import('./vaults/vaults-section.tsx')).VaultsSection),
  },
  {
    id: 'trash',
    group: 'workspace',
    icon: Trash2,
    isFor: isAdministrator,
    component: deferred(async () => (await import('./workspaces/trash-section.tsx')).TrashSection),
  },
  {
    id: 'usage',
    group: 'workspace',
    icon: ChartColumn,
    isFor: isAdministrator,
    component: deferred(async () => (await import('./figures/usage-section.tsx')).UsageSection),
  },
  {
    id: 'keys',
    group: 'programs',
    icon: KeyRound,
    isFor: ({ grants }) => grants.includes('keys:read'),
    component: deferred(async () => (await import('./keys/keys-section.tsx')).KeysSection),
  },
  {
    id: 'apis',
    group: 'programs',
    icon: CodeXml,
    isFor: isAnyone,
    component: deferred(async () => (await import('./apis-section.tsx')).ApisSection),
  },
  {
    id: 'health',
    group: 'server',
    icon: Activity,
    isFor: isAdministrator,
    component: deferred(async () => (await import('./figures/health-section.tsx')).HealthSection),
  },
  {
    id: 'workspaces',
    group: 'server',
    icon: Building2,
    isFor: ({ is_instance_admin }) => is_instance_admin,
    component: deferred(async () => (await import('./workspaces/workspaces-section.tsx')).WorkspacesSection),
  },
];
