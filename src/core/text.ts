// What free text may be: of any characters that every engine can keep.
import { invalid } from './errors.ts';

export const LONGEST_DESCRIPTION = 10_000;

/** PostgreSQL can not keep NUL, and unpaired surrogates have no UTF-8. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

/** Throws `invalid` when it has more characters than that. */
export function checkedText(text: string | null, field: string, longest: number): string | null {
  if (text === null) return null;
  // Most texts are short whichever way they are counted.
  if (text.length > longest && [...text].length > longest) throw invalid(field, `At most ${longest} characters.`);
  return storableText(text);
}

const LONGEST_URL = 2_000;

/** With both slashes, and nothing that parsers leave out without a word. */
const PLAIN_URL = /^https?:\/\/[^\s\\\p{Cc}]+$/iu;

/** An address that a browser may be sent to: `http` or `https`. Throws `invalid`. */
export function checkedUrl(text: string | null, field = 'external_url'): string | null {
  if (text === null) return null;
  const address = text.trim();
  if (!PLAIN_URL.test(address) || !URL.canParse(address)) throw invalid(field, 'An http or https URL is needed.');
  return checkedText(address, field, LONGEST_URL);
}
