// PDFs as the tests need them, written by hand (ISO 32000-1): some that are well, and some that are made to be a burden.

export interface Information {
  readonly title?: string;
  readonly author?: string;
}

/** Points, 72 to the inch. */
const PAGE = { width: 300, height: 400 };

/** A page per text, a line per line of it. */
export function pdfOf(texts: readonly string[], information: Information = {}): Buffer {
  return pdfOfPages(
    texts.map((text) => {
      const lines = text.split('\n').map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`);
      return `BT /F 12 Tf 14 TL 20 370 Td ${lines.join(' ')} ET`;
    }),
    information,
  );
}

/** A page per content stream: operators such as `1 0 0 rg 0 0 150 200 re f`, from the lower left corner of the page on. */
export function pdfOfPages(contents: readonly string[], information: Information = {}): Buffer {
  const kids = contents.map((_, i) => `${5 + 2 * i} 0 R`).join(' ');
  const entries = Object.entries({ Title: information.title, Author: information.author });
  const info = entries.map(([name, value]) => (value === undefined ? '' : `/${name} ${textString(value)}`)).join('');
  const pages = contents.flatMap((content, i) => [
    `<</Type/Page/Parent 2 0 R/Contents ${6 + 2 * i} 0 R>>`,
    stream('', content),
  ]);
  return pdfFile(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids}]/Count ${contents.length}/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources<</Font<</F 4 0 R>>>>>>`,
      `<<${info}>>`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ...pages,
    ],
    '/Info 3 0 R',
  );
}

/** Needs a password (40-bit RC4), and there is none that fits. */
export function lockedPdf(handler = 'Standard'): Buffer {
  const key = (byte: string): string => `<${byte.repeat(32)}>`;
  const encryption = `<</Filter/${handler}/V 1/R 2/P -4/O${key('a5')}/U${key('5a')}>>`;
  return onePage({ trailer: `/Encrypt ${encryption}/ID[<01><02>]` });
}

/** A form with one text field, filled in with a blue rectangle: the page has nothing but it. */
export function pdfWithForm(): Buffer {
  const area = '[0 0 300 400]';
  const field = `<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(blue)/F 4/P 3 0 R/Rect${area}/AP<</N 6 0 R>>>>`;
  const look = stream(`/Type/XObject/Subtype/Form/BBox${area}`, '0 0 1 rg 0 0 300 400 re f');
  return onePage({ further: [field, look], catalog: '/AcroForm<</Fields[5 0 R]>>', page: '/Annots[5 0 R]' });
}

/** Is read at once, and takes days to draw, in little memory: a pattern of some trillion overlapping tiles. */
export function endlessPdf(): Buffer {
  const step = 0.0001;
  const tile = `/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 3 3]/XStep ${step}/YStep ${step}/Resources<<>>`;
  return onePage({
    content: '/Pattern cs /P scn 0 0 300 400 re f',
    further: [stream(tile, '1 0 0 rg 0 0 2 2 re f')],
    page: '/Resources<</Pattern<</P 5 0 R>>>>',
  });
}

/** Fills all memory there is as soon as its page is read: each of its forms draws the next one ten times. */
export function hungryPdf(): Buffer {
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, i) => {
    const next = `/Resources<</XObject<</X ${6 + i} 0 R>>>>`;
    const content = i === depth - 1 ? '0 0 1 1 re f' : '/X Do '.repeat(10);
    return stream(`/Type/XObject/Subtype/Form/BBox[0 0 300 400]${next}`, content);
  });
  return onePage({ content: '/X Do', further: forms, page: '/Resources<</XObject<</X 5 0 R>>>>' });
}

interface OnePage {
  readonly content?: string;
  /** Numbered from 5. */
  readonly further?: readonly string[];
  /** Entries of the dictionaries. */
  readonly catalog?: string;
  readonly page?: string;
  readonly trailer?: string;
}

function onePage({ content = '', further = [], catalog = '', page = '', trailer = '' }: OnePage): Buffer {
  return pdfFile(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Contents 4 0 R${page}>>`,
      stream('', content),
      ...further,
    ],
    trailer,
  );
}

const stream = (entries: string, content: string): string =>
  `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;

/** UTF-16BE (7.9.2.2). */
const textString = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/** Of objects numbered from 1, the first of which is the catalogue. */
function pdfFile(objects: readonly string[], trailer: string): Buffer {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const end = `trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + end, 'latin1');
}
