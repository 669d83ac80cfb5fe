// What is found in PDFs, in this process; that an endless one is ended is a matter of the process around it. The recorded
// values are those of pdfinfo and, for words, near those of pdftotext.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { MediaFacts, Recipe } from '../../src/core/ports.ts';
import { type Bytes, type Drawing, MOST_TEXT, Unreadable } from '../../src/drivers/media/decoder.ts';
import { pdf } from '../../src/drivers/media/pdf/index.ts';
import { hungryPdf, lockedPdf, pdfOf, pdfOfPages, pdfWithForm } from '../support/documents.ts';
import { AS_IT_IS } from '../support/media.ts';

const MIB = 2 ** 20;

const bytesOf = (file: Buffer): Bytes => ({
  sizeBytes: file.length,
  mimeType: 'application/pdf',
  read: async (start, length) => Buffer.from(file.subarray(start, start + length)),
});

const fixture = (name: string): Promise<Buffer> => readFile(new URL(`../fixtures/pdf/${name}`, import.meta.url));

interface Found {
  facts: MediaFacts;
  text?: string;
  drawing?: Drawing;
  reason?: string;
  /** The types of what was found, in its order. */
  order: string[];
}

async function examine(file: Buffer, largestSide = 200): Promise<Found> {
  const found: Found = { facts: {}, order: [] };
  for await (const finding of pdf.examine(bytesOf(file), largestSide)) {
    found.order.push(finding.type);
    if (finding.type === 'facts') found.facts = { ...found.facts, ...finding.facts };
    if (finding.type === 'text') found.text = finding.text;
    if (finding.type === 'drawing') found.drawing = finding.drawing;
    if (finding.type === 'reason') found.reason = finding.reason;
  }
  return found;
}

const RECIPE: Recipe = { ...AS_IT_IS, fit: 'inside', format: 'webp', quality: 80 };

const draw = async (file: Buffer, recipe: Partial<Recipe> = {}): Promise<Drawing | undefined> =>
  pdf.draw?.(bytesOf(file), { ...RECIPE, ...recipe });

function sizeOf(drawing: Drawing | undefined): [number, number] {
  if (drawing?.type !== 'raw') throw new Error('no pixels');
  expect(drawing.bytes.length).toBe(drawing.width * drawing.height * drawing.channels);
  return [drawing.width, drawing.height];
}

/** Red, green and blue at a place given as fractions of width and height, from the upper left corner. */
function colourAt(drawing: Drawing | undefined, x: number, y: number): number[] {
  if (drawing?.type !== 'raw') throw new Error('no pixels');
  const { bytes, width, height, channels } = drawing;
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
  return [...bytes.subarray(at, at + channels)];
}

/** Red above blue on the left, green above nothing on the right. */
const QUARTERS = pdfOfPages([
  '1 0 0 rg 0 200 150 200 re f 0 1 0 rg 150 200 150 200 re f 0 0 1 rg 0 0 150 200 re f',
  '0.5 g 0 0 300 400 re f',
]);

