// Was die Einstellungen allein auf Deutsch sagen.
import type { SettingsParts } from '../en/settings-parts.ts';
import { access } from './access.ts';
import { figures, installation } from './figures.ts';
import { settings, vaultSettings } from './settings.ts';

export const deSettings: SettingsParts = { access, figures, installation, settings, vaultSettings };
