// Markdown as blocks, as far as a page at a glance shows it: headings, lists, code, and words without their marks.
import type { Block, BlockStyle } from './blocks.ts';

const FRONT_MATTER = /^---\n[\s\S]*?\n(---|\.\.\.)(\n|$)/;
const COMMENT = /<!--[\s\S]*?(-->|$)/g;
const FENCE = /^\s*(```|~~~)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)[\s#]*$/;
const UNDERLINE = /^ {0,3}(=+|-+)\s*$/;
const THEMATIC_BREAK = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
const ITEM = /^\s*([-*+]|\d{1,9}[.)])\s+(.*)$/;
const TABLE_ROW = /^\s*\|/;
const TABLE_RULE = /^[\s|:-]+$/;

const HEADINGS: readonly BlockStyle[] = ['title', 'heading', 'subheading'];

export function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replace(FRONT_MATTER, '').replaceAll(COMMENT, '').split('\n');
  let open: Block | undefined;

  function end(): void {
    if (open && (open.text.trim() !== '' || open.style === 'rule')) blocks.push(open);
    open = undefined;
  }
  function begin(style: BlockStyle, words: string): void {
    end();
    open = { style, text: words };
  }
  /** Adds to the block that is open where it is of this style, else begins one. */
  function go(style: BlockStyle, words: string): void {
    if (open && open.style === style) open = { style, text: `${open.text}\n${words}` };
    else begin(style, words);
  }

  let isFenced = false;
  for (const line of lines) {
    const [, hashes, heading] = HEADING.exec(line) ?? [];
    const [, number, item] = ITEM.exec(line) ?? [];
    if (FENCE.test(line)) {
      end();
      isFenced = !isFenced;
    } else if (isFenced) go('code', line);
    else if (line.trim() === '') end();
    else if (hashes !== undefined) {
      begin(HEADINGS[hashes.length - 1] ?? 'subheading', inline(heading ?? ''));
      end();
    } else if (open?.style === 'body' && UNDERLINE.test(line)) {
      open = { style: line.trim().startsWith('=') ? 'title' : 'heading', text: open.text };
      end();
    } else if (THEMATIC_BREAK.test(line)) {
      begin('rule', '');
      end();
    } else if (item !== undefined) begin('item', inline(/\d/.test(number ?? '') ? `${number} ${item}` : item));
    else if (TABLE_ROW.test(line)) {
      if (!TABLE_RULE.test(line))
        begin('row', inline(line.replaceAll(/^\s*\||\|\s*$/g, '')).replaceAll(/\s*\|\s*/g, '\t'));
    } else if (open?.style === 'item') go('item', inline(line));
    else go('body', inline(line));
  }
  end();
  return blocks;
}

/** Without pictures, tags, and the marks of emphasis, code and links. */
const inline = (text: string): string =>
  text
    .replaceAll(/!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])/g, '')
    .replaceAll(/\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replaceAll(/(?<![\w*])[*_](?=\S)([^*_]+)[*_](?!\w)/g, '$1')
    .replaceAll('`', '')
    .replace(/^\s*>\s?/, '')
    .replaceAll(/\\([\\`*_{}[\]()#+.!>|-])/g, '$1');
