// Small documents, well-formed or not, and what the decoder finds in them.
import { crc32, deflateRawSync } from 'node:zlib';
import type { MediaFacts } from '../../src/core/ports.ts';
import { type Bytes, Unreadable } from '../../src/drivers/media/decoder.ts';
import { office } from '../../src/drivers/media/office/index.ts';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
export const TYPES = {
  docx: `${OPEN_XML}.wordprocessingml.document`,
  xlsx: `${OPEN_XML}.spreadsheetml.sheet`,
  pptx: `${OPEN_XML}.presentationml.presentation`,
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  epub: 'application/epub+zip',
  rtf: 'application/rtf',
  html: 'text/html',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
} as const;
export type Kind = keyof typeof TYPES;

export interface Found {
  readonly facts: MediaFacts;
  readonly text: string;
  readonly picture: Buffer | undefined;
  /** The PDF of a page that was drawn for want of a picture. */
  readonly page: Buffer | undefined;
  readonly reason: string | undefined;
  /** It could not be read at all; `reason` says why. */
  readonly isUnreadable: boolean;
  readonly bytesRead: number;
}

/** All that is found. Whatever is thrown but `Unreadable` fails the test. */
export async function look(kind: Kind, content: Buffer | string, largestSide = 200): Promise<Found> {
  const source = Buffer.from(content);
  let facts: MediaFacts = {};
  let text = '';
  let picture: Buffer | undefined;
  let page: Buffer | undefined;
  let reason: string | undefined;
  let isUnreadable = false;
  let bytesRead = 0;
  const bytes: Bytes = {
    sizeBytes: source.length,
    mimeType: TYPES[kind],
    async read(start, length) {
      const part = source.subarray(start, start + length);
      bytesRead += part.length;
      return part;
    },
  };
  try {
    for await (const finding of office.examine(bytes, largestSide)) {
      if (finding.type === 'facts') facts = { ...facts, ...finding.facts };
      else if (finding.type === 'text') text = finding.text;
      else if (finding.type === 'reason') reason = finding.reason;
      else if (finding.type === 'page') page = finding.pdf;
      else picture = finding.drawing.bytes;
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reason = error.message;
    isUnreadable = true;
  }
  return { facts, text, picture, page, reason, isUnreadable, bytesRead };
}

export interface Entry {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the headers say of its size, in place of the truth. */
  readonly claimedSize?: number;
  /** Where its local header is said to be, in place of the truth. */
  readonly claimedOffset?: number;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
}

/** A zip archive (APPNOTE 6.3.10) that may lie. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.isStored === true ? content : deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.isEncrypted === true ? 0x801 : 0x800, 2);
    fields.writeUInt16LE(entry.isStored === true ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.claimedSize ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(entry.claimedOffset ?? offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), fields, place, name);
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** Parts by their names; the later of two with the same one stands. */
const packageOf = (...parts: Readonly<Record<string, string | Buffer>>[]): Buffer =>
  zipOf(Object.entries(Object.assign({}, ...parts)).map(([name, content]) => ({ name, content: asContent(content) })));

const asContent = (content: unknown): string | Buffer => (Buffer.isBuffer(content) ? content : String(content));

/** A part of relationships, of kinds and where they lead. */
export function relationships(targets: readonly (readonly [kind: string, target: string])[]): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const list = targets.map(
    ([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

type Parts = Readonly<Record<string, string | Buffer>>;

export function docx(body: string, parts: Parts = {}): Buffer {
  return packageOf(
    {
      '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
      'word/document.xml': `<w:document xmlns:w="urn:w"><w:body>${body}</w:body></w:document>`,
    },
    parts,
  );
}

export const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** Slides of one paragraph each, stored in the opposite order. */
export function pptx(slides: readonly string[], parts: Parts = {}): Buffer {
  const files = slides.map((text, index): [string, string] => [
    `ppt/slides/slide${slides.length - index}.xml`,
    `<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`,
  ]);
  const list = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  return packageOf(
    {
      '_rels/.rels': relationships([['officeDocument', '/ppt/presentation.xml']]),
      'ppt/presentation.xml': `<p:presentation xmlns:p="urn:p" xmlns:r="urn:r">${list.join('')}</p:presentation>`,
      'ppt/_rels/presentation.xml.rels': relationships(
        files.map(([name]) => ['slide', name.replace('ppt/', '')] as const),
      ),
      ...Object.fromEntries(files),
    },
    parts,
  );
}

/** Each sheet as the rows of its XML. */
export function xlsx(sheets: readonly string[], strings: string, styles = ''): Buffer {
  const files = sheets.map((rows, index): [string, string] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  ]);
  const list = sheets.map((_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return packageOf({
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns:r="urn:r"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...files.map(([name]) => ['worksheet', name.replace('xl/', '')] as const),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    ...Object.fromEntries(files),
  });
}

/** `body` is what is in `office:body`. */
export function odf(body: string, parts: Parts = {}): Buffer {
  return packageOf(
    {
      'content.xml': `<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b" xmlns:draw="urn:d"
        xmlns:presentation="urn:p" xmlns:svg="urn:s"><office:body>${body}</office:body></office:document-content>`,
    },
    parts,
  );
}

/** Chapters by their file names; `extra` goes into the package document. */
export function epub(chapters: Readonly<Record<string, string>>, extra = '', parts: Parts = {}): Buffer {
  const names = Object.keys(chapters);
  const items = names.map((name, index) => `<item id="c${index}" href="${encodeURIComponent(name)}"/>`);
  const spine = names.map((_, index) => `<itemref idref="c${index}"/>`);
  const files = Object.entries(chapters).map(([name, body]) => [`OEBPS/${name}`, `<html><body>${body}</body></html>`]);
  return packageOf(
    {
      'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      'OEBPS/book.opf': `<package xmlns:dc="urn:dc"><metadata><dc:title>A book</dc:title><dc:creator>A</dc:creator>
        <dc:creator>B</dc:creator></metadata><manifest>${items.join('')}${extra}</manifest><spine>${spine.join('')}</spine></package>`,
      ...Object.fromEntries(files),
    },
    parts,
  );
}

/** A compound file (MS-CFB) with entries of these names, in its first directory sector. */
export function compound(names: readonly string[]): Buffer {
  const file = Buffer.alloc(4 * 512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0, 76);
  // The FAT: itself, the directory, and the end of the directory's chain.
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  for (const [index, name] of names.entries()) {
    const at = 1024 + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(2 * (name.length + 1), at + 64);
  }
  return file;
}
