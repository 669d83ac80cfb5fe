// The Content-Disposition header (RFC 6266), for names of any kind.

export type Disposition = 'inline' | 'attachment';

/** Core keeps names far below this; it bounds the header should a longer one ever come here. */
const MAX_NAME_CODE_POINTS = 255;

/**
 * The name goes in twice: `filename*` (RFC 8187) carries it whole, `filename` an ASCII form of it for old clients, equal
 * where the name is ASCII. Control characters become `_` and unpaired surrogates U+FFFD in both.
 */
export function contentDisposition(disposition: Disposition, filename?: string): string {
  const name = sendable(filename ?? '');
  if (name === '') return disposition;
  return `${disposition}; filename="${quotedAscii(name)}"; filename*=UTF-8''${extendedValue(name)}`;
}

const sendable = (name: string): string =>
  [...name.toWellFormed()]
    .slice(0, MAX_NAME_CODE_POINTS)
    .join('')
    .replace(/\p{Cc}/gu, '_');

const quotedAscii = (name: string): string => name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/g, '\\$&');

/** encodeURIComponent leaves `'()*` as they are, which are not attr-chars of RFC 8187. */
const extendedValue = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
