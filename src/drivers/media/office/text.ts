// The words of a document while they are read: joined with the breaks between them, counted as they come, and kept up to
// what is kept of one original.
import { MOST_TEXT, Unreadable } from '../decoder.ts';
import type { Mark } from '../page/index.ts';
import { countWords } from '../words.ts';

/** UTF-16 units that are counted of one document, five times the longest novels: cells may name one long string often. */
const MOST_COUNTED = 16 * 2 ** 20;
const COUNTED_AT_ONCE = 2 ** 16;
/** UTF-16 units at the beginning whose lines are marked: there is no more of it on a first page. */
const MOST_MARKED = 10_000;

/** Between words, cells, paragraphs or lines, and blocks; of several in a row the one that comes later here stands. */
const BREAKS = ['', ' ', '\t', '\n', '\n\n'] as const;
type Break = (typeof BREAKS)[number];

export interface Text {
  /** Throws `Unreadable` when there is more of it than is counted. */
  write(piece: string): void;
  /** Two pieces are apart; nothing is written before the first piece or after the last. */
  separate(by: Break): void;
  /** As a browser does: white space of any length is a single space, and none where a stronger break is. */
  writeCollapsed(piece: string): void;
  /** What the next piece begins, where it begins a line. */
  mark(mark: Mark | undefined): void;
  /** By where the marked pieces of the beginning stand in the text. */
  marks(): ReadonlyMap<number, Mark>;
  /** What was written, up to `MOST_TEXT`, without halves of characters and NUL, which not every database keeps. */
  kept(): string;
  countWords(): number;
}

export function emptyText(): Text {
  let kept = '';
  let isBegun = false;
  let pending = '';
  let words = 0;
  let counted = 0;
  let wanted: Break = '';
  let marked: Mark | undefined;
  const marks = new Map<number, Mark>();

  /** Counts up to the last white space, as the word at the end may go on; a word without end is cut. */
  function count(): void {
    const end = Math.max(pending.lastIndexOf(' '), pending.lastIndexOf('\n'), pending.lastIndexOf('\t'));
    const whole = end === -1 ? pending : pending.slice(0, end);
    words += countWords(whole);
    pending = pending.slice(whole.length);
  }

  function write(piece: string): void {
    if (piece === '') return;
    counted += piece.length + wanted.length;
    if (counted > MOST_COUNTED) throw new Unreadable('it has more text than is read of one document');
    const added = isBegun ? wanted + piece : piece;
    if (marked !== undefined && kept.length < MOST_MARKED) marks.set(kept.length + added.length - piece.length, marked);
    marked = undefined;
    isBegun = true;
    wanted = '';
    if (kept.length < MOST_TEXT) kept += added.slice(0, MOST_TEXT - kept.length);
    pending += added;
    if (pending.length > COUNTED_AT_ONCE) count();
  }

  function separate(by: Break): void {
    if (BREAKS.indexOf(by) > BREAKS.indexOf(wanted)) wanted = by;
  }

  return {
    write,
    separate,
    mark(mark) {
      marked = mark;
    },
    marks: () => marks,
    writeCollapsed(piece) {
      const words = piece.replaceAll(/[ \t\r\n\f]+/g, ' ');
      if (words.startsWith(' ')) separate(' ');
      const isEnded = words.endsWith(' ');
      write(words.slice(words.startsWith(' ') ? 1 : 0, isEnded ? -1 : words.length));
      if (isEnded) separate(' ');
    },
    kept: () => kept.toWellFormed().replaceAll('\0', ''),
    countWords: () => words + countWords(pending),
  };
}
