// Text documents of Office Open XML (ECMA-376 part 1, chapter 17): paragraphs of the body, then of its notes. Headers and
// footers are left out, as in every word processor's own count.
import { LEVELS, type Mark } from '../page/index.ts';
import type { Body, Part } from './parts.ts';
import type { Text } from './text.ts';
import { type Attributes, attribute, readXml, type Visitor } from './xml.ts';
import type { Archive } from './zip.ts';

/**
 * Deleted and moved-away runs, formatting (whose tab stops are called `tab` too), the older spelling of what stands beside
 * it in a newer one, and the reading of ruby characters.
 */
const SKIPPED = new Set(['del', 'moveFrom', 'pPr', 'rPr', 'Fallback', 'rt']);

export function readWord(archive: Archive, main: Part): Body {
  const parts = [main.name, ...main.related('footnotes'), ...main.related('endnotes')];
  return {
    look: 'prose',
    async readWords(into) {
      for (const part of parts) {
        into.separate('\n\n');
        await readXml(archive.open(part), paragraphs(into, SKIPPED));
      }
    },
  };
}

/** Names of styles, as Word spells them in some of its languages. */
const TITLE_STYLE = /^(title|titel|titre|t[ií]tulo|titolo)$/i;
const HEADING_STYLE = /^(?:heading|(?:ü|ue)?berschrift|titre|t[ií]tulo|titolo|kop) ?([1-6])$/i;

function markOf(style: string): Mark | undefined {
  if (TITLE_STYLE.test(style)) return 1;
  const level = HEADING_STYLE.exec(style)?.[1];
  return LEVELS.find((each) => String(each) === level);
}

/** Text in WordprocessingML and DrawingML: `t` in `p`, whatever stands around them. */
export function paragraphs(into: Text, skipped: ReadonlySet<string>): Visitor {
  let skippedDepth = 0;
  let isText = false;
  let mark: Mark | undefined;

  /** What the formatting of a paragraph says of it; deeper down it says what it was before. */
  function format(name: string, attributes: Attributes): void {
    if (name === 'pStyle') mark = markOf(attribute(attributes, 'val') ?? '');
    else if (name === 'numPr') mark ??= 'item';
    else return;
    into.mark(mark);
  }

  function beginParagraph(): void {
    into.separate('\n');
    mark = undefined;
    into.mark(mark);
  }

  return {
    open(name, attributes) {
      if (skippedDepth === 1) format(name, attributes);
      if (skippedDepth > 0 || skipped.has(name)) skippedDepth++;
      else if (name === 't') isText = true;
      else if (name === 'p') beginParagraph();
      else if (name === 'br' || name === 'cr') into.separate('\n');
      else if (name === 'tab') into.separate('\t');
      else if (name === 'noBreakHyphen') into.write('-');
    },
    close(name) {
      if (skippedDepth > 0) skippedDepth--;
      else if (name === 't') isText = false;
      else if (name === 'p') into.separate('\n');
    },
    text(text) {
      if (isText && skippedDepth === 0) into.write(text);
    },
  };
}
