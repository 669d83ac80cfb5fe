// One file (or one empty folder) on its way, and the states it goes through. Changed in place: ten thousand of them change often.
import type { Choice, Taken } from './conflicts.ts';
import type { Failure } from './failures.ts';

/**
 * `new`: neither its folder nor its name was looked at. `ready`: both are known. `asking`: its name is taken, and somebody has to
 * choose. `sending`: also while it waits to try again.
 */
export const UPLOAD_STATES = ['asking', 'failed', 'sending', 'paused', 'ready', 'new', 'done', 'skipped'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

export interface Place {
  /** The folder that was shown when the file came; null: the top level. */
  readonly rootId: string | null;
  readonly rootLabel: string;
  /** Names of the folders below it. */
  readonly path: readonly string[];
}

/** What was dropped or picked. */
export interface Found {
  readonly name: string;
  readonly path: readonly string[];
  /** Absent: a folder with nothing in it. */
  readonly file?: File;
  /** The asset whose bytes it is to replace, whatever its own name. */
  readonly replaces?: string;
  /** It is there, and can not be read. */
  readonly isUnreadable?: boolean;
}

/** Another asset with the same bytes. */
export interface Duplicate {
  readonly id: string;
  readonly name: string;
  /** null: the top level. */
  readonly folderId: string | null;
  /** `/Press/2026`; `/` for the top level. */
  readonly folderPath: string;
}

export interface UploadItem {
  readonly id: number;
  readonly kind: 'file' | 'folder';
  readonly place: Place;
  readonly sizeBytes: number;
  readonly lastModified: number;
  /** It was chosen as the new version of one asset. */
  readonly isVersion: boolean;
  /** Another than the file's when both are kept. */
  name: string;
  /** Let go of when it is done. */
  file: File | undefined;
  state: UploadState;
  sentBytes: number;
  /** Undefined: not looked for yet. */
  folderId: string | null | undefined;
  /** Of the unfinished upload at the server. */
  url: string | undefined;
  taken: Taken | undefined;
  /** Assets that had its name before it was sent. */
  seenIds: readonly string[];
  choice: Choice | undefined;
  /** The asset that gets a new version. */
  replaces: string | undefined;
  failure: Failure | undefined;
  /** Milliseconds since 1970; undefined: it does not wait. */
  retriesAt: number | undefined;
  assetId: string | undefined;
  /** Assets with the same bytes, known some time after it is done. */
  duplicates: readonly Duplicate[];
}

let latestId = 0;

export function createItem(place: Place, { name, file, replaces }: Found): UploadItem {
  latestId += 1;
  return {
    id: latestId,
    kind: file === undefined ? 'folder' : 'file',
    place,
    sizeBytes: file?.size ?? 0,
    lastModified: file?.lastModified ?? 0,
    isVersion: replaces !== undefined,
    name,
    file,
    state: 'new',
    sentBytes: 0,
    folderId: undefined,
    url: undefined,
    taken: undefined,
    seenIds: [],
    choice: undefined,
    replaces,
    failure: undefined,
    retriesAt: undefined,
    assetId: undefined,
    duplicates: [],
  };
}

export const placeKey = ({ rootId, path }: Place): string => [rootId ?? '', ...path].join('/');

/** Where it lies, for people: `Press/2026`. Empty: where it was dropped, of which no name is known. */
export const shownPlace = ({ rootLabel, path }: Place): string => [rootLabel, ...path].filter(Boolean).join('/');
