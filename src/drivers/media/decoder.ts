// What the decoders of the formats have in common: what they are given, and what they find. They run in the child
// process only, one folder each, and are chosen in decoders.ts.
import type { MediaFacts, Recipe } from '../../core/ports.ts';

/** The bytes of an original, fetched from the parent process as they are asked for. */
export interface Bytes {
  readonly sizeBytes: number;
  /** As recorded; lower case, without parameters. */
  readonly mimeType: string;
  /** The first try hung or crashed: a decoder that has another, sturdier way takes that. */
  readonly isSecondTry?: boolean;
  /**
   * Bytes from `start` on: `length` of them, fewer only where the original ends before. Every call is a way to the parent:
   * ask for 64 KiB rather than for 64 times 1 KiB. How much may be read in all is bounded there.
   */
  read(start: number, length: number): Promise<Buffer>;
}

/** A picture that is not cut to any size yet. */
export type Drawing =
  /** A file that sharp reads: JPEG, PNG, WebP, AVIF, GIF, TIFF or SVG. Hostile as any other. */
  | { readonly type: 'encoded'; readonly bytes: Buffer }
  /** 8-bit sRGB, row by row; with 4 channels the last is alpha, not premultiplied. */
  | {
      readonly type: 'raw';
      readonly bytes: Buffer;
      readonly width: number;
      readonly height: number;
      readonly channels: 3 | 4;
    };

/**
 * What is found, said as soon as it is known: should a later step crash or hang, what was said before is kept. Facts are
 * put together, a later one replacing an earlier one of the same name. At most one drawing or page, and one text.
 */
export type Finding =
  | { readonly type: 'facts'; readonly facts: MediaFacts }
  /** At most `MOST_TEXT` of it. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'drawing'; readonly drawing: Drawing }
  /** In place of a drawing: a PDF of our own making, the only page of which is drawn in the size that is wanted. */
  | { readonly type: 'page'; readonly pdf: Buffer }
  /** For people, lower case, no full stop: why there is no drawing, or why it shows less than it should. */
  | { readonly type: 'reason'; readonly reason: string };

export interface Decoder {
  /**
   * `largestSide`: the pictures wanted fit into a square of so many pixels, so a page or frame need not be drawn larger; 0 when
   * no picture is wanted at all. Throws `Unreadable` when nothing can be read of it.
   */
  examine(bytes: Bytes, largestSide: number): AsyncIterable<Finding>;
  /** What a picture by the recipe is made of: the page it asks for. Absent where pictures are made from the drawing alone. */
  draw?(bytes: Bytes, recipe: Recipe): Promise<Drawing>;
}

/** Of one frame that is decoded, and of all frames of an animation that stays one. */
export const MOST_INPUT_PIXELS = 50_000_000;
/** Pixels of a side of what is decoded. */
export const LONGEST_INPUT_SIDE = 16_384;

/** UTF-16 units of text that are kept of one original. */
export const MOST_TEXT = 1_000_000;

/** The original can not be read at all; the message is for people: lower case, no full stop. */
export class Unreadable extends Error {}

/** All bytes of an original that has at most so many. Throws `Unreadable` for a larger one. */
export async function readAll(bytes: Bytes, mostBytes: number): Promise<Buffer> {
  if (bytes.sizeBytes > mostBytes) throw new Unreadable(`it is larger than ${Math.floor(mostBytes / 2 ** 20)} MiB`);
  return bytes.read(0, bytes.sizeBytes);
}
