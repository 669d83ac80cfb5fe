// Pictures that fit into squares, and the placeholder that is shown before them. Runs in the child process only.
import type { Sharp } from 'sharp';
import { type Drawing, Unreadable } from '../decoder.ts';
import type { EncodedPicture } from '../protocol.ts';
import { checkedHeader, type Header, open } from './header.ts';
import { fromPixels, pixelsOf } from './pixels.ts';
import { placeholder } from './placeholder.ts';

// Effort 2 is as fast as 0 at four fifths of the bytes; from 3 on encoding takes twice the time for 4 % less.
const WEBP = { quality: 80, effort: 2 };

export interface Drawn {
  /** WebP: upright, sRGB, without metadata; one per side in the order asked, or none at all. */
  readonly pictures: readonly EncodedPicture[];
  /** As in MediaFacts. */
  readonly thumbhash: string | undefined;
  /** Why there are none, or why they show less than the whole image. */
  readonly reason: string | undefined;
}

interface Look {
  /** What is transparent in it is white, as paper is: covers and documents are dark on nothing. */
  readonly isOpaque?: boolean;
}

/** A damaged image is shown as far as it can be read, as browsers do, but never without saying so. */
export async function drawPictures(drawing: Drawing, sides: readonly number[], look: Look = {}): Promise<Drawn> {
  if (sides.length === 0) return nothing(undefined);
  try {
    const header = await checkedHeader(drawing);
    try {
      return await drawAll(drawing, 'error', sides, header, look);
    } catch {
      const drawn = await drawAll(drawing, 'none', sides, header, look);
      return { ...drawn, reason: 'the image is damaged: the picture shows what could be read of it' };
    }
  } catch (error) {
    return nothing(error instanceof Unreadable ? error.message : 'the image is damaged');
  }
}

const nothing = (reason: string | undefined): Drawn => ({ pictures: [], thumbhash: undefined, reason });

/** Decodes once, for the largest side (JPEG, WebP and SVG load smaller for that); all else comes from its pixels. */
async function drawAll(
  drawing: Drawing,
  failOn: 'error' | 'none',
  sides: readonly number[],
  { isVector }: Header,
  { isOpaque = false }: Look,
): Promise<Drawn> {
  const decoded = within(open(drawing, failOn), Math.max(...sides), isVector);
  const pixels = await pixelsOf(isOpaque ? decoded.flatten({ background: 'white' }) : decoded);
  const pictures: EncodedPicture[] = [];
  for (const side of sides) {
    const image = fromPixels(pixels);
    // Resizing to the same size costs a tenth of the whole.
    const fits = Math.max(pixels.width, pixels.height) <= side;
    pictures.push(await encode(fits ? image : within(image, side, false)));
  }
  return { pictures, thumbhash: placeholder(pixels), reason: undefined };
}

const within = (image: Sharp, side: number, enlarge: boolean): Sharp =>
  image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: !enlarge });

async function encode(image: Sharp): Promise<EncodedPicture> {
  const { data, info } = await image.webp(WEBP).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
