import { describe, expect, it } from 'vitest';
import {
  compound,
  docx,
  epub,
  look,
  odf,
  paragraph,
  pptx,
  relationships,
  TYPES,
  xlsx,
  zipOf,
} from '../support/office.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and the rest of it', 'latin1');
const EMF = Buffer.from('\x01\0\0\0 an enhanced metafile', 'latin1');

describe('Word', () => {
  it('reads paragraphs, tabs, breaks and hyphens, also within tables and text boxes', async () => {
    const { text } = await look(
      'docx',
      docx(
        `${paragraph('one ')}<w:tbl><w:tr><w:tc>${paragraph('two')}</w:tc></w:tr></w:tbl>
         <w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>three</w:t><w:tab/><w:t>four</w:t><w:br/>
         <w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r></w:p>
         <w:p><w:r><w:t>before</w:t><w:txbxContent>${paragraph('box')}</w:txbxContent><w:t>after</w:t></w:r></w:p>`,
      ),
    );
    expect(text).toBe('one \ntwo\nthree\tfour\nwell-known\nbefore\nbox\nafter');
  });

  it('leaves out deleted text, field codes and the older spelling of what is there twice', async () => {
    const { text, facts } = await look(
      'docx',
      docx(
        `<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>too</w:t></w:r></w:del>
         <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t> new</w:t></w:r></w:ins>
         <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t> 7</w:t></w:r></w:p>
         <mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>${paragraph('box')}</mc:Choice>
         <mc:Fallback>${paragraph('box')}</mc:Fallback></mc:AlternateContent>`,
      ),
    );
    expect(text).toBe('kept new 7\nbox');
    expect(facts.wordCount).toBe(4);
  });

  it('reads notes after the body, and says what the properties say', async () => {
    const { text, facts } = await look(
      'docx',
      docx(paragraph('body'), {
        'word/_rels/document.xml.rels': relationships([['footnotes', 'footnotes.xml']]),
        'word/footnotes.xml': `<w:footnotes xmlns:w="urn:w"><w:footnote>${paragraph('note')}</w:footnote></w:footnotes>`,
        '_rels/.rels': relationships([
          ['officeDocument', 'word/document.xml'],
          ['metadata/core-properties', 'docProps/core.xml'],
          ['extended-properties', 'docProps/app.xml'],
        ]),
        'docProps/core.xml': '<c xmlns:dc="urn:dc"><dc:title> A\n title </dc:title><dc:creator>Ada</dc:creator></c>',
        'docProps/app.xml': '<Properties><Pages>3</Pages><Words>99</Words></Properties>',
      }),
    );
    expect(text).toBe('body\n\nnote');
    expect(facts).toEqual({ title: 'A title', author: 'Ada', pageCount: 3, wordCount: 2, isEncrypted: false });
  });

  it('reads UTF-16 with a byte order mark, prefixes of any name, and names in other letters', async () => {
    const part = `\ufeff<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="u"><x:p><x:t>Grüße</x:t></x:p></x:document>`;
    const { text } = await look(
      'docx',
      zipOf([
        { name: '_rels/.rels', content: relationships([['officeDocument', 'word/document.xml']]) },
        { name: 'Word/Document.xml', content: Buffer.from(part, 'utf16le') },
      ]),
    );
    expect(text).toBe('Grüße');
  });

  it.each([
    [
      'an external part',
      '<Relationship Id="a" TargetMode="External" Type="x/officeDocument" Target="http://a.example/"/>',
    ],
    ['no part', ''],
    ['a part that is not there', '<Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/>'],
  ])('is unreadable when its document is %s', async (_, list) => {
    const { isUnreadable } = await look('docx', docx('', { '_rels/.rels': `<Relationships>${list}</Relationships>` }));
    expect(isUnreadable).toBe(true);
  });
});

