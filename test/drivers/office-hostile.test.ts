import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  docx,
  type Entry,
  epub,
  type Found,
  type Kind,
  look,
  odf,
  paragraph,
  relationships,
  TYPES,
  zipOf,
} from '../support/office.ts';
import { watchOwnTime } from '../support/own-time.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'office');
/** None takes a second of a processor; the process around the decoder is killed after seven. */
const QUICK_MS = 7000;

async function quickly(kind: Kind, content: Buffer | string): Promise<Found> {
  using watch = watchOwnTime();
  const found = await look(kind, content);
  expect(watch.ms).toBeLessThan(QUICK_MS);
  return found;
}

const rels: Entry = { name: '_rels/.rels', content: relationships([['officeDocument', 'word/document.xml']]) };
const asDocument = (entry: Omit<Entry, 'name'>): Entry => ({ name: 'word/document.xml', ...entry });
const xml = (body: string): string => `<w:document xmlns:w="urn:w">${body}</w:document>`;

describe('bombs', () => {
  it('a part that becomes a thousand times its size is stopped early', async () => {
    const bomb = asDocument({
      content: Buffer.concat([Buffer.from(xml('').slice(0, -13)), Buffer.alloc(60 * 2 ** 20, ' ')]),
    });
    const { reason, facts } = await quickly('docx', zipOf([rels, bomb]));
    expect(reason).toBe('it is packed like a zip bomb');
    expect(facts.wordCount).toBeUndefined();
  });

  it('parts that share their bytes are not read at all', async () => {
    const content = xml(paragraph('again '.repeat(1000)));
    const copies = Array.from({ length: 100 }, (_, i) => ({ name: `word/${i}.xml`, content, claimedOffset: 0 }));
    const found = await quickly('docx', zipOf([{ ...rels, claimedOffset: 0 }, asDocument({ content }), ...copies]));
    expect(found).toMatchObject({ isUnreadable: true, reason: 'its parts overlap' });
  });

  it('archives within archives are not opened', async () => {
    let nested = zipOf([{ name: 'zeros', content: Buffer.alloc(2 ** 22) }]);
    for (let level = 0; level < 6; level++) {
      nested = zipOf(
        Array.from({ length: 16 }, (_, i) => ({ name: `${i}.docx`, content: nested, isStored: level < 2 })),
      );
    }
    expect((await quickly('docx', nested)).isUnreadable).toBe(true);
    const { text } = await quickly('docx', docx(paragraph('a'), { 'word/embeddings/1.docx': nested }));
    expect(text).toBe('a');
  });

  it('an archive of very many parts is refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}`, content: '', isStored: true }));
    expect((await quickly('docx', zipOf([rels, ...many]))).reason).toBe('it has more than 10000 parts');
  });

  it.each([
    ['less', 10, 'a part of it is larger than it says'],
    ['more', 10_000, 'a part of it ends early'],
  ])('a part that claims %s than it holds is not believed', async (_, claimedSize, reason) => {
    const content = xml(paragraph('words '.repeat(100)));
    expect((await quickly('docx', zipOf([rels, asDocument({ content, claimedSize })]))).reason).toBe(reason);
  });

  it('a picture that claims to be huge is left out, and the text stays', async () => {
    const manifest = {
      '_rels/.rels': relationships([
        ['officeDocument', 'word/document.xml'],
        ['x/thumbnail', 'thumb'],
      ]),
    };
    const file = docx(paragraph('a'), { ...manifest, thumb: Buffer.alloc(17 * 2 ** 20) });
    expect(await quickly('docx', file)).toMatchObject({ text: 'a', reason: 'a part of it is too large' });
  });

  it('one long string in very many cells is counted up to a bound', async () => {
    const rows = '<row><c t="s"><v>0</v></c></row>'.repeat(10_000);
    const noise = Array.from({ length: 20_000 }, (_, i) => (i * 7919).toString(36)).join(' ');
    const parts: Entry[] = [
      { name: '_rels/.rels', content: relationships([['officeDocument', 'xl/workbook.xml']]) },
      { name: 'xl/workbook.xml', content: '<workbook xmlns:r="r"><sheet r:id="rId1"/></workbook>' },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: relationships([
          ['worksheet', 'sheet.xml'],
          ['sharedStrings', 'strings.xml'],
        ]),
      },
      { name: 'xl/sheet.xml', content: `<worksheet>${rows}</worksheet>` },
      { name: 'xl/strings.xml', content: `<sst><si><t>${noise}</t></si></sst>` },
    ];
    const { text, reason, facts } = await quickly('xlsx', zipOf(parts));
    expect(text.length).toBe(1_000_000);
    expect(reason).toBe('it has more text than is read of one document');
    expect(facts).toEqual({ pageCount: 1, isEncrypted: false });
  });
});

