// Which characters bytes stand for: byte order marks, declarations, and what is tried without either.
import { TextDecoder } from 'node:util';
import { Unreadable } from '../decoder.ts';

/** BOMs, and the first character `<` of XML without one (XML 1.0, appendix F). */
const MARKS: readonly (readonly [prefix: string, encoding: string])[] = [
  ['\xef\xbb\xbf', 'utf-8'],
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
];
const XML_MARKS: typeof MARKS = [...MARKS, ['<\0', 'utf-16le'], ['\0<', 'utf-16be']];

const DECLARATIONS = [/^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/];
const HTML_DECLARATIONS = [...DECLARATIONS, /<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i];

/** Bytes of the beginning among which a declaration stands. */
const DECLARED_WITHIN = 1024;

/** What XML says it is written in, else UTF-8. An encoding nobody knows is taken as UTF-8. */
export function xmlDecoder(start: Buffer): TextDecoder {
  return decoderOf(marked(start, XML_MARKS) ?? declared(start, DECLARATIONS) ?? 'utf-8');
}

/** All of a text or of its first part (`isCut`, which may end within a character). Throws `Unreadable` for binary data. */
export function decodeText(bytes: Buffer, isCut: boolean): string {
  return decode(bytes, isCut, marked(bytes, MARKS));
}

/** As above, for HTML, which may declare what it is written in. */
export function decodeHtml(bytes: Buffer, isCut: boolean): string {
  return decode(bytes, isCut, marked(bytes, MARKS) ?? declared(bytes, HTML_DECLARATIONS));
}

function decode(bytes: Buffer, isCut: boolean, encoding: string | undefined): string {
  const isGiven = encoding !== undefined && isKnown(encoding);
  const text = isGiven ? new TextDecoder(encoding).decode(bytes) : utf8OrWestern(bytes, isCut);
  if (text.includes('\0')) throw new Unreadable('it is binary data rather than text');
  return text;
}

function marked(bytes: Buffer, marks: typeof MARKS): string | undefined {
  const start = bytes.toString('latin1', 0, 4);
  return marks.find(([prefix]) => start.startsWith(prefix))?.[1];
}

function declared(bytes: Buffer, declarations: readonly RegExp[]): string | undefined {
  const start = bytes.toString('latin1', 0, DECLARED_WITHIN);
  const encoding = declarations.map((declaration) => declaration.exec(start)?.[1]).find((name) => name !== undefined);
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return encoding !== undefined && /^(utf-?16|ucs-?2|unicode)/i.test(encoding) ? 'utf-8' : encoding;
}

function utf8OrWestern(bytes: Buffer, isCut: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function decoderOf(encoding: string): TextDecoder {
  return new TextDecoder(isKnown(encoding) ? encoding : 'utf-8');
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
