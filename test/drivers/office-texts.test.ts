import { describe, expect, it } from 'vitest';
import { OFFICE_TYPES } from '../../src/drivers/media/office/mime-types.ts';
import { look, TYPES } from '../support/office.ts';

const textOf = async (kind: keyof typeof TYPES, content: Buffer | string) => (await look(kind, content)).text;

it('knows the types it reads, all in lower case', () => {
  for (const type of Object.values(TYPES)) expect(OFFICE_TYPES).toContain(type);
  expect(OFFICE_TYPES).toEqual(OFFICE_TYPES.map((type) => type.toLowerCase()));
  expect(new Set(OFFICE_TYPES).size).toBe(OFFICE_TYPES.length);
});

describe('plain text', () => {
  it('keeps its lines, and counts its words', async () => {
    const found = await look('txt', 'two words\r\n\r\n- and 3 more');
    expect(found).toMatchObject({ text: 'two words\r\n\r\n- and 3 more', facts: { wordCount: 5 } });
    expect(found.reason).toBeUndefined();
  });

  it.each([
    ['UTF-8', Buffer.from('naïve €')],
    ['UTF-8 with a mark', Buffer.from('\ufeffnaïve €')],
    ['UTF-16, little end first', Buffer.from('\ufeffnaïve €', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffnaïve €', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('na\xefve \x80', 'latin1')],
  ])('is read in %s', async (_, bytes) => {
    expect(await textOf('txt', bytes)).toBe('naïve €');
  });

  it('is not what has NUL bytes in it', async () => {
    const found = await look('txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0]));
    expect(found).toMatchObject({ isUnreadable: true, text: '', reason: 'it is binary data rather than text' });
  });

  it('may be empty', async () => {
    const reason = 'the document is empty';
    expect(await look('txt', '')).toMatchObject({ isUnreadable: false, text: '', facts: { wordCount: 0 }, reason });
    expect((await look('csv', ' \n\n')).reason).toBe(reason);
  });

  it('counts every word of a long text of which only a part is kept', async () => {
    const { facts, text } = await look('txt', 'word '.repeat(300_000));
    expect(facts.wordCount).toBe(300_000);
    expect(text.length).toBe(1_000_000);
  });

  it('of more than is read has the beginning of its text, a reason, and no count that would be wrong', async () => {
    const { facts, text, reason, bytesRead } = await look('txt', Buffer.alloc(20 * 2 ** 20, 'word and € '));
    expect(facts.wordCount).toBeUndefined();
    expect(text).toMatch(/^word and € word and € /);
    expect(reason).toBe('only its first 16 MiB are read');
    expect(bytesRead).toBe(16 * 2 ** 20);
  });

  it('of Markdown has its first heading for a title', async () => {
    expect((await look('md', 'text\n\n# The *title* #\n\n# Other')).facts.title).toBe('The *title*');
    expect((await look('csv', '# not a title')).facts.title).toBeUndefined();
  });
});

describe('HTML', () => {
  it('is what a reader sees: blocks, cells and preformatted lines', async () => {
    const { text, facts } = await look(
      'html',
      `<!DOCTYPE html><html><head><title>A &amp; B</title><meta name="author" content="Ada &amp; Co"><style>p { color: red }
       </style><script>if (a < b) document.write('<p>no</p>')</script></head><body>
       <h1>Head   line</h1><p>one <b>bo</b>ld<br>line</p><!-- <p>hidden</p> --><table><tr><td>1</td><td>2</td></tr></table>
       <pre>a\n  b</pre><noscript>no</noscript><a title="a > b">link</a></body>`,
    );
    expect(text).toBe('Head line\none bold\nline\n1\t2\na\n  b\nlink');
    expect(facts).toEqual({ title: 'A & B', author: 'Ada & Co', wordCount: 10 });
  });

  it.each([
    ['&eacute;&nbsp;&#8364;&#x20ac;&#128;&hellip;&lt;', 'é\u00a0€€€…<'],
    ['AT&T &unknown; &#0; &#xd800; &#9999999;', 'AT&T &unknown; \ufffd \ufffd \ufffd'],
    ['1 < 2 <3', '1 < 2 <3'],
    ['a<!-- never closed <p>b', 'a'],
    ['a <b title="never closed>b</b> c', 'a b c'],
    ['a<script>never closed', 'a'],
    ['a</>b<?php echo 1 ?>c<!x>d', 'abcd'],
    ['a<script/>b', 'a'],
  ])('%j is %j', async (html, text) => {
    expect(await textOf('html', html)).toBe(text);
  });

  it.each([
    ['by a meta element', '<meta charset="shift_jis"><p>', Buffer.from([0x93, 0xfa, 0x96, 0x7b])],
    ['by an XML declaration', '<?xml version="1.0" encoding="euc-jp"?><p>', Buffer.from([0xc6, 0xfc, 0xcb, 0xdc])],
    ['by nothing', '<meta charset="nonsense"><p>', Buffer.from('日本')],
    ['by a lie', '<meta charset="utf-16"><p>', Buffer.from('日本')],
  ])('says what it is written in %s', async (_, head, bytes) => {
    expect(await textOf('html', Buffer.concat([Buffer.from(head), bytes]))).toBe('日本');
  });
});

describe('RTF', () => {
  it.each([
    ['one\\par two\\tab three\\line four\\~five\\_six', 'one\ntwo\tthree\nfour\u00a0five-six'],
    ['\\{\\}\\\\ a\\-b c\\\nd', '{}\\ ab c\nd'],
    ['{\\b bold} and {\\i\\ul more}\\par\\par', 'bold and more'],
    ['a{\\*\\generator Nobody;}b{\\pict\\bin6 {{{}}}}c', 'abc'],
    ['{\\header top}{\\stylesheet{\\s1 Heading;}}text{\\footnote note} goes on', 'text goes on\n\nnote'],
    ['kept{\\deleted gone}{\\v hidden\\v0 shown}', 'keptshown'],
    ['{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}', 'link'],
    ['{\\shp{\\*\\shpinst{\\sp{\\sn name}{\\sv value}}{\\shptxt box}}}', 'box'],
    ["no\\'00 NUL\\u0?, no half\\u-10179?", 'no NUL, no half\ufffd'],
    ["caf\\'e9 \\'80", 'café €'],
    ["\\u8364?\\u-10179?\\u-8704? {\\uc0\\u8364}x {\\uc2\\u8364\\'3f\\'3fy}", '€😀 €x €y'],
    ['\\lquote a\\rquote\\emdash\\bullet  b', '‘a’—• b'],
    ['{\\info{\\subject no}{\\comment no}}yes', 'yes'],
  ])('%j is %j', async (rtf, text) => {
    expect(await textOf('rtf', `{\\rtf1\\ansi ${rtf}}`)).toBe(text);
  });

  it('reads bytes in the code page of the document, or of the font', async () => {
    const fonts = '{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 B;}{\\f2\\fcharset204 C;}}';
    const rtf = `{\\rtf1\\ansicpg1250\\deff0${fonts}\\'e8 {\\f1 \\'93\\'fa\\'96{} \\'83A}{\\f2\\'c4\\'e0} \\'e8\\plain}`;
    expect(await textOf('rtf', rtf)).toBe('č 日\ufffd アДа č');
  });

  it('says its title, author and pages', async () => {
    const rtf = "{\\rtf1{\\info{\\title T\\'fcr}{\\author Ada}{\\author Bea}{\\nofpages4}{\\nofwords99}}two words}";
    expect((await look('rtf', rtf)).facts).toEqual({ title: 'Tür', author: 'Ada', pageCount: 4, wordCount: 2 });
  });

  it('which ends early has the text up to there, a reason, and no count', async () => {
    const { facts, text, reason } = await look('rtf', '{\\rtf1 some text {\\b and');
    expect({ facts, text, reason }).toEqual({ facts: {}, text: 'some text and', reason: 'it ends early' });
  });
});