describe('facts and text', () => {
  it('are those of a document by a word processor', async () => {
    const { facts, text } = await examine(await fixture('various.pdf'));
    // pdftotext: 140 words; it counts each of the two runs of Japanese as one.
    expect(facts).toEqual({ pageCount: 2, isEncrypted: false, author: 'Michael McCandless', wordCount: 149 });
    expect(text).toContain('Row 1 Col 1 Row 1 Col 2 Row 1 Col 3\nRow 2 Col 1');
    expect(text).toContain('ゾルゲと尾崎、淡々と最期');
  });

  it('are those of a page with text boxes', async () => {
    const { facts, text } = await examine(await fixture('two-text-boxes.pdf'));
    expect(facts).toEqual({ pageCount: 1, isEncrypted: false, author: 'Michael McCandless', wordCount: 16 });
    expect(text).toContain('Right column line 2');
  });

  it('are those of a speech that is encrypted, and needs no password to be read', async () => {
    const { facts, drawing } = await examine(await fixture('protected.pdf'));
    expect(facts).toMatchObject({ pageCount: 41, isEncrypted: false, author: 'The Bank of England' });
    expect(facts.title).toMatch(/^Rethinking the Financial Network, Speech by Andrew G Haldane, .* 28 April 2009$/);
    const pdftotext = 11_481;
    expect(Math.abs((facts.wordCount ?? 0) / pdftotext - 1)).toBeLessThan(0.01);
    expect(sizeOf(drawing)).toEqual([141, 200]);
  });

  it('have title and author in any script, on one line', async () => {
    const { facts } = await examine(pdfOf(['a'], { title: ' Größe\r\n日本 \u{1F600}\u0000', author: 'Ærøskøbing' }));
    expect(facts).toMatchObject({ title: 'Größe 日本 \u{1F600}', author: 'Ærøskøbing' });
  });

  it('have no title and no author where the document says nothing', async () => {
    const { facts } = await examine(pdfOf(['a'], { title: '  ' }));
    expect(Object.keys(facts).sort()).toEqual(['isEncrypted', 'pageCount', 'wordCount']);
  });

  it('come before the drawing, facts first', async () => {
    const { order } = await examine(pdfOf(['one', 'two']));
    expect(order).toEqual(['facts', 'text', 'facts', 'drawing']);
  });

  it('cut a title that goes on and on', async () => {
    const { facts } = await examine(pdfOf(['a'], { title: 'x'.repeat(100_000) }));
    expect(facts.title).toHaveLength(1000);
  });

  it('have all pages, a line of its own for each line', async () => {
    const { text, facts } = await examine(pdfOf(['first (1)\nsecond', 'third']));
    expect(text).toBe('first (1)\nsecond\nthird');
    expect(facts.wordCount).toBe(4);
  });

  it('stop at 2,000 pages, whose words are then not counted', async () => {
    const { text, facts } = await examine(pdfOf(Array.from({ length: 2001 }, (_, i) => `page ${i + 1}`)), 0);
    expect(text).toMatch(/page 2000$/);
    expect(facts).toEqual({ pageCount: 2001, isEncrypted: false });
  });

  it('keep no more text than is wanted, and count all of it', async () => {
    const line = 'abcdefghi '.repeat(100);
    const { text, facts } = await examine(pdfOf(Array.from({ length: 11 }, () => Array(100).fill(line).join('\n'))), 0);
    expect(text?.length).toBe(MOST_TEXT);
    expect(facts.wordCount).toBe(110_000);
  });
});

describe('the drawing', () => {
  it('is the first page, upright, on white, red where it is red', async () => {
    const { drawing } = await examine(QUARTERS, 400);
    expect(sizeOf(drawing)).toEqual([300, 400]);
    expect(colourAt(drawing, 0.25, 0.25)).toEqual([255, 0, 0]);
    expect(colourAt(drawing, 0.75, 0.25)).toEqual([0, 255, 0]);
    expect(colourAt(drawing, 0.25, 0.75)).toEqual([0, 0, 255]);
    expect(colourAt(drawing, 0.75, 0.75)).toEqual([255, 255, 255]);
  });

  it('fits the square exactly, whatever its size', async () => {
    for (const side of [1, 7, 333, 2048]) {
      expect(sizeOf((await examine(QUARTERS, side)).drawing)).toEqual([Math.round(side * 0.75), side]);
    }
  });

  it('has at most 25 megapixels', async () => {
    const [width, height] = sizeOf((await examine(QUARTERS, 100_000)).drawing);
    expect(width * height).toBeLessThanOrEqual(25_000_000);
    expect(width * height).toBeGreaterThan(24_000_000);
  });

  it('shows what is filled into a form', async () => {
    const { drawing } = await examine(pdfWithForm(), 400);
    expect(colourAt(drawing, 0.5, 0.5)).toEqual([0, 0, 255]);
  });

  it('is not made when nobody wants one', async () => {
    expect((await examine(QUARTERS, 0)).order).toEqual(['facts', 'text', 'facts']);
  });

  it('is not to be had of a document without pages', async () => {
    const { facts, reason, drawing } = await examine(pdfOf([]));
    expect(facts.pageCount).toBe(0);
    expect(drawing).toBeUndefined();
    expect(reason).toBe('the document has no pages');
  });
});

describe('a picture by a recipe', () => {
  it('is made of the page it asks for', async () => {
    expect(colourAt(await draw(QUARTERS, { page: 2, width: 30 }), 0.75, 0.75)).toEqual([128, 128, 128]);
  });

  it('is refused beyond the last page', async () => {
    await expect(draw(QUARTERS, { page: 3 })).rejects.toThrow(new Unreadable('the document has 2 pages'));
    await expect(draw(pdfOf(['a']), { page: 2 })).rejects.toThrow(new Unreadable('the document has 1 page'));
  });

  it.each<[string, Partial<Recipe>, [number, number]]>([
    ['no size', {}, [600, 800]],
    ['a width', { width: 150 }, [150, 200]],
    ['a height', { height: 100, fit: 'cover' }, [75, 100]],
    ['a square to fit into', { width: 100, height: 100, fit: 'inside' }, [75, 100]],
    ['a square to contain it', { width: 100, height: 100, fit: 'contain' }, [75, 100]],
    ['a square to cover', { width: 300, height: 300, fit: 'cover' }, [300, 400]],
    ['a square to fill', { width: 300, height: 300, fit: 'fill' }, [300, 400]],
    ['a square to be outside of', { width: 300, height: 300, fit: 'outside' }, [300, 400]],
    ['a width after a turn', { width: 200, rotate: 90 }, [150, 200]],
    ['a square to cover after a turn', { width: 400, height: 100, fit: 'cover', rotate: 270 }, [300, 400]],
    ['more than is drawn', { width: 8000 }, [3072, 4096]],
  ])('has the pixels for %s', async (_, recipe, size) => {
    expect(sizeOf(await draw(QUARTERS, recipe))).toEqual(size);
  });
});

