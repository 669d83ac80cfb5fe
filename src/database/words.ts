// What a word is, in texts and in what is searched for: as SQLite's FTS5 takes texts apart
// (https://www.sqlite.org/fts5.html#unicode61_tokenizer), so that every engine finds the same.

/** Marks that belong to a word and are dropped from it; all others part words. */
const MARKS = '\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331';
const DROPPED = new RegExp(`[${MARKS}]+`, 'g');

/** Of letters, digits and private characters, in order: nothing that an engine would have to be kept from understanding. */
export const wordsIn = (text: string): string[] => text.replaceAll(DROPPED, '').match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