describe('XML', () => {
  const laughs = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${xml(paragraph('&b;'))}`;
  const outside = `<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xml(paragraph('&a;'))}`;

  it.each([
    ['laughs', laughs],
    ['reads files', outside],
  ])('with entities that it declares itself (%s) stops the reading', async (_, content) => {
    const found = await quickly('docx', zipOf([rels, asDocument({ content })]));
    expect(found).toMatchObject({ text: '', isUnreadable: true, reason: 'it declares entities of its own' });
  });

  it('with entities in a text leaves that out, and keeps what the properties say', async () => {
    const found = await quickly('odt', odf('', { 'content.xml': laughs, 'meta.xml': '<m><title>T</title></m>' }));
    expect(found).toMatchObject({ facts: { title: 'T' }, text: '', reason: 'it declares entities of its own' });
  });

  it('with a DTD somewhere else is read without it', async () => {
    const content = `<!DOCTYPE d SYSTEM "http://a.example/d.dtd">${xml(paragraph('a'))}`;
    expect((await quickly('docx', zipOf([rels, asDocument({ content })]))).text).toBe('a');
  });

  it.each([
    ['docx', docx('<w:p>'.repeat(10_000))],
    ['docx', docx(`${'<w:sdt>'.repeat(10_000)}${'</w:sdt>'.repeat(10_000)}`)],
    ['odt', odf('<text:p>'.repeat(10_000))],
  ] as const)('of 10,000 elements within each other (%s) stops at a bound', async (kind, file) => {
    expect((await quickly(kind, file)).reason).toBe('it is nested too deeply');
  });

  it('that is broken in the middle has the text up to there, a reason, and no count', async () => {
    const { text, facts, reason } = await quickly(
      'docx',
      docx(`${paragraph('before')}<w:p><broken ${paragraph('after')}`),
    );
    expect(text).toBe('before');
    expect(facts).toEqual({ isEncrypted: false });
    expect(reason).toBe('a part of it is damaged');
  });

  it('of a million attributes or a single word is read in time', async () => {
    const attributes = Array.from({ length: 300_000 }, (_, i) => `a${i}="${i}"`).join(' ');
    expect((await quickly('docx', docx(`<w:p ${attributes}/>${paragraph('a')}`))).text).toBe('a');
    const letters = Buffer.alloc(3_000_000, 'abcdefghijklmnopqrstuvwxyz0123456789').toString();
    const { text } = await quickly(
      'docx',
      zipOf([rels, asDocument({ content: xml(paragraph(letters)), isStored: true })]),
    );
    expect(text.length).toBe(1_000_000);
  });
});

describe('texts', () => {
  it.each([
    ['nested groups', '{\\rtf1 a{'.padEnd(10_000, '{'), 'it is nested too deeply'],
    ['groups nested in vain', `{\\rtf1 a${'{'.repeat(10_000)}${'}'.repeat(10_000)}}`, 'it is nested too deeply'],
    ['a length beyond the end', '{\\rtf1 a\\bin999999999 b}', 'it ends early'],
    ['a negative length', '{\\rtf1 a{\\bin-5}', 'it ends early'],
  ])('RTF of %s has the text before it, and a reason', async (_, rtf, reason) => {
    expect(await quickly('rtf', rtf)).toMatchObject({ text: 'a', reason });
  });

  it.each([
    ['tags that never end', '<a '],
    ['quotes that never end', `<a b="'`],
    ['comments that never end', '<!--'],
    ['elements within each other', '<div><p><b>'],
    ['scripts', '<script>'],
    ['less-than signs', '<'],
    ['references', '&#x'],
    ['ends of nothing', '</'],
  ])('HTML of megabytes of %s takes no longer than others', async (_, piece) => {
    await quickly('html', piece.repeat((4 * 2 ** 20) / piece.length));
  });

  it.each([
    ['control words', '\\b'],
    ['font tables', '{\\fonttbl{\\f1\\fcharset128 a;}}'],
    ['characters', "\\u26085?\\'93"],
  ])('RTF of megabytes of %s takes no longer than others', async (_, piece) => {
    await quickly('rtf', `{\\rtf1${piece.repeat((4 * 2 ** 20) / piece.length)}}`);
  });
});

