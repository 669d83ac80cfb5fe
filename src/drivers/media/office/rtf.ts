// Rich Text Format (RTF 1.9.1): the text of the body and then of its notes; deleted and hidden text, headers and footers,
// pictures, and whatever a reader may ignore are left out.
import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { MediaFacts } from '../../../core/ports.ts';
import { type Bytes, Unreadable } from '../decoder.ts';
import { charset, codePage } from './code-pages.ts';
import { type Document, knownFacts } from './document.ts';
import { beginning, tooLong } from './plain.ts';
import { type RtfVisitor, readRtf } from './rtf-tokens.ts';
import { emptyText, type Text } from './text.ts';

const MOST_BYTES = 32 * 2 ** 20;
const MOST_FONTS = 10_000;
const LONGEST_RUN = 2 ** 16;
const LONGEST_PROPERTY = 1000;

type Destination = 'body' | 'notes' | 'fonts' | 'info' | 'title' | 'author' | 'skipped';

/** What a group begins with; a group whose first word is none of these goes on with the destination around it. */
const DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ['footnote', 'notes'],
  ['fonttbl', 'fonts'],
  ['info', 'info'],
  ...`colortbl stylesheet pict header headerl headerr headerf footer footerl footerr footerf fldinst objdata nonshppict sn sv
    pntext listtext xe tc tcn rxe private1 filetbl listtable revtbl bkmkstart bkmkend atnid atnauthor annotation`
    .split(/\s+/)
    .map((name): [string, Destination] => [name, 'skipped']),
]);
/** The bullet or number of an item, as text. */
const LIST_MARKS = new Set(['listtext', 'pntext']);
/** Starred, which means that they may be ignored; but the text of text boxes stands in them. */
const STARRED_TEXT = new Set(['shpinst', 'shptxt', 'moMath', 'moMathPara']);

const BREAKS: ReadonlyMap<string, '\n' | '\t'> = new Map([
  ...['par', 'line', 'sect', 'page', 'column', 'row', 'nestrow'].map((name): [string, '\n'] => [name, '\n']),
  ...['tab', 'cell', 'nestcell'].map((name): [string, '\t'] => [name, '\t']),
]);
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
]);
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['~', '\u00a0'],
  ['_', '-'],
]);

/** What a group inherits from the one around it, and what is forgotten at its end. */
interface Group {
  destination: Destination;
  font: number;
  /** Characters after `\u` that say the same for old readers. */
  substitutes: number;
  isHidden: boolean;
}

export function openRtf(bytes: Bytes): Document {
  return {
    properties: () => Promise.resolve({}),
    async readWords(into, tell) {
      const { start, isCut } = await beginning(bytes, MOST_BYTES);
      const notes = emptyText();
      const reading = readingOf(into, notes);
      try {
        readRtf(start, reading.visitor);
      } catch (error) {
        throw isCut && error instanceof Unreadable ? tooLong(MOST_BYTES) : error;
      } finally {
        tell(reading.finish());
      }
      into.separate('\n\n');
      into.write(notes.kept());
    },
    look: () => 'prose',
    picture: () => Promise.resolve(undefined),
  };
}

