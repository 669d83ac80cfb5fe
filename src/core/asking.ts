// Who waits for a picture, as far as it matters for making it.

export interface Asker {
  /** Those with the same key take turns with all others, however many pictures they ask for. */
  readonly key?: string;
  /** Aborted when the asker has gone. */
  readonly signal?: AbortSignal;
}
