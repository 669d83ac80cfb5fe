// Names byte by byte and kind by kind, for whatever takes one from outside. Beside them: hostile-names, and the naughty strings in
// test/fixtures/names.
import { readFileSync } from 'node:fs';
import { HOSTILE } from './hostile-names.ts';

export const NAUGHTY: readonly string[] = JSON.parse(
  readFileSync(new URL('../fixtures/names/naughty-strings.json', import.meta.url), 'utf8'),
);

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);

/** Each byte alone and inside, most of them no text by themselves; and what looks like UTF-8 and is not. */
export const BYTE_NAMES: readonly Buffer[] = [
  ...BYTES.map((byte) => Buffer.from([byte])),
  ...BYTES.map((byte) => Buffer.concat([Buffer.from('a'), Buffer.from([byte]), Buffer.from('b.txt')])),
  // Overlong `/`, `.` and NUL; surrogates; beyond Unicode; cut short; of the other half alone.
  ...['c0af', 'e080af', 'f08080af', 'c0ae', 'e080ae', 'c080', 'eda080', 'edb080', 'eda080edb080'].map(fromHex),
  ...['f4908080', 'f8888080', 'fc8480808080', 'fffe', 'feff', 'e2', 'e282', 'f09f98', '80bf', 'c3'].map(fromHex),
  ...['2e2ec0af2e2ec0af78', '61c3', 'ffffffff'].map(fromHex),
];

function fromHex(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

/** Every character up to U+00FF inside. */
export const CHARACTER_NAMES: readonly string[] = BYTES.map((code) => `c${String.fromCharCode(code)}d.txt`);

/** Letters that fold, compose or look alike; lengths at, above and far above what a name may have; what systems keep for themselves. */
export const TEXT_NAMES: readonly string[] = [
  ...['é.txt', 'e\u0301.txt', 'Å', 'A\u030a', '\u212b', '가', '\u1100\u1161', 'ﬁ', 'fi', 'ß', 'ss', 'SS', 'ẞ'],
  ...['ı', 'İ', 'i\u0307', 'I', 'i', 'ſ', 'K', 'k', 'Σ', 'ς', 'σ', 'Ǆ', 'ǅ', 'ǆ', 'ʼn', 'ŉ'],
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f', '\u061c', '\u2066x\u2069'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2028', '\u2029', '\u0085', '\u009b31m'].map((c) => `a${c}b`),
  ...['\ud800', '\udfff', 'a\ud83d', '\udc00\ud800', 'x\ud800y.txt', '\ufffe', '\ufdd0', '\u{1ffff}', '\u{e0041}'],
  ...[254, 255, 256, 4_096, 65_536].flatMap((length) => ['x'.repeat(length), `${'y'.repeat(length - 4)}.png`]),
  ...[255, 256, 4_096].map((length) => 'é'.repeat(length / 2)),
  ...['CON', 'con.txt', 'PRN', 'AUX', 'NUL', 'NUL.tar.gz', 'COM0', 'COM9.x', 'LPT¹', 'CONIN$', 'CLOCK$', 'con .txt'],
  ...['desktop.ini', 'Thumbs.db', '.DS_Store', '._x', '.git', '.htaccess', '$MFT', 'x:stream', 'x::$INDEX_ALLOCATION'],
  ...['=cmd|x!A0', '-1', '+1', '@x', '\tx', '%00', '%2e%2e%2f', '%252e%252e%252f', '..%c0%af', '&lt;', '&#0;', '&amp;'],
  ...HOSTILE,
];
