// Lays out plain text, data and source code: in a monospaced font, line by line, as they are indented.
import { textWidth } from './fonts.ts';
import { legible } from './letters.ts';
import { wrap } from './lines.ts';
import { type Page, PORTRAIT, type Run } from './paper.ts';

const MARGIN_X = 50;
const MARGIN_Y = 54;
const SIZE = 10;
const LEADING = 14.5;
const TAB = 4;
/** Characters by which the rest of a broken line stands further in than its beginning. */
const HANGING = 2;
const FONT = { font: 'mono', size: SIZE } as const;

export function layCode(text: string): Page {
  const { width, height } = PORTRAIT;
  const room = width - 2 * MARGIN_X;
  const runs: Run[] = [];
  let y = height - MARGIN_Y;
  for (const line of text.split('\n')) {
    const shown = withoutTabs(legible(line)).trimEnd();
    const indentation = textWidth(`${/^ */.exec(shown)?.[0] ?? ''}${' '.repeat(HANGING)}`, 'mono', SIZE);
    const hanging = Math.min(indentation, room / 2);
    const pieces = wrap(shown, { ...FONT, width: room, hanging });
    for (const [index, piece] of (pieces.length === 0 ? [''] : pieces).entries()) {
      y -= LEADING;
      if (y < MARGIN_Y) return { width, height, boxes: [], runs };
      const x = MARGIN_X + (index === 0 ? 0 : hanging);
      if (piece.trim() !== '') runs.push({ ...FONT, x, y: y + 0.3 * LEADING, text: piece, gray: 0 });
    }
  }
  return { width, height, boxes: [], runs };
}

/** To the next of the places that stand `TAB` characters apart. */
function withoutTabs(line: string): string {
  let shown = '';
  for (const [index, piece] of line.split('\t').entries()) {
    if (index > 0) shown += ' '.repeat(TAB - (shown.length % TAB));
    shown += piece;
  }
  return shown;
}
