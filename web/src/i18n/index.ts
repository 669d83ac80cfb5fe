// The language of the console: one catalogue of messages at a time, loaded when it is chosen, and what the settings say beside it once
// they were gone to.
import { createObservable, useObservable } from '../app/observable.ts';
import { remember, remembered } from '../app/remembered.ts';
import type { Messages } from './en/index.ts';
import type { SettingsParts } from './en/settings-parts.ts';
import { createFormats, type Formats } from './formats.ts';

export type { Messages } from './en/index.ts';

const CATALOGUES = {
  en: async () => (await import('./en/index.ts')).en,
  de: async () => (await import('./de/index.ts')).de,
};
const SETTINGS = {
  en: async () => (await import('./en/settings-parts.ts')).enSettings,
  de: async () => (await import('./de/settings-parts.ts')).deSettings,
};
export type Language = keyof typeof CATALOGUES;

/** Each in its own words. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

interface Translation {
  readonly language: Language;
  readonly messages: Messages;
  readonly formats: Formats;
  /** With all other messages; absent: the settings were not gone to. */
  readonly settings?: SettingsMessages;
}

export type SettingsMessages = Messages & SettingsParts;

const translation = createObservable<Translation | undefined>(undefined);
/** Whether the settings were gone to: from then on their words come along. */
let hasSettings = false;

/** By what was chosen here before, else by what the browser asks for. To be done before anything is shown. */
export const loadLanguage = (): Promise<void> =>
  load(preferredLanguage([remembered('language'), ...navigator.languages]));

export async function chooseLanguage(language: Language): Promise<void> {
  remember('language', language);
  await load(language);
}

/** The first that there is; regions do not matter. */
export function preferredLanguage(wanted: readonly (string | null)[]): Language {
  for (const tag of wanted) {
    const name = tag?.toLowerCase().split('-', 1)[0];
    if (name === 'en' || name === 'de') return name;
  }
  return 'en';
}

/** To be done before anything of the settings is shown. */
export async function loadSettingsLanguage(): Promise<void> {
  hasSettings = true;
  await load(currentTranslation().language);
}

async function load(language: Language): Promise<void> {
  const [messages, settings] = await Promise.all([
    CATALOGUES[language](),
    hasSettings ? SETTINGS[language]() : undefined,
  ]);
  document.documentElement.lang = language;
  const formats = createFormats(language);
  translation.set({ language, messages, formats, ...(settings && { settings: { ...messages, ...settings } }) });
}

/** What is said outside of components, such as in messages about errors. */
export function currentTranslation(): Translation {
  const current = translation.get();
  if (current === undefined) throw new Error('a language has to be loaded first');
  return current;
}

export function useTranslation(): Translation {
  useObservable(translation);
  return currentTranslation();
}

export const useMessages = (): Messages => useTranslation().messages;
export const useFormats = (): Formats => useTranslation().formats;
