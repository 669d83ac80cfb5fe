// Electronic books (EPUB 3.3, and 2): the chapters of the spine in reading order, what the package document says, and the
// cover.
import { posix } from 'node:path';
import { Unreadable } from '../decoder.ts';
import { readablePicture } from '../embedded-pictures.ts';
import { type Document, knownFacts } from './document.ts';
import { decodeHtml } from './encoding.ts';
import { readHtml } from './html.ts';
import { attribute, readXml } from './xml.ts';
import type { Archive } from './zip.ts';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
const MOST_CHAPTER_BYTES = 16 * 2 ** 20;
const MOST_PICTURE_BYTES = 16 * 2 ** 20;
const MOST_CREATORS = 20;

/** How fonts are made unreadable for other programs; books with such fonts are no less readable. */
const OBFUSCATIONS = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);

export const isEpub = (archive: Archive): boolean => archive.has(CONTAINER);

interface Item {
  /** The name of its entry. */
  readonly name: string;
  readonly properties: readonly string[];
}

interface Package {
  readonly title: string;
  readonly creators: readonly string[];
  readonly chapters: readonly string[];
  readonly cover: string | undefined;
}

export async function openEpub(archive: Archive): Promise<Document> {
  const book = await readPackage(archive, await packageName(archive));
  const locked = await lockedNames(archive);
  return {
    // With the key of a shop, or one made of a password.
    isEncrypted: book.chapters.some((chapter) => locked.has(chapter)),
    async properties() {
      return knownFacts({ title: book.title, author: book.creators.join(', ') });
    },
    async readWords(into) {
      for (const chapter of book.chapters) {
        const bytes = await archive.read(chapter, MOST_CHAPTER_BYTES);
        if (!bytes) throw new Unreadable('a part of it is missing');
        into.separate('\n\n');
        readHtml(decodeHtml(bytes, false), into, { isXml: true });
      }
    },
    look: () => 'prose',
    isTitledApart: true,
    async picture() {
      const isLocked = book.cover === undefined || locked.has(book.cover);
      return isLocked || book.cover === undefined
        ? undefined
        : readablePicture(await archive.read(book.cover, MOST_PICTURE_BYTES));
    },
  };
}

async function packageName(archive: Archive): Promise<string> {
  let name: string | undefined;
  await readXml(archive.open(CONTAINER), {
    open(element, attributes) {
      if (element === 'rootfile') name ??= attribute(attributes, 'full-path');
    },
  });
  if (name === undefined) throw new Unreadable('it is no book');
  return name;
}

async function readPackage(archive: Archive, packageFile: string): Promise<Package> {
  const folder = posix.dirname(packageFile);
  const items = new Map<string, Item>();
  const spine = new Set<string>();
  const titles: string[] = [];
  const creators: string[] = [];
  let coverId: string | undefined;
  let texts: string[] | undefined;

  await readXml(archive.open(packageFile), {
    open(name, attributes) {
      texts = undefined;
      if (name === 'title') texts = titles;
      else if (name === 'creator' && creators.length < MOST_CREATORS) texts = creators;
      else if (name === 'meta' && attribute(attributes, 'name') === 'cover') coverId = attribute(attributes, 'content');
      else if (name === 'itemref') spine.add(attribute(attributes, 'idref') ?? '');
      else if (name === 'item') {
        items.set(attribute(attributes, 'id') ?? '', {
          name: posix.join(folder, unescaped(attribute(attributes, 'href') ?? '')),
          properties: (attribute(attributes, 'properties') ?? '').split(/\s+/),
        });
      }
      texts?.push('');
    },
    close() {
      texts = undefined;
    },
    text(text) {
      texts?.push(`${texts.pop() ?? ''}${text}`);
    },
  });

  const chapters = [...spine].map((id) => items.get(id)).filter((item) => item !== undefined);
  const cover = [...items.values()].find(({ properties }) => properties.includes('cover-image'));
  return {
    title: titles[0] ?? '',
    creators,
    // A table of contents says everything once more.
    chapters: chapters.filter(({ properties }) => !properties.includes('nav')).map(({ name }) => name),
    cover: (cover ?? items.get(coverId ?? ''))?.name,
  };
}

/** Names of entries that are encrypted in earnest (EPUB 3.3, section 4.2.6.3.1). */
async function lockedNames(archive: Archive): Promise<Set<string>> {
  const names = new Set<string>();
  if (!archive.has(ENCRYPTION)) return names;
  let method: string | undefined;
  await readXml(archive.open(ENCRYPTION), {
    open(name, attributes) {
      if (name === 'EncryptedData') method = undefined;
      else if (name === 'EncryptionMethod') method = attribute(attributes, 'Algorithm');
      else if (name === 'CipherReference' && !OBFUSCATIONS.has(method ?? '')) {
        names.add(posix.normalize(unescaped(attribute(attributes, 'URI') ?? '')));
      }
    },
  });
  return names;
}

function unescaped(uri: string): string {
  const [path = ''] = uri.split('#');
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
