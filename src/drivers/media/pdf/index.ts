// PDF, by PDFium: what the document says of itself, its words, and a page as a picture.
import type { MediaFacts, Recipe } from '../../../core/ports.ts';
import { type Bytes, type Decoder, type Drawing, type Finding, MOST_TEXT, Unreadable } from '../decoder.ts';
import { countWords, oneLine } from '../words.ts';
import { Encrypted, PdfDocument } from './document.ts';
import { sizeFor, sizeWithin } from './size.ts';

const MOST_PAGES = 2000;

/** Pages of dense print take 15 ms each: a long book must leave time for its picture. */
const MOST_TEXT_MS = 4000;

const MOST_INFORMATION = 1000;

export const pdf: Decoder = { examine, draw };

async function* examine(bytes: Bytes, largestSide: number): AsyncIterable<Finding> {
  const opened = await open(bytes);
  if (opened instanceof Encrypted) {
    yield { type: 'facts', facts: { isEncrypted: true } };
    yield { type: 'reason', reason: opened.message };
    return;
  }
  using document = opened;
  yield { type: 'facts', facts: factsOf(document) };
  if (document.pageCount === 0) {
    yield { type: 'reason', reason: 'the document has no pages' };
    return;
  }
  try {
    yield* textOf(document);
    if (largestSide === 0) return;
    const drawing = document.draw(0, (points) => sizeWithin(points, largestSide));
    yield drawing === undefined
      ? { type: 'reason', reason: 'the first page is missing or damaged' }
      : { type: 'drawing', drawing };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield { type: 'reason', reason: error.message };
  }
}

async function draw(bytes: Bytes, recipe: Recipe): Promise<Drawing> {
  using document = await PdfDocument.open(bytes);
  const { pageCount } = document;
  if (recipe.page > pageCount) {
    throw new Unreadable(`the document has ${pageCount} ${pageCount === 1 ? 'page' : 'pages'}`);
  }
  const drawing = document.draw(recipe.page - 1, (points) => sizeFor(points, recipe));
  if (drawing === undefined) throw new Unreadable(`page ${recipe.page} is missing or damaged`);
  return drawing;
}

/** Of a file that was made here: in as many pixels as fit into a square of this side, or as the recipe has need of. */
export async function drawOnlyPage(file: Buffer, wanted: number | Recipe): Promise<Drawing> {
  const read = async (start: number, length: number) => file.subarray(start, start + length);
  using document = await PdfDocument.open({ sizeBytes: file.length, mimeType: 'application/pdf', read });
  const drawing = document.draw(0, (points) =>
    typeof wanted === 'number' ? sizeWithin(points, wanted) : sizeFor(points, wanted),
  );
  if (drawing === undefined) throw new Unreadable('the page could not be drawn');
  return drawing;
}

async function open(bytes: Bytes): Promise<PdfDocument | Encrypted> {
  try {
    return await PdfDocument.open(bytes);
  } catch (error) {
    if (error instanceof Encrypted) return error;
    throw error;
  }
}

function factsOf(document: PdfDocument): MediaFacts {
  const title = oneLine(document.information('Title', MOST_INFORMATION));
  const author = oneLine(document.information('Author', MOST_INFORMATION));
  return {
    pageCount: document.pageCount,
    isEncrypted: false,
    ...(title !== '' && { title }),
    ...(author !== '' && { author }),
  };
}

/**
 * Words are counted only of a document that was read to its end, even where not all of its text is kept. What was read before
 * a page that PDFium breaks on is kept, too.
 */
function* textOf(document: PdfDocument): Iterable<Finding> {
  const until = performance.now() + MOST_TEXT_MS;
  const texts: string[] = [];
  let room = MOST_TEXT;
  let wordCount = 0;
  let pagesRead = 0;
  try {
    for (let page = 0; page < Math.min(document.pageCount, MOST_PAGES) && performance.now() < until; page++) {
      const text = document.text(page, MOST_TEXT);
      if (text === undefined) continue;
      pagesRead++;
      const words = clean(text);
      wordCount += countWords(words);
      if (room > 0) texts.push(words.slice(0, room));
      room -= words.length + 1;
    }
  } finally {
    yield { type: 'text', text: texts.join('\n').toWellFormed() };
  }
  if (pagesRead === document.pageCount) yield { type: 'facts', facts: { wordCount } };
}

/** See `PdfDocument.text`. */
const clean = (text: string): string =>
  text
    .replaceAll('\uFFFE', '')
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');
