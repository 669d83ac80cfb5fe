// Media for tests: a recipe to vary, and decoders that tell how often they are asked.
import type { MediaDecoder, Recipe } from '../../src/core/ports.ts';

/** Changes nothing, into PNG. */
export const AS_IT_IS: Recipe = {
  page: 1,
  rotate: 0,
  mirror: 'none',
  width: null,
  height: null,
  fit: 'cover',
  position: 'center',
  grayscale: false,
  blur: 0,
  sharpen: 0,
  background: null,
  radius: 0,
  border: null,
  format: 'png',
  quality: 100,
};

export interface CountedDecoder extends MediaDecoder {
  /** How many originals were examined, and pictures made by recipe, so far. */
  readonly counts: { examined: number; transformed: number };
}

/** The same decoder, counted. Disposing it disposes the decoder. */
export function counted(decoder: MediaDecoder): CountedDecoder {
  const counts = { examined: 0, transformed: 0 };
  return {
    counts,
    revision: decoder.revision,
    load: () => decoder.load(),
    refusal: (source) => decoder.refusal?.(source),
    examine: (...args) => {
      counts.examined++;
      return decoder.examine(...args);
    },
    transform: (...args) => {
      counts.transformed++;
      return decoder.transform(...args);
    },
    [Symbol.asyncDispose]: () => decoder[Symbol.asyncDispose](),
  };
}
