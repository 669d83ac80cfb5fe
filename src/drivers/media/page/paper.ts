// A page before it is written: what stands where on it. Points, 72 to the inch, from the lower left corner.
import type { Font } from './fonts.ts';

export interface Run {
  readonly font: Font;
  readonly size: number;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Legible (letters.ts), on one line. */
  readonly text: string;
  /** 0 is black, 1 is white. */
  readonly gray: number;
}

/** Filled, and below all text. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly gray: number;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly runs: readonly Run[];
}

/** A4. */
export const PORTRAIT = { width: 595, height: 842 } as const;
export const LANDSCAPE = { width: 842, height: 595 } as const;
/** 16 : 9, as wide as A4. */
export const SCREEN = { width: 842, height: 474 } as const;

export const INK = 0.13;
