// What every step of one import works with, and what is done where a step fails.
import {
  type Actor,
  type Core,
  CoreError,
  type ErrorCode,
  fromBase32,
  fromUuid,
  type Id,
  type Imported,
  invalid,
  type Origin,
  type Place,
  parseId,
} from '../core/index.ts';
import { hasSamePlace } from './fingerprints.ts';
import { isPassing, retrying } from './patience.ts';
import type { Remote } from './remote.ts';
import type { Source } from './source.ts';
import type { Kind, Tally } from './tally.ts';

export interface Run {
  readonly core: Core;
  readonly actor: Actor;
  readonly remote: Remote;
  readonly source: Source;
  /** By which records remember where they came from. */
  readonly sourceName: string;
  /** The folder that stands for the other service's top level; null for ours. */
  readonly rootId: Id | null;
  readonly dryRun: boolean;
  readonly maxSizeBytes: number;
  readonly tally: Tally;
  /** Failures one after another because the other service, or our own database, did not answer. */
  silence: number;
}

const MOST_SILENCE = 20;
const SILENT: ReadonlySet<ErrorCode> = new Set(['unavailable', 'busy']);

/** One record's failure is told, and the others go on; throws where there is no point in that. */
export async function surviving(
  run: Run,
  record: { readonly kind: Kind; readonly id: string; readonly name: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
    run.silence = 0;
  } catch (error) {
    run.remote.signal.throwIfAborted();
    if (!(error instanceof CoreError) || error.code === 'storage_full') throw error;
    run.tally.fail({ ...record, reason: error.message });
    run.silence = SILENT.has(error.code) ? run.silence + 1 : 0;
    if (run.silence >= MOST_SILENCE) {
      const what = error.code === 'busy' ? 'recorded' : 'fetched';
      throw new CoreError('unavailable', `Stopped, as nothing could be ${what} any more: ${error.message}`);
    }
  }
}

/**
 * Writes a record here, and again while the database does not answer. Throws `busy` when it does not in the end: for
 * `unavailable` the other service would be asked again.
 */
export async function recorded<T>({ remote }: Run, write: () => Promise<T>): Promise<T> {
  try {
    return await retrying(remote.patience, remote.signal, write);
  } catch (error) {
    throw isPassing(error) ? new CoreError('busy', error.message, { cause: error }) : error;
  }
}

/** Throws `invalid` for a record of the very workspace that is imported into: its copies would be listed, and copied, in turn. */
export async function refuseOwn({ core, actor }: Run, kind: Kind, remoteId: string): Promise<void> {
  const id = parseId(remoteId) ?? fromUuid(remoteId) ?? fromBase32(remoteId.replace(/^(?:asset|vault)_/, ''));
  if (id === undefined) return;
  const own = kind === 'asset' ? await core.findReadableAssets(actor, [id]) : await core.getFolders(actor, [id]);
  if (own.size > 0) throw invalid('url', 'A workspace can not be imported into itself.');
}

/** Of a record which was, perhaps, made before. */
export const placeIn = (
  run: Run,
  parentRemoteId: string | null,
  now: Origin,
  earlier: Imported | undefined,
): Place => ({
  parentRemoteId,
  rootId: run.rootId,
  isMoved: earlier !== undefined && !hasSamePlace(earlier.fingerprint, now.fingerprint),
});

export const originOf = (run: Run, remoteId: string, fingerprint: string): Origin => ({
  source: run.sourceName,
  remoteId,
  fingerprint,
});
