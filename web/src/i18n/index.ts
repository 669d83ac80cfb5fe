// The language of the console: one catalogue of messages at a time, loaded when it is chosen.
import { createObservable, useObservable } from '../app/observable.ts';
import { remember, remembered } from '../app/remembered.ts';
import type { Messages } from './en/index.ts';
import { createFormats, type Formats } from './formats.ts';

export type { Messages } from './en/index.ts';

const CATALOGUES = {
  en: async () => (await import('./en/index.ts')).en,
  de: async () => (await import('./de/index.ts')).de,
};
export type Language = keyof typeof CATALOGUES;

/** Each in its own words. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

interface Translation {
  readonly language: Language;
  readonly messages: Messages;
  readonly formats: Formats;
}

const translation = createObservable<Translation | undefined>(undefined);

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

async function load(language: Language): Promise<void> {
  const messages = await CATALOGUES[language]();
  document.documentElement.lang = language;
  translation.set({ language, messages, formats: createFormats(language) });
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
