// What a check of maintained values reports.

/** One maintained value that is not what it should be. */
export interface Discrepancy {
  readonly table: string;
  /** The record's id; for a count its workspace, dimension and value; for the text index the asset's `seq`. */
  readonly record: string;
  readonly field: string;
  readonly found: string | number | null;
  /** Null where there should be nothing. Where it derives from other maintained values: from those as they were found. */
  readonly expected: string | number | null;
}
