// The Content-Disposition header (RFC 6266), for names of any kind, as we send it and as it is sent to us.

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

const PARAMETER = /;\s*(filename\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/gi;

/**
 * The name in a header that a client sent: of `filename*` (RFC 8187) where that can be read, else of `filename`. Undefined
 * without either.
 */
export function sentFilename(header: string | undefined): string | undefined {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, token = ''] of (header ?? '').matchAll(PARAMETER))
    found.set(name.toLowerCase(), quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1'));
  const plain = found.get('filename');
  return decodedExtended(found.get('filename*')) ?? (plain === undefined ? undefined : asUtf8(plain));
}

function decodedExtended(value: string | undefined): string | undefined {
  const [, charset = '', encoded = ''] = /^([\w-]+)'[\w-]*'(.+)$/.exec(value ?? '') ?? [];
  try {
    if (/^utf-8$/i.test(charset)) return decodeURIComponent(encoded);
    if (/^iso-8859-1$/i.test(charset))
      return encoded.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  } catch {
    // Not what it says it is.
  }
  return undefined;
}

/** Headers are read byte by byte, and most clients mean UTF-8. */
function asUtf8(text: string): string {
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? text : decoded;
}
