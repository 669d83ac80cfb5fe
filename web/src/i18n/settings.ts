// The language of the settings: what they alone say, beside what all pages say.
import { type SettingsMessages, useTranslation as useAnyTranslation } from './index.ts';

export type { SettingsMessages } from './index.ts';

export function useTranslation() {
  const { language, formats, settings } = useAnyTranslation();
  if (settings === undefined) throw new Error('the language of the settings has to be loaded first');
  return { language, formats, messages: settings };
}

export const useMessages = (): SettingsMessages => useTranslation().messages;
