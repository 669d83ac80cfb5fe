// What free text may be: of any characters that every engine can keep.
import { invalid } from './errors.ts';

export const LONGEST_DESCRIPTION = 10_000;

/** PostgreSQL can not keep NUL, and unpaired surrogates have no UTF-8. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

/** Throws `invalid` when it is longer than so many UTF-16 units. */
export function checkedText(text: string | null, field: string, longest: number): string | null {
  if (text === null) return null;
  if (text.length > longest) throw invalid(field, `At most ${longest} characters.`);
  return storableText(text);
}

const LONGEST_URL = 2_000;

/** An address that a browser may be sent to: `http` or `https`. Throws `invalid`. */
export function checkedUrl(text: string | null, field = 'external_url'): string | null {
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!isPlain || url.hostname === '') throw invalid(field, 'An http or https URL is needed.');
  return checkedText(text.trim(), field, LONGEST_URL);
}
