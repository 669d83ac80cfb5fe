// The Accept header (RFC 9110, section 12.5.1), as far as it is about pictures.
import type { Accepted } from '../../core/index.ts';
import { PICTURE_FORMATS, type PictureFormat } from '../../core/ports.ts';

/** `image/jpg` is no type, and sent all the same. */
const FORMATS = new Map<string, PictureFormat>([
  ...PICTURE_FORMATS.map((format) => [`image/${format}`, format] as const),
  ['image/jpg', 'jpeg'],
]);
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** Without a header anything is welcome. What does not follow the grammar is passed over. */
export function acceptedPictures(header: string | undefined): Accepted {
  if (header === undefined) return { named: new Map(), others: 1 };
  const named = new Map<PictureFormat, number>();
  let images: number | undefined;
  let anything: number | undefined;
  for (const element of header.toLowerCase().split(',')) {
    const [type = '', ...parameters] = element.split(';').map((part) => part.trim());
    const weight = weightOf(parameters);
    if (weight === undefined) continue;
    const format = FORMATS.get(type);
    if (format) named.set(format, Math.max(weight, named.get(format) ?? 0));
    else if (type === 'image/*') images = Math.max(weight, images ?? 0);
    else if (type === '*/*') anything = Math.max(weight, anything ?? 0);
  }
  return { named, others: images ?? anything ?? 0 };
}

function weightOf(parameters: readonly string[]): number | undefined {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length) ?? '1';
  return WEIGHT.test(text) ? Number(text) : undefined;
}
