// Drawn first pages: which documents get one, and how it looks once it was drawn.
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/core/ports.ts';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import { type Font, textWidth } from '../../src/drivers/media/page/fonts.ts';
import { byteOf } from '../../src/drivers/media/page/letters.ts';
import { writePdf } from '../../src/drivers/media/page/pdf.ts';
import { PdfDocument } from '../../src/drivers/media/pdf/document.ts';
import { drawOnlyPage } from '../../src/drivers/media/pdf/index.ts';
import { bytesOf } from '../support/decoding.ts';
import { sourceOf } from '../support/images.ts';
import { AS_IT_IS } from '../support/media.ts';
import { docx, epub, type Kind, look, odf, paragraph, pptx, TYPES, xlsx } from '../support/office.ts';
import { watchOwnTime } from '../support/own-time.ts';

/** All words on the page, lines apart. */
async function wordsOf(page: Buffer | undefined): Promise<string> {
  if (!page) throw new Error('there is no page');
  using document = await PdfDocument.open(bytesOf(page, 'application/pdf'));
  expect(document.pageCount).toBe(1);
  return (document.text(0, 100_000) ?? '').replaceAll('\r\n', '\n').trim();
}

const pageOf = async (kind: Kind, content: Buffer | string) => wordsOf((await look(kind, content)).page);

describe('documents without a picture', () => {
  const styled = (style: string, words: string) =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:pPrChange><w:pPr><w:pStyle w:val="Title"/></w:pPr></w:pPrChange></w:pPr>
     <w:r><w:t>${words}</w:t></w:r></w:p>`;
  const item = (words: string) => `<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
  const tableCell = (words: string, more = '') =>
    `<table:table-cell ${more}><text:p>${words}</text:p></table:table-cell>`;

  it.each<[string, Kind, Buffer | string, string]>([
    ['a text', 'txt', 'plain\r\n\r\n  words (\\) €', 'plain\n words (\\) €'],
    ['Word', 'docx', docx(`${styled('Heading1', 'Head')}${item('item')}${paragraph('body')}`), 'Head\n• item\nbody'],
    ['a book', 'epub', epub({ a: '<p>Once upon a time.</p>' }), 'A book\nA, B\nOnce upon a time.'],
    ['RTF', 'rtf', "{\\rtf1 Caf\\'e9\\par{\\listtext 1.}one\\par}", 'Café\n• one'],
    ['HTML', 'html', '<title>T</title><ul><li><p>a b</ul>', 'T\n• a b'],
    [
      'OpenDocument',
      'odt',
      odf(
        '<office:text><text:h>Head</text:h><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list></office:text>',
      ),
      'Head\n• a',
    ],
    ['slides, the first of them', 'pptx', pptx(['first', 'second']), 'first'],
    ['Markdown', 'md', '# Title\n- a\n- b', 'Title\n• a\n• b'],
  ])('have a page: %s', async (_, kind, file, words) => {
    expect(await pageOf(kind, file)).toBe(words);
    expect((await look(kind, file)).reason).toBeUndefined();
    expect((await look(kind, file, 0)).page).toBeUndefined();
  });

  it.each<[string, Kind, Buffer | string]>([
    ['CSV', 'csv', 'Name,Sum\nAda,1\n,\n,9'],
    [
      'Excel',
      'xlsx',
      xlsx(
        [
          `<row r="3"><c r="B3" t="str"><v>Name</v></c><c t="str"><v>Sum</v></c></row><row><c r="B4" t="str"><v>Ada</v></c>
       <c r="C4"><v>1</v></c></row><row r="6"><c r="C6"><v>9</v></c></row>`,
          '<row><c><v>77</v></c></row>',
        ],
        '',
      ),
    ],
    [
      'OpenDocument',
      'ods',
      odf(`<office:spreadsheet><table:table/><table:table>
      <table:table-row>${tableCell('Name')}${tableCell('Sum')}</table:table-row>
      <table:table-row>${tableCell('Ada')}${tableCell('1')}</table:table-row>
      <table:table-row table:number-rows-repeated="1"><table:table-cell table:number-columns-repeated="1000"/></table:table-row>
      <table:table-row><table:table-cell/>${tableCell('9', 'table:number-rows-repeated="9"')}</table:table-row>
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row></table:table>
      <table:table><table:table-row>${tableCell('77')}</table:table-row></table:table></office:spreadsheet>`),
    ],
  ])('have the cells of their first sheet in their places: %s', async (_, kind, file) => {
    expect((await pageOf(kind, file)).split(/\s+/)).toEqual(['Name', 'Sum', 'Ada', '1', '9']);
  });

  it('have the dates of a workbook as dates, and its text has them as they are stored', async () => {
    const formats = ['0', '14', '164', '165', '166'].map((id) => `<xf numFmtId="${id}"/>`).join('');
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="[$-407]dddd hh"/><numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/>
      <numFmt numFmtId="166" formatCode="h:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats}</cellXfs>`;
    const cells = ['44197', '44197', '44197.75', '44197', '0.5', '-1'];
    const row = cells.map((value, i) => `<c s="${i % 5}"><v>${value}</v></c>`).join('');
    const file = xlsx([`<row>${row}<c s="1" t="str"><v>45</v></c><c s="1"><v>9e9</v></c></row>`], '', styles);
    expect((await look('xlsx', file)).text.split('\t')).toEqual([...cells, '45', '9e9']);
    const shown = ['44197', '2021-01-01', '2021-01-01 18:00', '44197', '12:00', '-1', '45', '9e9'];
    expect(await pageOf('xlsx', file)).toBe(shown.join(' '));
    const damaged = xlsx([`<row>${row}</row>`], '', '<broken');
    expect(await look('xlsx', damaged)).toMatchObject({ text: cells.join('\t'), reason: undefined });
  });

  it.each<[string, Kind, Buffer | string]>([
    ['in Cyrillic', 'txt', 'Съешь ещё этих мягких французских булок'],
    ['of Japanese cells', 'csv', '名前,合計\nエイダ,1'],
    ['of no words', 'docx', docx('')],
  ])('have none where they are %s, and a reason', async (_, kind, file) => {
    expect(await look(kind, file)).toMatchObject({
      page: undefined,
      reason: 'the document has no picture of its own',
    });
  });

  it('have what could be read of them where they are damaged, and say so', async () => {
    const { page, reason } = await look('rtf', '{\\rtf1 some text {\\b and');
    expect(await wordsOf(page)).toBe('some text and');
    expect(reason).toBe('it ends early');
  });

  it('take little time, however long they are', async () => {
    const long = 'function of(many, words) { return 42; }\n'.repeat(100_000);
    const { page } = await look('txt', long);
    if (!page) throw new Error('there is no page');
    await drawOnlyPage(page, 800);
    using watch = watchOwnTime();
    await drawOnlyPage(page, 800);
    expect(watch.ms).toBeLessThan(5_000);
    expect(page.length).toBeLessThan(20_000);
  });
});

