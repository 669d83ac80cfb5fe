// What became of everything that the other service told of, counted, with the first few by name.

export interface ImportReport {
  /** Nothing was changed here. */
  readonly dryRun: boolean;
  /** Stopped before its end by whoever started it. */
  readonly interrupted: boolean;
  readonly folders: Counts;
  readonly assets: Counts;
  /** Bytes that came, or of a dry run would come, where their number is told. */
  readonly bytes: number;
  /** Names that had to be changed to be kept here. */
  readonly renamed: number;
  readonly renames: readonly Rename[];
  readonly failures: readonly Note[];
  /** What is not touched, because it was removed here. */
  readonly left: readonly Note[];
}

export interface Counts {
  readonly taken: number;
  readonly changed: number;
  /** As it was when it was taken. */
  readonly unchanged: number;
  readonly left: number;
  readonly failed: number;
}
export type Outcome = keyof Counts;

export interface Note {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

interface Rename {
  readonly from: string;
  readonly to: string;
}

export type Kind = 'folder' | 'asset';

export interface Tally {
  count(kind: Kind, outcome: Exclude<Outcome, 'left' | 'failed'>): void;
  leave(note: Note): void;
  fail(note: Note): void;
  rename(from: string, to: string): void;
  bytes(count: number): void;
  report(options: Pick<ImportReport, 'dryRun' | 'interrupted'>): ImportReport;
}

const MOST_LISTED = 100;
const LONGEST_SHOWN = 200;
/** Control characters could drive a terminal, and those that turn the direction of a text could disguise a name. */
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Names and reasons are made fit to be shown. */
export function createTally(): Tally {
  const counts = { folder: noCounts(), asset: noCounts() };
  const renames: Rename[] = [];
  const failures: Note[] = [];
  const left: Note[] = [];
  let renamed = 0;
  let bytes = 0;
  const note = (list: Note[], { kind, id, name, reason }: Note) => {
    if (list.length < MOST_LISTED) list.push({ kind, id: shown(id), name: shown(name), reason: shown(reason) });
  };
  return {
    count(kind, outcome) {
      counts[kind][outcome]++;
    },
    leave(one) {
      counts[one.kind].left++;
      note(left, one);
    },
    fail(one) {
      counts[one.kind].failed++;
      note(failures, one);
    },
    rename(from, to) {
      renamed++;
      if (renames.length < MOST_LISTED) renames.push({ from: shown(from), to: shown(to) });
    },
    bytes(count) {
      bytes += count;
    },
    report: (options) => ({
      ...options,
      folders: counts.folder,
      assets: counts.asset,
      bytes,
      renamed,
      renames,
      failures,
      left,
    }),
  };
}

const noCounts = () => ({ taken: 0, changed: 0, unchanged: 0, left: 0, failed: 0 });

const shown = (text: string): string => text.toWellFormed().replace(UNSHOWN, '\ufffd').slice(0, LONGEST_SHOWN);
