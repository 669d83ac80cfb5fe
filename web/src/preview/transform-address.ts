// The address of a picture that is made of an asset: which of its parameters are said, and in which order.

export const FITS = ['cover', 'contain', 'inside', 'fill'] as const;
export const FORMATS = ['', 'webp', 'avif', 'jpg', 'png'] as const;

export interface LinkChoice {
  /** As typed; empty: as it is. */
  readonly width: string;
  readonly height: string;
  readonly fit: (typeof FITS)[number];
  /** Empty: what suits the browser best. */
  readonly format: (typeof FORMATS)[number];
  /** 0: as the server likes it. */
  readonly quality: number;
}

export const AS_IT_IS: LinkChoice = { width: '', height: '', fit: 'cover', format: '', quality: 0 };

const LONGEST_SIDE = 8_192;

/** Whether the server takes it. */
export const isSide = (text: string): boolean =>
  text === '' || (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= LONGEST_SIDE);

/** `base`: of the file itself, which it answers when nothing is chosen. */
export function transformAddress(base: string, { width, height, fit, format, quality }: LinkChoice): string {
  const query = new URLSearchParams();
  if (width !== '') query.set('w', width);
  if (height !== '') query.set('h', height);
  if (width !== '' && height !== '' && fit !== 'cover') query.set('fit', fit);
  if (format !== '') query.set('format', format);
  if (quality > 0 && format !== 'png') query.set('quality', String(quality));
  const printed = query.toString();
  return printed === '' ? base : `${base}?${printed}`;
}
