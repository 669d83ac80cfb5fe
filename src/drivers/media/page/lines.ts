// Text as lines of at most some width.
import { type Font, textWidth } from './fonts.ts';

export interface Measure {
  readonly font: Font;
  readonly size: number;
  readonly width: number;
  /** Points by which all lines but the first are shorter. */
  readonly hanging?: number;
}

/**
 * Legible text without line feeds, broken between words; a word that is wider than a line is broken anywhere. Spaces stay as
 * they are, but for those at the break.
 */
export function wrap(text: string, { font, size, width, hanging = 0 }: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const room = () => width - (lines.length === 0 ? 0 : hanging);
  for (const [piece] of text.matchAll(/ *[^ ]+/g)) {
    const pieceWidth = textWidth(piece, font, size);
    if (used + pieceWidth <= room()) {
      line += piece;
      used += pieceWidth;
      continue;
    }
    if (line !== '') lines.push(line);
    // Spaces at the beginning of the text are its indentation.
    let rest = line === '' ? piece : piece.trimStart();
    while (textWidth(rest, font, size) > room()) {
      const fitting = fits(rest, { font, size, width: room() });
      lines.push(rest.slice(0, fitting));
      rest = rest.slice(fitting);
    }
    line = rest;
    used = textWidth(rest, font, size);
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** On a single line, ended by an ellipsis where it does not fit; empty where not even that fits. */
export function clip(text: string, measure: Measure): string {
  if (textWidth(text, measure.font, measure.size) <= measure.width) return text;
  const width = measure.width - textWidth('…', measure.font, measure.size);
  return width < 0 ? '' : `${text.slice(0, fits(text, { ...measure, width }, 0)).trimEnd()}…`;
}

/** How many characters fit, at least so many. */
function fits(text: string, { font, size, width }: Measure, atLeast = 1): number {
  let used = 0;
  for (let at = 0; at < text.length; at++) {
    used += textWidth(text.charAt(at), font, size);
    if (used > width) return Math.max(at, atLeast);
  }
  return text.length;
}
