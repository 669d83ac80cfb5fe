// Office Open XML (ECMA-376): what a document says about itself, and its thumbnail. Its words are read by word.ts, sheets.ts
// and slides.ts, whichever knows its main part.
import { Unreadable } from '../decoder.ts';
import { readablePicture } from '../embedded-pictures.ts';
import { type Document, knownFacts } from './document.ts';
import { type Body, openPart } from './parts.ts';
import { readSheets } from './sheets.ts';
import { readSlides } from './slides.ts';
import { readWord } from './word.ts';
import { readElements, readXml } from './xml.ts';
import type { Archive } from './zip.ts';

const MOST_PICTURE_BYTES = 16 * 2 ** 20;

export async function openOoxml(archive: Archive): Promise<Document> {
  const whole = await openPart(archive, '');
  const [name] = whole.related('officeDocument');
  if (name === undefined) throw new Unreadable('it is no document');
  const body = await openBody(archive, name).catch(unreadableBody);
  return {
    isEncrypted: false,
    async properties() {
      const core = await elements(archive, whole.related('core-properties'), ['title', 'creator']);
      // Only Word counts pages; others write 0 or nothing.
      const extended = await elements(archive, whole.related('extended-properties'), ['Pages']);
      const pageCount = body.count ?? Number(extended.Pages ?? Number.NaN);
      return knownFacts({ title: core.title, author: core.creator, pageCount });
    },
    readWords: body.readWords,
    look: () => body.look,
    ...(body.cells && { cells: body.cells }),
    async picture() {
      const [thumbnail] = whole.related('thumbnail');
      return thumbnail === undefined ? undefined : readablePicture(await archive.read(thumbnail, MOST_PICTURE_BYTES));
    },
  };
}

async function openBody(archive: Archive, name: string): Promise<Body> {
  if (name.endsWith('.bin')) throw new Unreadable('binary workbooks are not read');
  const main = await openPart(archive, name);
  const root = await rootOf(archive, name);
  switch (root) {
    case 'document':
      return readWord(archive, main);
    case 'workbook':
      return readSheets(archive, main);
    case 'presentation':
      return readSlides(archive, main);
    default:
      throw new Unreadable('it is of a kind that is not known');
  }
}

/** What the document says about itself is told also where nothing else can be read. */
function unreadableBody(error: unknown): Body {
  if (!(error instanceof Unreadable)) throw error;
  return { look: 'prose', readWords: () => Promise.reject(error) };
}

async function rootOf(archive: Archive, name: string): Promise<string | undefined> {
  let root: string | undefined;
  await readXml(archive.open(name), {
    open(element) {
      root ??= element;
    },
    isDone: () => root !== undefined,
  });
  return root;
}

async function elements<Name extends string>(archive: Archive, [name]: readonly string[], names: readonly Name[]) {
  const none: Partial<Record<Name, string>> = {};
  return name !== undefined && archive.has(name) ? readElements(archive.open(name), names) : none;
}