describe('documents that can not be read', () => {
  it('say that they need a password, and nothing else', async () => {
    const found = await examine(lockedPdf());
    expect(found).toEqual({
      facts: { isEncrypted: true },
      reason: 'the document needs a password',
      order: ['facts', 'reason'],
    });
    await expect(draw(lockedPdf())).rejects.toThrow(new Unreadable('the document needs a password'));
  });

  it('say that they are encrypted in another way', async () => {
    const { facts, reason } = await examine(lockedPdf('Adobe.PubSec'));
    expect(facts).toEqual({ isEncrypted: true });
    expect(reason).toBe('the document is encrypted in a way that is not supported');
  });

  it.each([
    ['is empty', Buffer.alloc(0)],
    ['is no PDF', Buffer.from('%PNG-1.7 not at all'.repeat(100))],
    ['has a head only', Buffer.from('%PDF-1.7\n%%EOF')],
  ])('are refused where one %s', async (_, file) => {
    await expect(examine(file)).rejects.toThrow(new Unreadable('the document is damaged'));
    await expect(draw(file)).rejects.toThrow(new Unreadable('the document is damaged'));
  });

  it('are refused beyond 256 MiB, without a byte being read', async () => {
    const read = (): Promise<Buffer> => Promise.reject(new Error('read'));
    const bytes: Bytes = { sizeBytes: 256 * MIB + 1, mimeType: 'application/pdf', read };
    const examined = Array.fromAsync(pdf.examine(bytes, 100));
    await expect(examined).rejects.toThrow(new Unreadable('it is larger than 256 MiB'));
  });

  it('either are refused or give something, wherever they end or bits of them are wrong', async () => {
    const whole = await fixture('two-text-boxes.pdf');
    for (let i = 0; i < 40; i++) {
      const file = Buffer.from(i % 2 === 0 ? whole.subarray(0, Math.floor((whole.length * i) / 40)) : whole);
      for (let at = i * 7; at < file.length; at += 1009) file[at] = (file[at] ?? 0) ^ (1 << (i % 8));
      const outcome = await examine(file).catch((error: unknown) => error);
      const isTold = outcome instanceof Unreadable || (outcome instanceof Object && 'order' in outcome);
      expect(isTold, `variant ${i}: ${String(outcome)}`).toBe(true);
    }
    expect((await examine(whole)).facts.wordCount).toBe(16);
  });

  it('keep the facts, and spoil nothing for the next, when they want all memory there is', async () => {
    const { facts, reason } = await examine(hungryPdf());
    expect(facts.pageCount).toBe(1);
    expect(reason).toBe('the document is damaged or too complex');
    await expect(draw(hungryPdf())).rejects.toThrow(new Unreadable('the document is damaged or too complex'));
    expect((await examine(pdfOf(['after it']))).text).toBe('after it');
  });

  it('give back the memory they took', async () => {
    // In a process of its own: the errors that a test runner keeps refer to what they came out of.
    const script = `
      const { pdf } = await import(process.argv[1]);
      const { hungryPdf, pdfOf } = await import(process.argv[2]);
      const examine = async (file) => {
        const read = async (start, length) => file.subarray(start, start + length);
        for await (const _ of pdf.examine({ sizeBytes: file.length, mimeType: 'application/pdf', read }, 200));
      };
      for (let i = 0; i < 100; i++) await examine(pdfOf(['usual']));
      const before = process.memoryUsage.rss();
      await examine(hungryPdf());
      const during = process.memoryUsage.rss();
      const more = () => process.memoryUsage.rss() - before;
      for (let looks = 0; looks < 600 && more() >= 100 * 2 ** 20; looks++) await new Promise((later) => setTimeout(later, 100));
      console.log(JSON.stringify([during - before, more()]));`;
    const modules = ['../../src/drivers/media/pdf/index.ts', '../support/documents.ts'].map(
      (path) => new URL(path, import.meta.url).href,
    );
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, ...modules]);
    const [during, after] = JSON.parse(stdout);
    expect(during / MIB).toBeGreaterThan(400);
    expect(after / MIB).toBeLessThan(100);
  });
});
