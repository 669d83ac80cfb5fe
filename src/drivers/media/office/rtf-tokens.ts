// RTF taken apart (RTF 1.9.1, "RTF syntax"): groups, control words and symbols, and the bytes of text between them.
import { Unreadable } from '../decoder.ts';

const DEEPEST = 1000;
const LONGEST_NAME = 32;
const LONGEST_NUMBER = 10;

const code = (character: string): number => character.charCodeAt(0);
const [OPEN, CLOSE, BACKSLASH, QUOTE, MINUS, SPACE] = ['{', '}', '\\', "'", '-', ' '].map(code);
const [CR, LF] = ['\r', '\n'].map(code);

export interface RtfVisitor {
  open(): void;
  close(): void;
  /** `value` is absent where there is no number after the word. */
  word(name: string, value: number | undefined): void;
  /** What follows a backslash and is no letter, such as `~`, `*` or a line break; but for braces, backslashes and quotes. */
  symbol(character: string): void;
  /** Of the text, in the code page that is set; written as itself or in hexadecimal. */
  byte(value: number): void;
}

/** Reads up to the end of the first group. Throws `Unreadable` where groups nest too deeply, or are not all closed. */
export function readRtf(bytes: Buffer, visitor: RtfVisitor): void {
  let depth = 0;
  let at = 0;

  function readControl(): void {
    const next = bytes[at] ?? 0;
    if (isLetter(next)) {
      const { name, value, end } = controlWord(bytes, at);
      at = end;
      if (name === 'bin') at += Math.max(0, value ?? 0);
      else visitor.word(name, value);
      return;
    }
    at++;
    if (next === QUOTE) {
      const value = Number.parseInt(bytes.toString('latin1', at, at + 2), 16);
      at += 2;
      if (!Number.isNaN(value)) visitor.byte(value);
    } else if (next === OPEN || next === CLOSE || next === BACKSLASH) visitor.byte(next);
    else visitor.symbol(String.fromCharCode(next));
  }

  while (at < bytes.length) {
    const next = bytes[at++] ?? 0;
    if (next === BACKSLASH) readControl();
    else if (next === OPEN) {
      if (++depth > DEEPEST) throw new Unreadable('it is nested too deeply');
      visitor.open();
    } else if (next === CLOSE) {
      visitor.close();
      if (--depth <= 0) return;
    } else if (next !== CR && next !== LF && next !== 0) visitor.byte(next);
  }
  throw new Unreadable('it ends early');
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function controlWord(bytes: Buffer, start: number): { name: string; value: number | undefined; end: number } {
  let at = start;
  while (isLetter(bytes[at] ?? 0) && at < start + LONGEST_NAME) at++;
  const name = bytes.toString('latin1', start, at);
  const isNegative = bytes[at] === MINUS;
  const number = isNegative ? at + 1 : at;
  let value: number | undefined;
  for (at = number; isDigit(bytes[at] ?? 0) && at < number + LONGEST_NUMBER; at++) {
    value = 10 * (value ?? 0) + (bytes[at] ?? 0) - 0x30;
  }
  // The space belongs to the word.
  const end = bytes[at] === SPACE ? at + 1 : at;
  return { name, value: isNegative && value !== undefined ? -value : value, end };
}
