// Decoders of media for tests that want to know how often they are asked.
import type { MediaDecoder } from '../../src/core/ports.ts';

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