function readingOf(body: Text, notes: Text): { visitor: RtfVisitor; finish(): MediaFacts } {
  const outer: Group[] = [];
  const fonts = new Map<number, string | undefined>();
  const decoders = new Map<string, TextDecoder>();
  const run = Buffer.alloc(LONGEST_RUN);
  const properties = { title: '', author: '' };
  let group: Group = { destination: 'body', font: 0, substitutes: 1, isHidden: false };
  let isStarred = false;
  let substitutesLeft = 0;
  let runLength = 0;
  let documentEncoding = 'windows-1252';
  let defaultFont = 0;
  let pages = 0;

  function write(text: string): void {
    const { destination } = group;
    if (group.isHidden) return;
    if (destination === 'body') body.write(text);
    else if (destination === 'notes') notes.write(text);
    else if (destination === 'title' || destination === 'author') {
      if (properties[destination].length < LONGEST_PROPERTY) properties[destination] += text;
    }
  }

  function separate(by: '\n' | '\t'): void {
    if (group.destination === 'body') body.separate(by);
    else if (group.destination === 'notes') notes.separate(by);
  }

  /** Bytes are decoded together, as a character may take two of them. */
  function endRun(): void {
    if (runLength === 0) return;
    const encoding = fonts.get(group.font) ?? documentEncoding;
    let decoder = decoders.get(encoding);
    if (!decoder) {
      decoder = new TextDecoder(encoding);
      decoders.set(encoding, decoder);
    }
    const bytes = run.subarray(0, runLength);
    const text = isAscii(bytes) ? bytes.toString('latin1') : decoder.decode(bytes);
    runLength = 0;
    write(text);
  }

  function property(name: string, value: number | undefined): boolean {
    switch (name) {
      case 'ansicpg':
        documentEncoding = codePage(value ?? 1252) ?? documentEncoding;
        return true;
      case 'mac':
        documentEncoding = 'macintosh';
        return true;
      case 'deff':
        defaultFont = value ?? 0;
        group.font = defaultFont;
        return true;
      case 'f':
        group.font = value ?? 0;
        return true;
      case 'fcharset':
      case 'cpg':
        if (group.destination === 'fonts' && fonts.size < MOST_FONTS) {
          fonts.set(group.font, name === 'cpg' ? codePage(value ?? 0) : charset(value ?? 0));
        }
        return true;
      case 'plain':
        group.font = defaultFont;
        group.isHidden = false;
        return true;
      case 'deleted':
      case 'v':
        group.isHidden = value !== 0;
        return true;
      case 'uc':
        group.substitutes = Math.max(0, value ?? 1);
        return true;
      case 'nofpages':
        pages = value ?? 0;
        return true;
      default:
        return false;
    }
  }

  function enter(name: string): void {
    const isText = !isStarred || STARRED_TEXT.has(name);
    const isProperty = group.destination === 'info' && (name === 'title' || name === 'author');
    if (group.destination === 'skipped') return;
    if (LIST_MARKS.has(name) && group.destination === 'body') body.mark('item');
    // Some writers name the author once more, as the one who saved last.
    if (isProperty) group.destination = properties[name] === '' ? name : 'skipped';
    else group.destination = DESTINATIONS.get(name) ?? (isText ? group.destination : 'skipped');
  }

  const visitor: RtfVisitor = {
    open() {
      endRun();
      outer.push({ ...group });
      isStarred = false;
      substitutesLeft = 0;
    },
    close() {
      endRun();
      group = outer.pop() ?? group;
      substitutesLeft = 0;
    },
    word(name, value) {
      endRun();
      if (name === 'u' && value !== undefined) {
        write(String.fromCharCode(value & 0xffff));
        substitutesLeft = group.substitutes;
        return;
      }
      const by = BREAKS.get(name);
      if (by !== undefined) separate(by);
      else if (CHARACTERS.has(name)) write(CHARACTERS.get(name) ?? '');
      else if (!property(name, value)) enter(name);
      isStarred = false;
    },
    symbol(character) {
      endRun();
      if (character === '*') isStarred = true;
      else if (character === '\n' || character === '\r') separate('\n');
      else if (substitutesLeft > 0) substitutesLeft--;
      else write(SYMBOLS.get(character) ?? '');
    },
    byte(value) {
      if (substitutesLeft > 0) {
        substitutesLeft--;
        return;
      }
      if (group.destination === 'skipped') return;
      run[runLength++] = value;
      if (runLength === LONGEST_RUN) endRun();
    },
  };
  return {
    visitor,
    finish() {
      endRun();
      return knownFacts({ ...properties, pageCount: pages });
    },
  };
}
