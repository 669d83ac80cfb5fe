// Where things stand on a drawn page, without drawing it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, layBlocks, PAPER, SLIDE } from '../../src/drivers/media/page/blocks.ts';
import { layCode } from '../../src/drivers/media/page/code.ts';
import { csvCells } from '../../src/drivers/media/page/csv.ts';
import { type Font, textWidth } from '../../src/drivers/media/page/fonts.ts';
import { byteOf, isLegible, legible } from '../../src/drivers/media/page/letters.ts';
import { clip, wrap } from '../../src/drivers/media/page/lines.ts';
import { markdownBlocks } from '../../src/drivers/media/page/markdown.ts';
import type { Page } from '../../src/drivers/media/page/paper.ts';
import { type Mark, proseBlocks, slideBlocks } from '../../src/drivers/media/page/prose.ts';
import { laySheet } from '../../src/drivers/media/page/sheet.ts';

/** Of rounding. */
const TOLERANCE = 0.001;
const MARGIN = 29;

const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'aeiWM.il,xyz019 -') },
  { weight: 2, arbitrary: fc.constantFrom(...' \n\t#*|`>_"[]()€…ß') },
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 1500 }).map((all) => all.join(''));
const line = text.map((all) => legible(all.replaceAll(/[\n\t]/g, ' ')));
const font = fc.constantFrom<Font>('regular', 'bold', 'mono');
const mark = fc.option(fc.constantFrom<Mark>('item', 1, 2, 3), { nil: undefined });
const prose = fc
  .tuple(fc.array(fc.tuple(mark, line), { maxLength: 60 }), fc.option(line, { nil: undefined }))
  .map(([lines, title]) => {
    const marks = new Map<number, Mark>();
    let written = '';
    for (const [each, words] of lines) {
      if (each !== undefined) marks.set(written.length, each);
      written += `${words}\n`;
    }
    return { text: written, marks, title };
  });
const cells = fc.array(fc.array(fc.oneof(line, fc.double().map(String)), { maxLength: 14 }), { maxLength: 40 });

const page = fc.oneof(
  prose.map((all) => layBlocks(proseBlocks(all), PAPER)),
  text.map((all) => layBlocks(slideBlocks(all), SLIDE)),
  text.map((all) => layBlocks(markdownBlocks(all), PAPER)),
  text.map((all) => layCode(all)),
  cells.map((all) => laySheet(all)),
);

describe('a page', () => {
  it('has all of its words within its margins', () => {
    fc.assert(
      fc.property(page, ({ width, height, runs }) => {
        for (const { x, y, text: words, font: used, size } of runs) {
          expect(x).toBeGreaterThanOrEqual(MARGIN);
          expect(x + textWidth(words, used, size)).toBeLessThanOrEqual(width - MARGIN + TOLERANCE);
          expect(y - 0.22 * size).toBeGreaterThanOrEqual(MARGIN);
          expect(y + 0.78 * size).toBeLessThanOrEqual(height - MARGIN);
        }
      }),
    );
  });

  it('has no words over others', () => {
    fc.assert(
      fc.property(page, ({ runs }) => {
        const sorted = runs.toSorted((a, b) => b.y - a.y || a.x - b.x);
        for (const [index, run] of sorted.entries()) {
          const next = sorted[index + 1];
          if (!next) continue;
          const isBeside = next.y === run.y && next.x + TOLERANCE >= run.x + textWidth(run.text, run.font, run.size);
          if (!isBeside) expect(run.y - next.y).toBeGreaterThanOrEqual(0.22 * run.size + 0.78 * next.size);
        }
      }),
    );
  });

  it('has nothing but characters that its fonts have', () => {
    fc.assert(
      fc.property(page, ({ runs }) => {
        for (const each of runs.flatMap((run) => [...run.text])) expect(byteOf(each)).toBeDefined();
      }),
    );
  });
});

describe('lines', () => {
  it('lose nothing but the spaces at their ends, and are never too wide', () => {
    fc.assert(
      fc.property(
        line,
        font,
        fc.integer({ min: 30, max: 600 }),
        fc.integer({ min: 0, max: 15 }),
        (all, used, width, hanging) => {
          const lines = wrap(all, { font: used, size: 12, width, hanging });
          expect(lines.join('').replaceAll(' ', '')).toBe(all.replaceAll(' ', ''));
          for (const [index, each] of lines.entries()) {
            const room = index === 0 ? width : width - hanging;
            expect(textWidth(each, used, 12)).toBeLessThanOrEqual(room + TOLERANCE);
          }
        },
      ),
    );
  });

  it('are broken between words where there is room for each of them', () => {
    const words = 'The quick brown fox jumps over the lazy dog';
    const lines = wrap(words, { font: 'regular', size: 12, width: 90 });
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe(words);
  });

  it('end in an ellipsis where they are cut', () => {
    expect(clip('Manchester', { font: 'mono', size: 10, width: 60 })).toBe('Manchester');
    expect(clip('Manchester', { font: 'mono', size: 10, width: 59 })).toBe('Manchest…');
    expect(clip('Manchester', { font: 'mono', size: 10, width: 5 })).toBe('');
  });
});

describe('letters', () => {
  it.each([
    ['“Grüße” – 5 €…', '“Grüße” – 5 €…'],
    ['e\u0301le\u0300ve', 'élève'],
    ['e\ufb03cient\u00a0a\u00adb\u200b\u202f1\u22121', 'efficient ab 1-1'],
    ['├── src', '+-- src'],
    ['done 🎉!', 'done !'],
    ['Дa', '·a'],
  ])('%j is shown as %j', (written, shown) => {
    expect(legible(written)).toBe(shown);
  });

  it.each([
    ['English', true],
    ['Größe, élève, mañana, smørrebrød', true],
    ['A name in a long English sentence that is quoted as it is written: Ж.', true],
    ['Съешь ещё этих мягких французских булок', false],
    ['ξεσκεπάζω την ψυχοφθόρα βδελυγμία', false],
    ['日本語の文章', false],
    ['نص حكيم له سر قاطع', false],
    ['Příliš žluťoučký kůň úpěl ďábelské ódy', false],
    ['🎉', false],
    [' \n', false],
  ])('%j can be drawn: %s', (written, isShown) => {
    expect(isLegible(written)).toBe(isShown);
  });
});