describe('a page as pixels', () => {
  it('is as large as asked for, white at its edges, and has ink', async () => {
    const { page = Buffer.alloc(0) } = await look('txt', 'words '.repeat(5000));
    const drawing = await drawOnlyPage(page, 800);
    if (drawing.type !== 'raw') throw new Error('it is not drawn');
    expect([drawing.width, drawing.height]).toEqual([565, 800]);
    const { ink } = inkOf(drawing.bytes, drawing.width);
    expect(ink.left).toBeGreaterThan(40);
    expect(ink.right).toBeLessThan(565 - 40);
    expect(ink.top).toBeGreaterThan(40);
    expect(ink.bottom).toBeLessThan(800 - 40);
    expect(ink.bottom - ink.top).toBeGreaterThan(650);
  });

  it.each<Font>(['regular', 'bold', 'mono'])('has characters as wide as the table of %s says', async (font) => {
    const characters = Array.from({ length: 0x2122 - 0x21 }, (_, i) => String.fromCodePoint(i + 0x21));
    const repeated = characters.filter((each) => byteOf(each) !== undefined).map((each) => each.repeat(40));
    const row = 20;
    const runs = repeated.map((text, i) => ({ font, size: 10, x: 10, y: (i + 0.5) * row, gray: 0, text: `${text}|` }));
    const file = writePdf({ width: 500, height: repeated.length * row, boxes: [], runs });
    const drawing = await drawOnlyPage(file, repeated.length * row);
    if (drawing.type !== 'raw') throw new Error('it is not drawn');
    const scale = drawing.height / (repeated.length * row);
    const offsets = repeated.map((text, i) => {
      const top = Math.round((repeated.length - 1 - i) * row * scale);
      const rows = drawing.bytes.subarray(top * drawing.width * 3, Math.round(top + row * scale) * drawing.width * 3);
      return [text[0], inkOf(rows, drawing.width).ink.right / scale - 10 - textWidth(text, font, 10)] as const;
    });
    const [, usual = 0] = offsets[0] ?? [];
    const wrong = offsets.filter(([, offset]) => Math.abs(offset - usual) > 1.5);
    expect(wrong).toEqual([]);
  });

  /** The box of all that is not white. */
  function inkOf(bytes: Buffer, width: number) {
    const ink = { left: width, right: 0, top: bytes.length, bottom: 0 };
    for (let at = 0; at < bytes.length; at += 3) {
      if ((bytes[at] ?? 255) > 200) continue;
      const x = (at / 3) % width;
      const y = Math.floor(at / 3 / width);
      ink.left = Math.min(ink.left, x);
      ink.right = Math.max(ink.right, x);
      ink.top = Math.min(ink.top, y);
      ink.bottom = Math.max(ink.bottom, y);
    }
    return { ink };
  }
});

const BY_WIDTH: Recipe = { ...AS_IT_IS, width: 2000 };

it('pictures are made of the page in every size, and by recipe no smaller than asked for', async () => {
  await using decoder = createMediaDecoder({ concurrency: 1 });
  const source = sourceOf(docx(paragraph('Some words on a page.')), TYPES.docx);
  const { pictures, reason, facts } = await decoder.examine(source, [320, 800]);
  expect(pictures.map(({ width, height }) => [width, height])).toEqual([
    [226, 320],
    [565, 800],
  ]);
  expect(reason).toBeUndefined();
  expect(facts.thumbhash).toBeDefined();
  const { width, height } = await decoder.transform(source, BY_WIDTH);
  expect([width, height]).toEqual([2000, 2830]);
});
