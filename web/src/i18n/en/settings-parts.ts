// What the settings alone say in English, by part.
import { access } from './access.ts';
import { figures, installation } from './figures.ts';
import { settings, vaultSettings } from './settings.ts';

export const enSettings = { access, figures, installation, settings, vaultSettings };

export type SettingsParts = typeof enSettings;
