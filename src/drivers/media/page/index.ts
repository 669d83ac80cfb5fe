// A drawn first page, for documents that carry no picture of their own: what of it fits on one page, as a PDF in the fonts
// that every reader has.
import { layBlocks, PAPER, SLIDE } from './blocks.ts';
import { layCode } from './code.ts';
import { csvCells } from './csv.ts';
import type { Cells } from './grid.ts';
import { isLegible } from './letters.ts';
import { markdownBlocks } from './markdown.ts';
import type { Page } from './paper.ts';
import { writePdf } from './pdf.ts';
import { type Mark, proseBlocks, slideBlocks } from './prose.ts';
import { laySheet } from './sheet.ts';

export { type Cells, emptyGrid, type Grid } from './grid.ts';
export { LEVELS, type Mark } from './prose.ts';

/** `prose` is written for readers, `code` for machines or by typewriter; `csv` is a sheet that is still text. */
export type Look = 'prose' | 'slide' | 'markdown' | 'code' | 'csv' | 'sheet';

/** UTF-16 units that are looked at: a page has room for half of them. */
const MOST_TEXT = 8000;

export interface PageContent {
  readonly look: Look;
  readonly text: string;
  /** See prose.ts. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** Of a sheet. */
  readonly cells: Cells;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
}

/** Absent: nothing is on it, or what is on it is written in letters that the fonts do not have. */
export function drawPage(content: PageContent): Buffer | undefined {
  const page = layOut({ ...content, text: beginning(content) });
  return page === undefined || page.runs.length === 0 ? undefined : writePdf(page);
}

function layOut(content: PageContent): Page | undefined {
  const { look, text } = content;
  if (look === 'sheet') return gridOf(content.cells);
  if (!isLegible(text)) return undefined;
  switch (look) {
    case 'csv':
      return gridOf(csvCells(text));
    case 'prose':
      return layBlocks(proseBlocks(content), PAPER);
    case 'slide':
      return layBlocks(slideBlocks(text), SLIDE);
    case 'markdown':
      return layBlocks(markdownBlocks(text), PAPER);
    case 'code':
      return layCode(text);
  }
}

const gridOf = (cells: Cells): Page | undefined => (isLegible(cells.flat().join(' ')) ? laySheet(cells) : undefined);

/** Of prose nothing may go before the end, as its marks are places in it; its readers leave out blank lines anyway. */
const beginning = ({ look, text }: PageContent): string =>
  (look === 'prose' ? text : text.replaceAll(/\r\n?/g, '\n').replace(/^\s*\n/, '')).slice(0, MOST_TEXT);
