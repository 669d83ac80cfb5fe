// Text documents of Office Open XML (ECMA-376 part 1, chapter 17): paragraphs of the body, then of its notes. Headers and
// footers are left out, as in every word processor's own count.
import type { Body, Part } from './parts.ts';
import type { Text } from './text.ts';
import { readXml, type Visitor } from './xml.ts';
import type { Archive } from './zip.ts';

/**
 * Deleted and moved-away runs, formatting (whose tab stops are called `tab` too), the older spelling of what stands beside
 * it in a newer one, and the reading of ruby characters.
 */
const SKIPPED = new Set(['del', 'moveFrom', 'pPr', 'rPr', 'Fallback', 'rt']);

export function readWord(archive: Archive, main: Part): Body {
  const parts = [main.name, ...main.related('footnotes'), ...main.related('endnotes')];
  return {
    async readWords(into) {
      for (const part of parts) {
        into.separate('\n\n');
        await readXml(archive.open(part), paragraphs(into, SKIPPED));
      }
    },
  };
}

/** Text in WordprocessingML and DrawingML: `t` in `p`, whatever stands around them. */
export function paragraphs(into: Text, skipped: ReadonlySet<string>): Visitor {
  let skippedDepth = 0;
  let isText = false;
  return {
    open(name) {
      if (skippedDepth > 0 || skipped.has(name)) skippedDepth++;
      else if (name === 't') isText = true;
      else if (name === 'p') into.separate('\n');
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
