// How each format is written: as small as can be in the time that its number of pixels leaves.
import type { Sharp } from 'sharp';
import type { Recipe } from '../../../core/ports.ts';
import { Unreadable } from '../decoder.ts';

// One core, photographs, seconds for each megapixel: mozjpeg 0.1 (20 % smaller than plain, which takes 0.015); WebP 0.05
// (effort 0: 0.025); AVIF 0.2 (effort 0: 0.08, 5 % larger; from effort 2 on 0.5); palettes 0.5 (without dithering 0.35).
const MOST_FOR_MOZJPEG = 8_000_000;
const MOST_FOR_WEBP_EFFORT = 12_000_000;
const MOST_FOR_AVIF_EFFORT = 4_000_000;
const MOST_FOR_DITHERING = 2_000_000;
const MOST_FOR_PALETTE = 8_000_000;

/** Pixels of all frames that a result may have; what takes more is not animated. */
export const MOST_ANIMATED_PIXELS = { gif: MOST_FOR_PALETTE, webp: 30_000_000 } as const;

/** `pixels`: of all frames. Throws `Unreadable` for a result that would take too long. */
export function encoded(image: Sharp, { format, quality }: Pick<Recipe, 'format' | 'quality'>, pixels: number): Sharp {
  const dither = pixels <= MOST_FOR_DITHERING ? 1 : 0;
  switch (format) {
    case 'webp':
      return image.webp({ quality, effort: pixels <= MOST_FOR_WEBP_EFFORT ? 2 : 0 });
    case 'jpeg':
      return image.jpeg({ quality, mozjpeg: pixels <= MOST_FOR_MOZJPEG });
    case 'avif':
      return pixels <= MOST_FOR_AVIF_EFFORT
        ? image.avif({ quality, effort: 1, chromaSubsampling: quality < 90 ? '4:2:0' : '4:4:4' })
        : image.avif({ quality: Math.min(quality, 90), effort: 0, chromaSubsampling: '4:2:0' });
    case 'png':
      return quality < 100 && pixels <= MOST_FOR_PALETTE ? image.png({ quality, effort: 1, dither }) : image.png();
    case 'gif':
      if (pixels > MOST_FOR_PALETTE) throw new Unreadable('a GIF with so many pixels would take too long to make');
      return image.gif({ effort: 1, dither });
  }
}
