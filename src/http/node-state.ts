// What is known of the process that answers, and of no other.

/** A minute of requests, those without a dialect left out. */
export interface RequestMinute {
  /** Unix milliseconds of its beginning. */
  readonly from: number;
  readonly requests: number;
  /** Answered by a status from 500 on. */
  readonly errors: number;
  /** Within how many milliseconds half of them, and 95 of a hundred, were answered to the end; null where there were none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export interface NodeState {
  readonly version: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly database: string;
  readonly blobs: 'disk' | 's3';
  /** Of the disk with the data folder; undefined where it does not tell. */
  disk(): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | undefined>;
  /** The last hour, oldest first, the minute under way included. */
  requests(): readonly RequestMinute[];
}