describe('thumbnails', () => {
  const thumbnail = (target: string) => ({
    '_rels/.rels': relationships([
      ['officeDocument', 'word/document.xml'],
      ['metadata/thumbnail', target],
    ]),
  });

  it('are found by their relationship', async () => {
    const file = docx(paragraph('a'), { ...thumbnail('docProps/thumb.bin'), 'docProps/thumb.bin': PNG });
    expect((await look('docx', file)).picture).toEqual(PNG);
    expect((await look('docx', file)).reason).toBeUndefined();
  });

  it('are not looked for when no picture is wanted', async () => {
    const file = docx(paragraph('a'), { ...thumbnail('docProps/thumb.bin'), 'docProps/thumb.bin': PNG });
    expect(await look('docx', file, 0)).toMatchObject({ picture: undefined, reason: undefined, text: 'a' });
  });

  it.each([
    ['a metafile', { 'docProps/thumb.bin': EMF }],
    ['not there', {}],
  ])('count for nothing when one is %s', async (_, parts) => {
    const { picture, page, reason } = await look(
      'docx',
      docx(paragraph('a'), { ...thumbnail('docProps/thumb.bin'), ...parts }),
    );
    expect(picture).toBeUndefined();
    expect(page).toBeDefined();
    expect(reason).toBeUndefined();
  });
});

describe('slides and sheets', () => {
  it('reads slides in the order they are shown', async () => {
    const { text, facts } = await look('pptx', pptx(['first', 'second', 'third']));
    expect(text).toBe('first\n\nsecond\n\nthird');
    expect(facts).toEqual({ pageCount: 3, wordCount: 3, isEncrypted: false });
  });

  it('reads shared strings, strings in cells, numbers and truth values, not formulas and readings', async () => {
    const { text, facts } = await look(
      'xlsx',
      xlsx(
        [
          `<row><c t="s"><v>1</v></c><c><f>6*7</f><v>42</v></c><c t="b"><v>1</v></c></row>
           <row><c t="inlineStr"><is><t>in</t><r><t>line</t></r></is></c><c t="str"><v>of a formula</v></c></row>`,
          '<row><c t="s"><v>0</v></c><c t="s"><v>7</v></c></row>',
        ],
        '<si><t>zero</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>リッチ</t></rPh></si>',
      ),
    );
    expect(text).toBe('rich text\t42\tTRUE\ninline\tof a formula\n\nzero');
    expect(facts).toMatchObject({ pageCount: 2, wordCount: 9 });
  });

  it('does not read binary workbooks, and says so', async () => {
    const { reason } = await look(
      'xlsx',
      zipOf([
        { name: '_rels/.rels', content: relationships([['officeDocument', 'xl/workbook.bin']]) },
        { name: 'xl/workbook.bin', content: Buffer.alloc(100, 1) },
      ]),
    );
    expect(reason).toBe('binary workbooks are not read');
  });
});

describe('OpenDocument', () => {
  it('reads paragraphs, spaces, notes and fields, not comments and deleted text', async () => {
    const { text, facts } = await look(
      'odt',
      odf(
        `<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
         <text:h>The <text:title>title</text:title></text:h>
         <text:p>one<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note>,<text:s text:c="2"/>two<office:annotation><text:p>comment</text:p></office:annotation>
         <draw:rect><svg:title>name</svg:title><text:p>box</text:p></draw:rect></text:p></office:text>`,
        { 'meta.xml': '<m xmlns:meta="u"><meta:document-statistic meta:page-count="5" meta:word-count="99"/></m>' },
      ),
    );
    expect(text).toBe('The title\none,  two\nbox\n\nnote');
    expect(facts).toEqual({ pageCount: 5, wordCount: 6, isEncrypted: false });
  });

  it('counts the sheets of a spreadsheet, and reads its rows', async () => {
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const { text, facts } = await look(
      'ods',
      odf(
        `<office:spreadsheet><table:table><table:table-row>${cell('a')}${cell('1')}</table:table-row>
         <table:table-row table:number-rows-repeated="1000000">${cell('b')}${cell('2')}</table:table-row></table:table>
         <table:table/></office:spreadsheet>`,
      ),
    );
    expect(text).toBe('a\t1\nb\t2');
    expect(facts).toMatchObject({ pageCount: 2, wordCount: 4 });
  });

  it('counts slides, and leaves out what only the speaker sees', async () => {
    const { text, facts } = await look(
      'odp',
      odf(
        `<office:presentation><draw:page><text:p>one</text:p><presentation:notes><text:p>psst</text:p></presentation:notes>
         </draw:page><draw:page><text:p>two</text:p></draw:page></office:presentation>`,
        { 'Thumbnails/thumbnail.png': PNG },
      ),
    );
    expect(text).toBe('one\n\ntwo');
    expect(facts).toMatchObject({ pageCount: 2, wordCount: 2 });
    expect((await look('odp', odf('', { 'Thumbnails/thumbnail.png': PNG }))).picture).toEqual(PNG);
  });
});

