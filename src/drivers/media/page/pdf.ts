// Writes a page as a PDF (ISO 32000-1) of one page, in the fonts that every reader has.
import type { Font } from './fonts.ts';
import { byteOf } from './letters.ts';
import type { Box, Page, Run } from './paper.ts';

const FONTS = {
  regular: { name: 'R', base: 'Helvetica' },
  bold: { name: 'B', base: 'Helvetica-Bold' },
  mono: { name: 'M', base: 'Courier' },
} as const satisfies Record<Font, { name: string; base: string }>;

const SPACE = 0x20;

export function writePdf({ width, height, boxes, runs }: Page): Buffer {
  const content = [...boxes.map(box), ...runs.map(run)].join('\n');
  const fonts = Object.values(FONTS).map(
    ({ name, base }) => `/${name}<</Type/Font/Subtype/Type1/BaseFont/${base}/Encoding/WinAnsiEncoding>>`,
  );
  return file([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${points(width)} ${points(height)}]/Contents 4 0 R
      /Resources<</Font<<${fonts.join('')}>>>>>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
  ]);
}

const box = ({ x, y, width, height, gray }: Box): string =>
  `${points(gray)} g ${points(x)} ${points(y)} ${points(width)} ${points(height)} re f`;

const run = ({ font, size, x, y, text, gray }: Run): string =>
  `BT ${points(gray)} g /${FONTS[font].name} ${points(size)} Tf ${points(x)} ${points(y)} Td <${encoded(text)}> Tj ET`;

/** In hexadecimal, where nothing needs to be escaped. */
const encoded = (text: string): string =>
  Buffer.from([...text].map((character) => byteOf(character) ?? SPACE)).toString('hex');

/** PDF knows no exponents. */
function points(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no place on a page`);
  return value.toFixed(2);
}

/** Of objects numbered from 1, the first of which is the catalogue. */
function file(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n';
  const entries = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const end = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + end, 'latin1');
}
