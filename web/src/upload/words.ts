// What went wrong with an upload, in plain words.
import { currentTranslation } from '../i18n/index.ts';
import type { Failure } from './failures.ts';

export function wordsOf({ kind, said }: Failure): string {
  const { failures } = currentTranslation().messages.upload;
  return kind === 'refused' && said !== '' ? failures.refusedFor(said) : failures[kind];
}
