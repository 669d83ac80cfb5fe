// OpenDocument text, spreadsheets and presentations (OASIS ODF 1.3 parts 2 and 3): one content.xml with all the words,
// meta.xml about the document, and a thumbnail of a fixed name.
import { Unreadable } from '../decoder.ts';
import { readablePicture } from '../embedded-pictures.ts';
import { LEVELS, type Look, type Mark } from '../page/index.ts';
import { type Document, knownFacts } from './document.ts';
import { type OdfCells, odfCells } from './odf-cells.ts';
import { emptyText, type Text } from './text.ts';
import { type Attributes, attribute, readElements, readXml, type Visitor } from './xml.ts';
import type { Archive } from './zip.ts';

const CONTENT = 'content.xml';
const META = 'meta.xml';
const MANIFEST = 'META-INF/manifest.xml';
const THUMBNAIL = 'Thumbnails/thumbnail.png';
const MOST_PICTURE_BYTES = 4 * 2 ** 20;

/**
 * Deleted text, comments, the marks of notes, speakers' notes, readings of ruby characters, and names of drawings; with the
 * prefixes that all writers use, since the title of the document is a field of the text.
 */
const SKIPPED = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:note-citation',
  'presentation:notes',
  'text:ruby-text',
  'svg:title',
  'svg:desc',
]);
const MOST_SPACES = 100;

/** Its content, or the whole package within the package, is encrypted by a password (part 2, section 3.4). */
export async function isEncryptedOdf(archive: Archive): Promise<boolean> {
  if (!archive.has(MANIFEST)) return false;
  let file: string | undefined;
  let isEncrypted = false;
  await readXml(archive.open(MANIFEST), {
    open(name, attributes) {
      if (name === 'file-entry') file = attribute(attributes, 'full-path');
      if (name === 'encryption-data') isEncrypted ||= file === CONTENT || file === 'encrypted-package';
    },
  });
  return isEncrypted;
}

export function openOdf(archive: Archive): Document {
  if (!archive.has(CONTENT)) throw new Unreadable('it is no document');
  const sheet = odfCells();
  let look: Look = 'prose';
  return {
    isEncrypted: false,
    async properties() {
      if (!archive.has(META)) return {};
      const about = await readElements(archive.open(META), ['title', 'creator', 'initial-creator']);
      const author = about['initial-creator'] ?? about.creator;
      return knownFacts({ title: about.title, author, pageCount: await laidOutPages(archive) });
    },
    look: () => look,
    cells: sheet.cells,
    async readWords(into, tell) {
      const notes = emptyText();
      const content = reading(into, notes, sheet, (found) => {
        look = found;
      });
      await readXml(archive.open(CONTENT), content.visitor);
      into.separate('\n\n');
      into.write(notes.kept());
      tell(knownFacts({ pageCount: content.count() }));
    },
    async picture() {
      return readablePicture(await archive.read(THUMBNAIL, MOST_PICTURE_BYTES));
    },
  };
}

/** Pages of a text document, as they were when it was saved. */
async function laidOutPages(archive: Archive): Promise<number> {
  let pages = 0;
  await readXml(archive.open(META), {
    open(name, attributes) {
      if (name === 'document-statistic') pages = Number(attribute(attributes, 'page-count') ?? 0);
    },
  });
  return pages;
}

interface Reading {
  readonly visitor: Visitor;
  /** Slides or sheets; 0 where the document has pages. */
  count(): number;
}

/**
 * Text stands in paragraphs and headings; what is outside of them (templates of indexes, titles of drawings) is no text.
 * Notes go to a text of their own, so that no sentence is torn.
 */
function reading(body: Text, notes: Text, sheet: OdfCells, tellLook: (look: Look) => void): Reading {
  let into = body;
  let skippedDepth = 0;
  let paragraphDepth = 0;
  let isSpreadsheet = false;
  let isItem = false;
  let tableDepth = 0;
  let count = 0;

  const visitor: Visitor = {
    open(name, attributes, written) {
      if (skippedDepth > 0 || SKIPPED.has(written)) {
        skippedDepth++;
        return;
      }
      if (isSpreadsheet) sheet.open(name, attributes);
      switch (name) {
        case 'spreadsheet':
          isSpreadsheet = true;
          tellLook('sheet');
          break;
        case 'presentation':
          tellLook('slide');
          break;
        case 'page':
          count++;
          into.separate('\n\n');
          break;
        case 'table':
          tableDepth++;
          if (isSpreadsheet && tableDepth === 1) count++;
          into.separate('\n\n');
          break;
        case 'table-row':
          into.separate('\n');
          break;
        case 'list-item':
          isItem = true;
          break;
        case 'note-body':
          into = notes;
          break;
        case 'p':
        case 'h':
          paragraphDepth++;
          into.separate(isSpreadsheet ? '\t' : '\n');
          into.mark(isItem ? 'item' : markOf(name, attributes));
          isItem = false;
          break;
        case 's':
          if (paragraphDepth > 0) into.write(' '.repeat(spaces(attribute(attributes, 'c'))));
          break;
        case 'tab':
          into.separate('\t');
          break;
        case 'line-break':
          into.separate('\n');
          break;
      }
    },
    close(name) {
      if (skippedDepth > 0) {
        skippedDepth--;
        return;
      }
      if (name === 'p' || name === 'h') {
        paragraphDepth--;
        into.separate(isSpreadsheet ? '\t' : '\n');
      }
      if (isSpreadsheet) sheet.close(name);
      if (name === 'note-body') into = body;
      if (name === 'table') tableDepth--;
    },
    text(text) {
      if (skippedDepth > 0 || paragraphDepth === 0) return;
      into.writeCollapsed(text);
      if (isSpreadsheet) sheet.text(text);
    },
  };
  return { visitor, count: () => count };
}

function markOf(name: string, attributes: Attributes): Mark | undefined {
  if (name === 'p') return attribute(attributes, 'style-name') === 'Title' ? 1 : undefined;
  return LEVELS.find((level) => String(level) === (attribute(attributes, 'outline-level') ?? '1'));
}

const spaces = (count = '1'): number => Math.min(Number.parseInt(count, 10) || 1, MOST_SPACES);
