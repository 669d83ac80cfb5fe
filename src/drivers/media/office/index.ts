// Documents and texts: what they say about themselves, their words, and the picture they carry; those that carry none get
// a page drawn from their words.
import type { MediaFacts } from '../../../core/ports.ts';
import { type Bytes, type Decoder, type Finding, Unreadable } from '../decoder.ts';
import { drawPage } from '../page/index.ts';
import type { Document } from './document.ts';
import { isEpub, openEpub } from './epub.ts';
import { DOCUMENT_TYPES, HTML_TYPES } from './mime-types.ts';
import { isEncryptedOdf, openOdf } from './odf.ts';
import { compoundNames, isCompound } from './ole.ts';
import { openOoxml } from './ooxml.ts';
import { openHtml, openPlain } from './plain.ts';
import { openRtf } from './rtf.ts';
import { emptyText, type Text } from './text.ts';
import { openArchive } from './zip.ts';

const NO_PICTURE = 'the document has no picture of its own';
const EMPTY = 'the document is empty';
const LOCKED = 'it needs a password';

const lockedDocument: Document = {
  isEncrypted: true,
  properties: () => Promise.resolve({}),
  readWords: () => Promise.reject(new Unreadable(LOCKED)),
  look: () => 'prose',
  picture: () => Promise.resolve(undefined),
};

async function openDocument(bytes: Bytes): Promise<Document> {
  if (HTML_TYPES.includes(bytes.mimeType)) return openHtml(bytes);
  if (!DOCUMENT_TYPES.includes(bytes.mimeType)) return openPlain(bytes);
  const start = await bytes.read(0, 8);
  if (start.toString('latin1').startsWith('{\\rtf')) return openRtf(bytes);
  if (isCompound(start)) return openCompound(bytes);
  return openZipped(bytes);
}

async function openCompound(bytes: Bytes): Promise<Document> {
  const names = await compoundNames(bytes);
  if (names.has('EncryptedPackage')) return lockedDocument;
  throw new Unreadable('documents of the binary formats before 2007 are not read');
}

async function openZipped(bytes: Bytes): Promise<Document> {
  const archive = await openArchive(bytes);
  if (archive.isEncrypted || (await isEncryptedOdf(archive))) return lockedDocument;
  if (isEpub(archive)) return openEpub(archive);
  return archive.has('_rels/.rels') ? openOoxml(archive) : openOdf(archive);
}

async function* examine(bytes: Bytes, largestSide: number): AsyncGenerator<Finding> {
  const document = await openDocument(bytes);
  const { isEncrypted } = document;
  let damage: Unreadable | undefined;
  /** Absent where the part is damaged. */
  const attempt = async <T>(part: Promise<T>): Promise<T | undefined> => {
    try {
      return await part;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      damage ??= error;
      return undefined;
    }
  };

  const properties = (await attempt(document.properties())) ?? {};
  yield { type: 'facts', facts: { ...properties, ...(isEncrypted === undefined ? {} : { isEncrypted }) } };
  if (isEncrypted === true) {
    yield { type: 'reason', reason: LOCKED };
    return;
  }

  const text = emptyText();
  let told: MediaFacts = {};
  const isWhole = await attempt(
    document
      .readWords(text, (facts) => {
        told = { ...told, ...facts };
      })
      .then(() => true),
  );
  const kept = text.kept();
  yield { type: 'facts', facts: { ...told, ...(isWhole === true ? { wordCount: text.countWords() } : {}) } };
  if (kept !== '') yield { type: 'text', text: kept };

  const picture = largestSide > 0 ? await attempt(document.picture()) : undefined;
  if (picture) yield { type: 'drawing', drawing: { type: 'encoded', bytes: picture } };
  const page = largestSide > 0 && !picture ? pageOf(document, text, { ...properties, ...told }) : undefined;
  if (page) yield { type: 'page', pdf: page };
  const isNothing = kept === '' && !picture && Object.keys({ ...properties, ...told }).length === 0;
  if (damage && isNothing) throw damage;
  const isDrawn = largestSide === 0 || picture !== undefined || page !== undefined;
  const reason = damage?.message ?? (isDrawn ? undefined : whyNot(document, kept));
  if (reason !== undefined) yield { type: 'reason', reason };
}

function pageOf(document: Document, text: Text, { title, author }: MediaFacts): Buffer | undefined {
  return drawPage({
    look: document.look(),
    text: text.kept(),
    marks: text.marks(),
    cells: document.cells?.() ?? [],
    ...(document.isTitledApart === true ? { title, author } : {}),
  });
}

/** A document without words may be full of pictures; a text may not. */
const whyNot = (document: Document, text: string): string =>
  text.trim() === '' && ['code', 'markdown', 'csv'].includes(document.look()) ? EMPTY : NO_PICTURE;

export const office: Decoder = { examine };