describe('books', () => {
  it('reads chapters in the order of the spine, under names with spaces', async () => {
    const { text, facts } = await look(
      'epub',
      epub({ 'chapter 2.xhtml': '<p>two</p>', 'chapter 1.xhtml': '<p>one</p>' }),
    );
    expect(text).toBe('two\n\none');
    expect(facts).toEqual({ title: 'A book', author: 'A, B', wordCount: 2, isEncrypted: false });
  });

  it.each([
    ['of EPUB 3', '<item id="x" href="cover.png" properties="cover-image"/>'],
    ['of EPUB 2', '<item id="x" href="cover.png"/><meta name="cover" content="x"/>'],
  ])('finds the cover %s', async (_, extra) => {
    expect((await look('epub', epub({ a: 'a' }, extra, { 'OEBPS/cover.png': PNG }))).picture).toEqual(PNG);
  });

  it('leaves out a table of contents', async () => {
    const extra = '<item id="c0" href="nav" properties="nav"/>';
    expect((await look('epub', epub({ nav: 'contents', a: 'chapter' }, extra))).text).toBe('chapter');
  });
});

describe('passwords', () => {
  const encryption = (method: string, uri: string) =>
    `<encryption><EncryptedData><EncryptionMethod Algorithm="${method}"/><CipherData><CipherReference URI="${uri}"/>
     </CipherData></EncryptedData></encryption>`;
  const manifest = (file: string) =>
    `<!DOCTYPE m PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m xmlns:m="urn:m">
     <m:file-entry m:full-path="${file}"><m:encryption-data/></m:file-entry></m>`;

  it.each([
    ['Office', 'docx', compound(['Root Entry', 'EncryptionInfo', 'EncryptedPackage'])],
    ['OpenDocument', 'odt', odf('', { 'META-INF/manifest.xml': manifest('content.xml') })],
    ['OpenDocument 1.4', 'odt', odf('', { 'META-INF/manifest.xml': manifest('encrypted-package') })],
    ['zip', 'docx', zipOf([{ name: 'word/document.xml', content: 'a', isEncrypted: true }])],
    ['EPUB', 'epub', epub({ a: 'a' }, '', { 'META-INF/encryption.xml': encryption('aes256-cbc', 'OEBPS/a') })],
  ] as const)('are noticed in a file of %s', async (_, kind, file) => {
    const found = await look(kind, file);
    expect(found).toMatchObject({ text: '', reason: 'it needs a password', isUnreadable: false });
    expect(found.facts.isEncrypted).toBe(true);
    expect(found.facts.wordCount).toBeUndefined();
  });

  it.each([
    ['fonts of a book', encryption('http://www.idpf.org/2008/embedding', 'OEBPS/font.otf')],
    ['a picture of a book', encryption('aes256-cbc', 'OEBPS/picture.jpg')],
  ])('are not needed for a book only because of %s', async (_, part) => {
    const { facts, text } = await look('epub', epub({ a: 'words' }, '', { 'META-INF/encryption.xml': part }));
    expect(facts.isEncrypted).toBe(false);
    expect(text).toBe('words');
  });

  it('an old binary document has an honest reason', async () => {
    const { reason, isUnreadable } = await look('docx', compound(['Root Entry', 'WordDocument']));
    expect(isUnreadable).toBe(true);
    expect(reason).toBe('documents of the binary formats before 2007 are not read');
  });

  it('a document under the name of another is read as what it is', async () => {
    expect(TYPES.docx).not.toBe(TYPES.rtf);
    expect((await look('docx', '{\\rtf1 hello}')).text).toBe('hello');
    expect((await look('rtf', docx(paragraph('hello')))).text).toBe('hello');
  });
});