const styles = (blocks: readonly Block[]) => blocks.map(({ style, text: words }) => [style, words]);

describe('prose', () => {
  const plain = (words: string, title?: string) => styles(proseBlocks({ text: words, marks: new Map(), title }));

  it('takes a short first line for its title', () => {
    expect(plain('Report\nIt was a good year.')).toEqual([
      ['title', 'Report'],
      ['body', 'It was a good year.'],
    ]);
    expect(plain('It was good.\nIt was a good year.')[0]).toEqual(['body', 'It was good.']);
    expect(plain('Dear Ada,\nit was a good year.')[0]).toEqual(['body', 'Dear Ada,']);
  });

  it('begins with the title it is given, once', () => {
    expect(plain('It was a good year.', 'Report')[0]).toEqual(['title', 'Report']);
    expect(plain('REPORT\nIt was a good year.', 'Report')).toEqual([
      ['title', 'REPORT'],
      ['body', 'It was a good year.'],
    ]);
  });

  it('has the headings and items that are marked', () => {
    const marks = new Map<number, Mark>([
      [0, 2],
      [6, 'item'],
      [11, 2],
    ]);
    expect(styles(proseBlocks({ text: 'Title\nitem\nNext\nmore words', marks }))).toEqual([
      ['title', 'Title'],
      ['item', 'item'],
      ['heading', 'Next'],
      ['body', 'more words'],
    ]);
  });

  it('leaves no heading alone at the end of a page', () => {
    const words = { style: 'body', text: 'word '.repeat(80) } as const;
    const heading = { style: 'heading', text: 'Heading' } as const;
    for (let count = 1; count < 40; count++) {
      const lines = { ...words, text: 'word '.repeat(16 * count) };
      const { runs } = layBlocks([lines, heading, words], PAPER);
      expect(runs.at(-1)?.text).not.toBe('Heading');
    }
  });
});

describe('Markdown', () => {
  it('has headings, lists, code, tables and words without their marks', () => {
    const source = `---
title: not shown
---
# The *title*
[![badge](x.svg)](y) Some **bold**, \`code\`, snake_case_name
and a [link](https://a.example).

Other
-----
- one
  goes on
2. two

| a | b |
|---|---|
| 1 | 2 |

***
\`\`\`sh
# no heading
  npm start
\`\`\``;
    expect(styles(markdownBlocks(source)).map(([style, words]) => [style, words?.trim()])).toEqual([
      ['title', 'The title'],
      ['body', 'Some bold, code, snake_case_name\nand a link.'],
      ['heading', 'Other'],
      ['item', 'one\n  goes on'],
      ['item', '2. two'],
      ['row', 'a\tb'],
      ['row', '1\t2'],
      ['rule', ''],
      ['code', '# no heading\n  npm start'],
    ]);
  });
});

describe('sheets', () => {
  const wordsOf = ({ runs }: Page) => runs.map(({ text: words }) => words);
  const find = ({ runs }: Page, words: string) => runs.find((run) => run.text === words);

  it('are read from separated values with quotes', () => {
    expect(csvCells('a,"b, ""c""\nd",,e\n\n1;2,3')).toEqual([['a', 'b, "c"\nd', '', 'e'], [], ['1;2', '3']]);
    expect(csvCells('a;b,c;d')).toEqual([['a', 'b,c', 'd']]);
    expect(csvCells('a\tb')).toEqual([['a', 'b']]);
  });

  it('have a bold first row where it names columns, and numbers at the right', () => {
    const sheet = laySheet([
      ['Name', 'Sum'],
      ['Ada', '5'],
      ['Grace', '1,234.50'],
    ]);
    expect(wordsOf(sheet)).toEqual(['Name', 'Sum', 'Ada', '5', 'Grace', '1,234.50']);
    expect(sheet.runs.map((run) => run.font === 'bold')).toEqual([true, true, false, false, false, false]);
    const ends = ['5', '1,234.50'].map((words) => (find(sheet, words)?.x ?? 0) + textWidth(words, 'regular', 12));
    expect(ends[0]).toBeCloseTo(ends[1] ?? 0, 5);
    expect(find(sheet, 'Name')?.x).toBe(find(sheet, 'Ada')?.x);
  });

  it('let a lone value go on over empty cells', () => {
    const caption = 'The household budget of a whole year, in euros';
    expect(wordsOf(laySheet([[caption], ['1', '2']]))).toEqual([caption, '1', '2']);
  });

  it('show numbers without what calculations leave in them', () => {
    expect(wordsOf(laySheet([['0.30000000000000004', '1234567890123']]))).toEqual(['0.3', '1234567890123']);
  });
});

it('code keeps its indentation, and what is broken stands further in', () => {
  const { runs } = layCode(`\tif (a) {\r\n    ${'word '.repeat(30)}`);
  const [first, second, third] = runs;
  expect(first?.text).toBe('    if (a) {');
  expect(second?.text).toMatch(/^ {4}word word/);
  expect(third?.text).toMatch(/^word/);
  expect((third?.x ?? 0) - (second?.x ?? 0)).toBeCloseTo(textWidth(' '.repeat(6), 'mono', 10), 5);
});
