// Words of a document as blocks: its paragraphs, with the headings and items of lists that its reader has marked; where none
// is marked, a first line that looks like a title is one.
import type { Block, BlockStyle } from './blocks.ts';

/** What begins somewhere in a text. Headings count from 1, the title of the document or of a chapter. */
export type Mark = 'item' | (typeof LEVELS)[number];
export const LEVELS = [1, 2, 3, 4, 5, 6] as const;

export interface Prose {
  readonly text: string;
  /** By the place in the text, in UTF-16 units, of the line that it stands on. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** Set above the text where that does not begin with it. */
  readonly title?: string | undefined;
  readonly author?: string | undefined;
}

const LONGEST_TITLE = 90;
/** Lines at the beginning among which the title is looked for. */
const TITLE_LINES = 3;

export function proseBlocks({ text, marks, title, author }: Prose): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let isTitleMissing = true;
  for (const line of text.split('\n')) {
    const style = styleOf(marks.get(at), isTitleMissing && blocks.length < TITLE_LINES);
    at += line.length + 1;
    if (line.trim() === '') continue;
    blocks.push({ style, text: line });
    if (style === 'title') isTitleMissing = false;
  }
  const beginning = blocks.slice(0, TITLE_LINES);
  const isTitled = beginning.some((block) => block.style === 'title' || same(block.text, title));
  if (title !== undefined && !isTitled) return [...titlePage(title, author), ...blocks];
  const [first, ...others] = blocks;
  if (first?.style !== 'body' || !looksLikeTitle(first.text, others)) return blocks;
  return [{ ...first, style: 'title' }, ...others];
}

/** The first heading of all is the title where it stands at the beginning. */
function styleOf(mark: Mark | undefined, mayBeTitle: boolean): BlockStyle {
  if (mark === undefined) return 'body';
  if (mark === 'item') return 'item';
  if (mayBeTitle) return 'title';
  return mark <= 2 ? 'heading' : 'subheading';
}

const titlePage = (title: string, author: string | undefined): Block[] => [
  { style: 'title', text: title },
  ...(author === undefined ? [] : [{ style: 'author' as const, text: author }]),
  { style: 'rule', text: '' },
];

const same = (text: string, title: string | undefined): boolean =>
  title !== undefined && text.trim().toLowerCase() === title.trim().toLowerCase();

/** Short, not the end of a sentence, and before something longer. */
const looksLikeTitle = (text: string, others: readonly Block[]): boolean =>
  text.length <= LONGEST_TITLE &&
  /[\p{L}\p{N}]/u.test(text) &&
  !/[.,:;]\s*$/.test(text) &&
  others.slice(0, TITLE_LINES).some((other) => other.text.length > text.length);

/** The first of the slides: its title, and its lines. */
export function slideBlocks(text: string): Block[] {
  const [slide = ''] = text.split('\n\n');
  const lines = slide.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => ({ style: index === 0 ? 'title' : 'item', text: line }));
}
