// The part of heic-decode that is used here: the package has no types of its own.
declare module 'heic-decode' {
  interface HeicImage {
    readonly width: number;
    readonly height: number;
    decode(): Promise<{
      readonly width: number;
      readonly height: number;
      readonly data: Uint8ClampedArray<ArrayBuffer>;
    }>;
  }

  interface HeicImages extends ReadonlyArray<HeicImage> {
    /** Frees all of them. */
    dispose(): void;
  }

  /** Decodes no pixels yet; in the order of the file. */
  export function all(input: { readonly buffer: Uint8Array }): Promise<HeicImages>;
}
