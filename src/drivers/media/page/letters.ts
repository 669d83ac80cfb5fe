// Which characters the fonts of a page have: those of WinAnsiEncoding (ISO 32000-1, annex D.2), which is windows-1252.
// Others are not spelled in other letters: text that is mostly written in them is not drawn.

/** From 0x80 on; U+FFFF where there is none. */
const HIGH = '€\uffff‚ƒ„…†‡ˆ‰Š‹Œ\uffffŽ\uffff\uffff‘’“”•–—˜™š›œ\uffffžŸ';
const HIGH_BYTES = new Map([...HIGH].map((character, index) => [character, 0x80 + index]));
HIGH_BYTES.delete('\uffff');

/** Of letters and digits: a name or a quotation here and there. */
const MOST_FOREIGN = 0.05;
const STAND_IN = '·';

/** Absent: the fonts do not have it. */
export function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  const isLatin = (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff);
  return isLatin ? code : HIGH_BYTES.get(character);
}

/** Signs that look like one the fonts have, and those that are not seen. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/[\u2010\u2011\u2212─━]/g, '-'],
  [/\u2012/g, '–'],
  [/\u2015/g, '—'],
  [/[│┃]/g, '|'],
  [/[┌-╋]/g, '+'],
  [/\u2032/g, "'"],
  [/\u2033/g, '"'],
  [/→/g, '->'],
  [/←/g, '<-'],
  [/[\u25aa\u25cf\u25e6\u2043\u2219\uf0b7]/g, '•'],
  [/[^\P{Cc}\n\t]|[\p{Cf}\p{Mn}\p{Emoji_Presentation}]/gu, ''],
];

/** The same text in characters that the fonts have, line feeds and tabs; a dot for each that they do not. */
export function legible(text: string): string {
  let shown = text.replaceAll(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC')).normalize('NFC');
  for (const [characters, alike] of ALIKE) shown = shown.replaceAll(characters, alike);
  return shown.replaceAll(/[^\n\t]/gu, (character) => (byteOf(character) === undefined ? STAND_IN : character));
}

/** Whether there is something to be seen, and next to nothing of it in letters that the fonts do not have. */
export function isLegible(text: string): boolean {
  const letters = text.normalize('NFC').match(/[\p{L}\p{N}]/gu) ?? [];
  const foreign = letters.filter((letter) => byteOf(letter) === undefined && !/[\ufb00-\ufb06]/.test(letter));
  return foreign.length <= MOST_FOREIGN * letters.length && /[^\s·]/.test(legible(text));
}
