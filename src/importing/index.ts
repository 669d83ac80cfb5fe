// Copying a running service of one of the dialects into a workspace: what was taken before is passed over, what has
// changed there is brought up to date, and an import that was stopped anywhere goes on where it was.
import { type Core, type Dialect, type Id, importer, invalid, type Progress } from '../core/index.ts';
import { takeAssets } from './assets.ts';
import { takeCollections } from './collections.ts';
import { takeFolders } from './folders.ts';
import { PATIENCE, type Patience } from './patience.ts';
import { type Credential, openRemote, type Remote } from './remote.ts';
import type { Run } from './run.ts';
import type { Source } from './source.ts';
import { hubSource } from './sources/hub.ts';
import { librarySource } from './sources/library.ts';
import { partnerSource } from './sources/partner.ts';
import { storeSource } from './sources/store.ts';
import { vaultsSource } from './sources/vaults.ts';
import { createTally, type ImportReport } from './tally.ts';

export type { ImportReport } from './tally.ts';

export type SourceDialect = Exclude<Dialect, 'admin' | 'console'>;

interface SourceKind {
  readonly credentials: readonly Credential[];
  open(remote: Remote, options: ImportOptions): Source;
}

const SOURCES = {
  store: { credentials: ['bearer', 'x-api-key'], open: storeSource },
  hub: { credentials: ['bearer', 'x-api-key'], open: hubSource },
  library: { credentials: ['bearer', 'x-api-key'], open: librarySource },
  partner: { credentials: ['x-api-key', 'raw'], open: partnerSource },
  vaults: { credentials: ['bearer', 'x-api-key'], open: vaultsSource },
} as const satisfies Record<SourceDialect, SourceKind>;

export const SOURCE_DIALECTS = Object.keys(SOURCES);
export const isSourceDialect = (text: string): text is SourceDialect => Object.hasOwn(SOURCES, text);

export interface ImportOptions {
  readonly from: SourceDialect;
  readonly url: string;
  readonly key?: string | undefined;
  readonly workspaceId: Id;
  /** Names of nested folders, made where they are missing. */
  readonly into: readonly string[];
  /** Only looks. */
  readonly dryRun: boolean;
  /** For a dialect without lists: a key or an address each. */
  readonly assets?: (() => AsyncIterable<string>) | undefined;
  readonly maxSizeBytes: number;
  /** Told of assets. */
  readonly progress: Progress;
  /** Aborted to stop; what is under way then is given up, and what is done stays. */
  readonly signal: AbortSignal;
  readonly patience?: Patience;
}

/**
 * Throws `invalid` for options that do not fit together, and where the other service can not be read at all: its code is then
 * `unavailable`, `unauthenticated`, `forbidden`, `not_found` or `malformed`. What fails of single records is in the report.
 */
export async function importLibrary(core: Core, options: ImportOptions): Promise<ImportReport> {
  const { from, signal, dryRun, progress } = options;
  if (from === 'vaults' && options.into.length > 0)
    throw invalid('into', 'Vaults stand at the top level: --into can not be given with them.');
  const { credentials, open } = SOURCES[from];
  const tally = createTally();
  try {
    using remote = await openRemote({ ...options, credentials, patience: options.patience ?? PATIENCE });
    const source = open(remote, options);
    progress.start(await source.count());
    const actor = importer(options.workspaceId);
    const rootId =
      dryRun || options.into.length === 0 ? null : (await core.ensureFolders(actor, null, options.into)).id;
    const sourceName = `${from} ${remote.base.href}`;
    const run: Run = {
      ...{ core, actor, remote, source, sourceName, rootId, dryRun, tally },
      silence: 0,
      maxSizeBytes: options.maxSizeBytes,
    };
    await takeFolders(run);
    await takeAssets(run, () => progress.advance(1));
    await takeCollections(run, () => progress.advance(1));
    return tally.report({ dryRun, interrupted: false });
  } catch (error) {
    if (!signal.aborted) throw error;
    return tally.report({ dryRun, interrupted: true });
  }
}
