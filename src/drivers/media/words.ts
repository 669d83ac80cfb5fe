// Words of originals: counted as word processors do, or put on a single line.

const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * What stands between white space is one word, provided it has a letter or digit; ideographs and kana are written without
 * spaces, and count one each.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(WORD)) if (LETTER.test(word)) count++;
  return count;
}

const LONGEST_LINE = 1000;

/** Text as it fits a single line; empty where there is none. */
export const oneLine = (text = ''): string =>
  text
    .slice(0, LONGEST_LINE)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
