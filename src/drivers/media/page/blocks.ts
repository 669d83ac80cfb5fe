// Lays out running text: blocks from the top of a page down, each in the style of what it is, until the page is full.
import type { Font } from './fonts.ts';
import { legible } from './letters.ts';
import { wrap } from './lines.ts';
import { type Box, INK, type Page, PORTRAIT, type Run, SCREEN } from './paper.ts';

export type BlockStyle = 'title' | 'author' | 'heading' | 'subheading' | 'body' | 'item' | 'row' | 'code' | 'rule';

export interface Block {
  readonly style: BlockStyle;
  /** White space of any length is a single space, but in code. */
  readonly text: string;
}

interface Look {
  readonly font: Font;
  readonly size: number;
  readonly leading: number;
  /** Space above, where it is not the first on the page. */
  readonly above: number;
  readonly gray: number;
  readonly indent: number;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly marginX: number;
  readonly marginY: number;
  readonly looks: Readonly<Record<BlockStyle, Look>>;
}

const GRAY = 0.4;
const CODE_GROUND = 0.955;
/** Points that the ground of code reaches over its lines. */
const GROUND = 3.5;
const BULLET_INDENT = 4;
const RULE = 0.8;
const RULE_WIDTH = 0.75;
/** Between the cells of a table, whose columns are not known. */
const TAB = '    ';

const body: Look = { font: 'regular', size: 12, leading: 17.5, above: 8, gray: INK, indent: 0 };
const plain = {
  title: { ...body, font: 'bold', size: 24, leading: 29, above: 0, gray: 0 },
  author: { ...body, size: 14, leading: 19, above: 6, gray: GRAY },
  heading: { ...body, font: 'bold', size: 17, leading: 22, above: 20, gray: 0 },
  subheading: { ...body, font: 'bold', size: 13.5, leading: 18, above: 14, gray: 0 },
  body,
  item: { ...body, above: 4, indent: 18 },
  row: { ...body, above: 5 },
  code: { ...body, font: 'mono', size: 10, leading: 14, above: 12, indent: 8, gray: 0 },
  rule: { ...body, above: 14 },
} as const satisfies Record<BlockStyle, Look>;

export const PAPER: Sheet = { ...PORTRAIT, marginX: 64, marginY: 62, looks: plain };

const line: Look = { ...body, size: 23, leading: 31, above: 10 };
export const SLIDE: Sheet = {
  ...SCREEN,
  marginX: 64,
  marginY: 54,
  looks: { ...plain, title: { ...plain.title, size: 40, leading: 47 }, body: line, item: { ...line, indent: 26 } },
};

/** What no longer fits is left out, in the middle of a block as a page ends in the middle of a paragraph. */
export function layBlocks(blocks: readonly Block[], sheet: Sheet): Page {
  const placed: Placed[] = [];
  let y = sheet.height - sheet.marginY;
  let previous: BlockStyle | undefined;
  for (const block of blocks) {
    const look = sheet.looks[block.style];
    const top = previous === undefined ? y : y - spaceBetween(previous, block.style, look);
    const result = block.style === 'rule' ? placeRule(top, sheet) : placeWords(block, look, top, sheet);
    placed.push(result);
    if (!result.isWhole) break;
    y = result.bottom;
    previous = block.style;
  }
  const last = placed.findLast(({ runs }) => runs.length > 0);
  // A heading at the end of a page goes to the next one, as there is nothing below it.
  const isLone = placed.length < blocks.length || placed.at(-1)?.isWhole === false;
  const kept = placed.filter((each) => !(isLone && each === last && each !== placed[0] && each.isHeading));
  return {
    width: sheet.width,
    height: sheet.height,
    boxes: kept.flatMap(({ boxes }) => boxes),
    runs: kept.flatMap(({ runs }) => runs),
  };
}

interface Placed {
  readonly runs: readonly Run[];
  readonly boxes: readonly Box[];
  readonly bottom: number;
  readonly isWhole: boolean;
  readonly isHeading: boolean;
}

function placeRule(top: number, { width, marginX, marginY }: Sheet): Placed {
  const isWhole = top >= marginY;
  const boxes = isWhole ? [{ x: marginX, y: top, width: width - 2 * marginX, height: RULE_WIDTH, gray: RULE }] : [];
  return { runs: [], boxes, bottom: top, isWhole, isHeading: false };
}

function placeWords({ style, text }: Block, look: Look, top: number, { width, marginX, marginY }: Sheet): Placed {
  const { font, size, leading, gray, indent } = look;
  const isCode = style === 'code';
  const x = marginX + indent;
  const room = width - marginX - x - (isCode ? indent : 0);
  const lines = linesOf(text, isCode).flatMap((line) => (line === '' ? [''] : wrap(line, { font, size, width: room })));
  const shown = lines.slice(0, Math.max(0, Math.floor((top - marginY) / leading)));
  const bottom = top - shown.length * leading;
  const runs: Run[] = [];
  if (style === 'item' && shown.length > 0) {
    runs.push({ font, size, x: marginX + BULLET_INDENT, y: top - baseline(look), text: '•', gray });
  }
  for (const [index, line] of shown.entries()) {
    const y = top - index * leading - baseline(look);
    if (line.trim() !== '') runs.push({ font, size, x, y, text: line, gray });
  }
  const ground = { x: marginX, y: bottom - GROUND, width: width - 2 * marginX, height: top - bottom + 2 * GROUND };
  return {
    runs,
    boxes: isCode && shown.length > 0 ? [{ ...ground, gray: CODE_GROUND }] : [],
    bottom,
    isWhole: shown.length === lines.length,
    isHeading: style === 'heading' || style === 'subheading',
  };
}

const linesOf = (text: string, isCode: boolean): string[] =>
  isCode
    ? legible(text).replaceAll('\t', '    ').split('\n')
    : [
        legible(text)
          .replaceAll(/\s+/g, (space) => (space.includes('\t') ? TAB : ' '))
          .trim(),
      ];

/** From the top of a line: its letters stand in the middle of it. */
const baseline = ({ size, leading }: Look): number => (leading - size) / 2 + 0.78 * size;

/** Nothing is set apart from the title as much as what comes right after it. */
function spaceBetween(previous: BlockStyle, style: BlockStyle, { above }: Look): number {
  if (previous === 'title' && style !== 'author' && style !== 'rule') return Math.max(above, 16);
  if (previous === 'rule' || previous === 'author' || previous === 'code') return Math.max(above, 14);
  return above;
}
