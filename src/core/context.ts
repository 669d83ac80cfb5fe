// What operations that are more than one read or one transaction work with. Passed in, never looked up.

import type { Db } from '../database/db.ts';
import type { Engine, Tx } from '../database/engine.ts';
import type { DownloadCounts } from './downloads.ts';
import type { Flights } from './flights.ts';
import type { Id } from './ids.ts';
import type { BlobStore, ImportFolder, MediaDecoder, PictureCache } from './ports.ts';
import type { queries } from './queries.ts';
import type { RecentFailures } from './recent-failures.ts';
import type { transactions } from './transactions.ts';

/** Functions as their callers see them: without the first argument, which is bound. */
export type Bound<T, First> = {
  readonly [K in keyof T]: T[K] extends (first: First, ...args: infer Args) => infer Result
    ? (...args: Args) => Result
    : never;
};

export type Queries = Bound<typeof queries, Db>;
export type Writes = Bound<typeof transactions, Tx>;

export interface CoreSettings {
  readonly maxUploadBytes: number;
  /** How long bytes that nothing names are kept: longer than any upload takes from its last byte to its record. */
  readonly sweepGraceMs: number;
  /** How long it may take until all bytes have been read and hashed again; 0: that is not done. */
  readonly scrubMs: number;
  /** How long the trash of a workspace that does not say keeps what is in it; 0: for ever. */
  readonly trashMs: number;
}

export interface Context {
  /** Signs cursors, share tokens and URLs. */
  readonly secret: string;
  /** Accepted as an `admin` key of the first workspace. */
  readonly rootKey: string | undefined;
  readonly rootWorkspaceId: Id;
  readonly settings: CoreSettings;
  /** Committed data. */
  readonly db: Db;
  readonly query: Queries;
  readonly write: Writes;
  readonly engine: Pick<Engine, 'snapshot' | 'checkIntegrity' | 'patientDb'>;
  readonly blobs: BlobStore;
  /** Another store that has, or had, the same blobs: what is damaged in the one is mended from the other. */
  readonly healFrom: BlobStore | undefined;
  readonly media: MediaDecoder;
  readonly pictureCache: PictureCache;
  readonly importFolder: ImportFolder | undefined;
  /** What is being made right now, for all who ask for it. */
  readonly flights: Flights;
  readonly failedPictures: RecentFailures;
  readonly downloadCounts: DownloadCounts;
}
