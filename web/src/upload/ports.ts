// What the queue needs of the world around it.

/** What lies in a folder under a name. */
export interface Entry {
  /** As it was asked for, whatever its case is there. */
  readonly name: string;
  readonly type: 'asset' | 'folder';
  readonly id: string;
  readonly sizeBytes: number;
}

export interface SendJob {
  readonly file: File;
  readonly name: string;
  readonly folderId: string | null;
  /** An unfinished upload to go on with. */
  readonly url: string | undefined;
  /** The asset that gets a new version, in place of a new asset. */
  readonly replaces: string | undefined;
  onUrl(url: string): void;
  onProgress(sentBytes: number): void;
}

/** All throw ApiError for what the server refuses or does not hear, and whatever the signal was aborted with. */
export interface UploadPorts {
  /** The folder of that name, made if it is not there. The same `key` never makes two. */
  ensureFolder(
    parentId: string | null,
    name: string,
    key: string,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** All that have one of these names, without regard to case. */
  findEntries(folderId: string | null, names: readonly string[], signal: AbortSignal): Promise<readonly Entry[]>;
  /** Answers the asset, where that is known. */
  send(job: SendJob, signal: AbortSignal): Promise<string | undefined>;
  /** Removes an unfinished upload; one that is gone is no error. */
  discard(url: string): Promise<void>;
  /** Told when something has come to be in a folder. */
  noteArrival(kind: 'asset' | 'folder', folderId: string | null): void;
  /** Told when an asset has got other bytes. */
  noteVersion(assetId: string): void;
  noteSignedOut(): void;
  now(): number;
  /** For keys that nobody else has. */
  randomKey(): string;
}