/** A generator of numbers from 0 to below 1 (mulberry32), the same ones for a seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const kindOf = (name: string): Kind | undefined => {
  const extension = name.split('.').at(-1) ?? '';
  return Object.keys(TYPES).find((kind): kind is Kind => kind === extension);
};

describe('damage', async () => {
  const samples = (await readdir(FIXTURES)).flatMap((name) => {
    const kind = kindOf(name);
    return kind === undefined || kind === 'md' ? [] : [{ name, kind }];
  });

  it('is tried on every kind of sample', () => {
    expect(samples.map(({ kind }) => kind).sort()).toEqual(['docx', 'epub', 'odt', 'pptx', 'rtf', 'xlsx']);
  });

  it.each(samples)('$name cut short anywhere is unreadable, or has a reason', async ({ name, kind }) => {
    const whole = await readFile(join(FIXTURES, name));
    const random = numbers(1);
    for (let round = 0; round < 25; round++) {
      const { reason } = await quickly(kind, whole.subarray(0, Math.floor(random() * whole.length)));
      expect(reason).toBeTypeOf('string');
    }
  });

  it.each(samples)('$name with flipped bits is unreadable, or read as far as it goes', async ({ name, kind }) => {
    const whole = await readFile(join(FIXTURES, name));
    const random = numbers(2);
    for (let round = 0; round < 25; round++) {
      const bytes = Buffer.from(whole);
      // At first a single bit, later hundreds.
      for (let flips = 0; flips <= round * round; flips++) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      const { isUnreadable, facts, reason } = await quickly(kind, bytes);
      expect(isUnreadable ? reason : facts).toBeDefined();
    }
  });

  it('of the main part leaves what the properties say', async () => {
    const { facts, reason, isUnreadable } = await quickly(
      'docx',
      docx('', {
        '_rels/.rels': relationships([
          ['officeDocument', 'word/document.xml'],
          ['core-properties', 'core.xml'],
          ['extended-properties', 'app.xml'],
        ]),
        'word/document.xml': 'nonsense',
        'core.xml': '<c><title>T</title></c>',
        'app.xml': '<c><Pages>9007199254740991</Pages></c>',
      }),
    );
    expect({ facts, reason, isUnreadable }).toEqual({
      facts: { title: 'T', isEncrypted: false },
      reason: 'a part of it is damaged',
      isUnreadable: false,
    });
  });

  it('of a book leaves the chapters before it', async () => {
    const file = epub({ one: 'one', two: 'two', three: 'three' });
    const name = Buffer.from('OEBPS/two');
    // Both names of the second chapter: in its own header, and in the directory.
    for (const at of [file.indexOf(name), file.lastIndexOf(name)]) file.write('X', at);
    const { text, facts, reason } = await quickly('epub', file);
    expect(text).toBe('one');
    expect(facts).toEqual({ title: 'A book', author: 'A, B', isEncrypted: false });
    expect(reason).toBe('a part of it is missing');
  });

  it('what can not be fetched is the failure it is, not damage', async () => {
    const { office } = await import('../../src/drivers/media/office/index.ts');
    const file = docx(paragraph('a'));
    for (const failing of [1, 2, 3, 4, 5]) {
      let reads = 0;
      const findings = office.examine(
        {
          sizeBytes: file.length,
          mimeType: TYPES.docx,
          async read(start, length) {
            if (++reads === failing) throw new Error('the disk is gone');
            return file.subarray(start, start + length);
          },
        },
        0,
      );
      await expect(Array.fromAsync(findings)).rejects.toThrow('the disk is gone');
    }
  });
});
