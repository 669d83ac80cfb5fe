// What migrations need to know of the engine they run on.

export interface MigrationTraits {
  /** The column type of a number that grows by itself. */
  readonly serial: string;
  /** The statements that create the full-text index. */
  readonly searchIndex: readonly string[];
}
