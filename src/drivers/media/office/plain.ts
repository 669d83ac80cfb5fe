// Texts without a container: plain text of any kind, Markdown, and HTML. Of a long one only the beginning is read.
import { type Bytes, Unreadable } from '../decoder.ts';
import type { Look } from '../page/index.ts';
import { type Document, knownFacts } from './document.ts';
import { decodeHtml, decodeText } from './encoding.ts';
import { readHtml } from './html.ts';

const MOST_BYTES = 16 * 2 ** 20;
const READ_AT_ONCE = 2 ** 20;
/** UTF-16 units written at once: the text is not held twice. */
const WRITTEN_AT_ONCE = 2 ** 16;

const LOOKS: ReadonlyMap<string, Look> = new Map([
  ['text/markdown', 'markdown'],
  ['text/csv', 'csv'],
  ['text/tab-separated-values', 'csv'],
]);

/** Where the title of a Markdown text is looked for. */
const MARKDOWN_START = 10_000;

export function openPlain(bytes: Bytes): Document {
  return wordsOnly(LOOKS.get(bytes.mimeType) ?? 'code', async (into, tell) => {
    const { start, isCut } = await beginning(bytes, MOST_BYTES);
    const text = decodeText(start, isCut);
    if (bytes.mimeType === 'text/markdown') {
      tell(knownFacts({ title: /^# +(.+?)[ #]*$/m.exec(text.slice(0, MARKDOWN_START))?.[1] }));
    }
    for (let at = 0; at < text.length; at += WRITTEN_AT_ONCE) into.write(text.slice(at, at + WRITTEN_AT_ONCE));
    if (isCut) throw tooLong(MOST_BYTES);
  });
}

export function openHtml(bytes: Bytes): Document {
  const document = wordsOnly('prose', async (into, tell) => {
    const { start, isCut } = await beginning(bytes, MOST_BYTES);
    const isXml = bytes.mimeType === 'application/xhtml+xml';
    tell(knownFacts(readHtml(decodeHtml(start, isCut), into, { isXml })));
    if (isCut) throw tooLong(MOST_BYTES);
  });
  return { ...document, isTitledApart: true };
}

const wordsOnly = (look: Look, readWords: Document['readWords']): Document => ({
  properties: () => Promise.resolve({}),
  readWords,
  look: () => look,
  picture: () => Promise.resolve(undefined),
});

export const tooLong = (mostBytes: number): Unreadable =>
  new Unreadable(`only its first ${mostBytes / 2 ** 20} MiB are read`);

/** All of a text, or so many bytes of its beginning. */
export async function beginning(bytes: Bytes, mostBytes: number): Promise<{ start: Buffer; isCut: boolean }> {
  const size = Math.min(bytes.sizeBytes, mostBytes);
  const chunks: Buffer[] = [];
  for (let at = 0; at < size; at += READ_AT_ONCE) chunks.push(await bytes.read(at, Math.min(READ_AT_ONCE, size - at)));
  return { start: Buffer.concat(chunks), isCut: bytes.sizeBytes > size };
}
