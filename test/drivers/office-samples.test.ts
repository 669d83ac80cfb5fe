import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { thumbHashToAverageRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import { sourceOf } from '../support/images.ts';
import { type Found, type Kind, look } from '../support/office.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'office');
const sample = async (name: string, kind: Kind): Promise<Found> => look(kind, await readFile(join(FIXTURES, name)));

// Beside each word count: what the document says of itself, and what LibreOffice 7.4 counts where it was asked.
describe('real documents', () => {
  it('a text of Word: 44 by its own count, 29 by LibreOffice, which counts the marks of notes', async () => {
    const { facts, text, page, reason } = await sample('pictures.docx', 'docx');
    expect(facts).toEqual({ author: 'Allison, Timothy B.', pageCount: 4, wordCount: 27, isEncrypted: false });
    expect(text).toContain('This is a paragraph with an image\nThis is a comment\nThis is a footnote\n');
    expect(text).not.toContain('deleted');
    expect(page).toBeDefined();
    expect(reason).toBeUndefined();
  });

  it('a workbook, which has no count of its own', async () => {
    const { facts, text } = await sample('sheet.xlsx', 'xlsx');
    expect(facts).toEqual({
      title: 'The quick brown fox jumps over the lazy dog',
      author: 'Nevin Nollop',
      pageCount: 2,
      wordCount: 46,
      isEncrypted: false,
    });
    expect(text).toContain('\nThe\tquick\tbrown\tfox\tjumps\tover\tthe\tlazy\tdog\n');
    expect(text).toContain('Special characters: !"£$%^&*()\n1\t2\t2\nA\tB\tAB\n');
  });

  it('slides: 140 by their own count, with the 11 words of the notes', async () => {
    const { facts, text, picture, reason } = await sample('slides.pptx', 'pptx');
    expect(facts).toEqual({
      title: 'Slide 1',
      author: 'Michael McCandless',
      pageCount: 1,
      wordCount: 127,
      isEncrypted: false,
    });
    expect(text).toContain('ゾルゲと尾崎、淡々と最期\n');
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 256, height: 192 });
    expect(reason).toBeUndefined();
  });

  it('an OpenDocument text: 54 by its own count, 52 by LibreOffice, both with a deleted word', async () => {
    const { facts, text, picture } = await sample('text.odt', 'odt');
    expect(facts).toEqual({
      title: 'Apache Tika',
      author: 'Bart Hanssens',
      pageCount: 2,
      wordCount: 51,
      isEncrypted: false,
    });
    expect(text).toMatch(/^Apache Tika Test Document\nThis is a rather difficult test document, with interesting/);
    expect(text).toMatch(/\n\nThis is of course a simple footnote$/);
    expect(text).not.toMatch(/complex|part of the Lucene|blue background/);
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png' });
  });

  it('RTF: 95 by its own count, without text box, notes and ideographs; 147 by LibreOffice, with marks of lists', async () => {
    const { facts, text } = await sample('various.rtf', 'rtf');
    expect(facts).toEqual({ author: 'Michael McCandless', pageCount: 2, wordCount: 126 });
    expect(text).toContain('Here is a text box\nFootnote appears here\nBold italic underline');
    expect(text).toContain('\nRow 2 Col 1\tRow 2 Col 2\tRow 2 Col 3\n');
    expect(text).toContain('ゾルゲと尾崎、淡々と最期\n（ＧＨＱ）\nAnd then some Gothic text:\n𐌲𐌿𐍄𐌹𐍃𐌺\n');
    expect(text).not.toMatch(/HYPERLINK|header text|footer text/);
  });

  it('a book', async () => {
    const { facts, text, page, reason } = await sample('book.epub', 'epub');
    expect(facts).toEqual({
      title: 'Node.js v0.10.26 Manual & Documentation',
      author: 'PDF created by Mirco Zeiss, Mirco Zeiss',
      wordCount: 55608,
      isEncrypted: false,
    });
    expect(text).toContain('\nThe goal of this documentation is to comprehensively explain the Node.js API, both from');
    expect(page).toBeDefined();
    expect(reason).toBeUndefined();
  });

  it('is shown on white where its own picture is transparent', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    const content = await readFile(join(FIXTURES, 'text.odt'));
    expect((await sharp((await sample('text.odt', 'odt')).picture).stats()).isOpaque).toBe(false);
    const type = 'application/vnd.oasis.opendocument.text';
    const { pictures, facts } = await decoder.examine(sourceOf(content, type), [128]);
    const picture = pictures[0]?.bytes;
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', hasAlpha: false });
    const { data } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
    expect(Math.min(...data.subarray(0, 3))).toBeGreaterThan(250);
    expect(thumbHashToAverageRGBA(Buffer.from(facts.thumbhash ?? '', 'base64')).a).toBe(1);
  });

  it('reads little more of a document than the parts it needs', async () => {
    const { bytesRead } = await sample('sheet.xlsx', 'xlsx');
    const { length } = await readFile(join(FIXTURES, 'sheet.xlsx'));
    expect(bytesRead).toBeLessThan(3 * length);
  });
});
