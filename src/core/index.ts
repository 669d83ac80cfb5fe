// The door to the product. `createCore` binds every operation to its database and stores: `core.getAsset(actor, id)`.

import type { Db } from '../database/db.ts';
import type { Engine } from '../database/engine.ts';
import type { Bound, Context, CoreSettings, Queries, Writes } from './context.ts';
import { findInstance, type Instance } from './instance.ts';
import type { BlobStore, ImportFolder, MediaDecoder, PictureCache } from './ports.ts';
import { queries } from './queries.ts';
import { wallFor } from './reach.ts';
import { RecentFailures } from './recent-failures.ts';
import { services } from './services.ts';
import { writesOf } from './writes.ts';

export { type Asset, titleOf, type VaultAddress } from '../database/assets.ts';
export type { BulkChange } from '../database/bulk-changes.ts';
export type { Engine } from '../database/engine.ts';
export type { TreePosition } from '../database/entries.ts';
export type { Event } from '../database/events.ts';
export {
  ASSET_FIELDS,
  type Field,
  type Fields,
  type Filter,
  type FilterValue,
  FOLDER_FIELDS,
  KEY_FIELDS,
  type ListQuery,
  type Operator,
  type Page,
  type Position,
  SHARE_FIELDS,
  type Sort,
  USER_FIELDS,
  WORKSPACE_FIELDS,
} from '../database/filters.ts';
export type { Folder } from '../database/folders.ts';
export type { Key } from '../database/keys.ts';
export type { Media } from '../database/media.ts';
export type { PositionPage, PositionQuery, RowRange } from '../database/positions.ts';
export {
  isReference,
  isReferenceKind,
  PUBLICATION_KINDS,
  type Publication,
  type PublicationKind,
} from '../database/publications.ts';
export type { Reference, ReferenceKind } from '../database/references.ts';
export type { ResumableUpload } from '../database/resumable-uploads.ts';
export type { Share } from '../database/shares.ts';
export type { TrashPosition } from '../database/trash.ts';
export type { User } from '../database/users.ts';
export type { Vault } from '../database/vaults.ts';
export type { Version } from '../database/versions.ts';
export type { Workspace } from '../database/workspaces.ts';
export * from './access.ts';
export type { ArchiveItem } from './archives.ts';
export type { Asker } from './asking.ts';
export type { StoredContent } from './assets.ts';
export type { BackupPlace, BackupReport } from './backups/index.ts';
export {
  type BackupCheck,
  checkBackup,
  DATABASE,
  type RestoreTarget,
  restoreBackup,
  UNFINISHED_DATABASE,
} from './backups/restoring.ts';
export type { Progress } from './blob-walk.ts';
export { editOf, isUndoable } from './bulk-changes.ts';
export { type Revised, revisionOf, type WriteCondition } from './conditions.ts';
export type { Context, CoreSettings } from './context.ts';
export type { Cursor, CursorScope } from './cursors.ts';
export type { KnownDamage } from './damage.ts';
export { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './durations.ts';
export type { Edit } from './edits.ts';
export { embedOf } from './embeds.ts';
export { type Entry, type EntryDetails, recordOf } from './entries.ts';
export { CoreError, conflict, ERROR_CODES, type ErrorCode, invalid, notFound } from './errors.ts';
export { isReadable } from './expiry.ts';
export type { Figures } from './figures.ts';
export type { FolderPatch } from './folders.ts';
export { assetOf, type DeadJob } from './health.ts';
export type { Change } from './history.ts';
export { idempotencyKey } from './idempotency.ts';
export { fromBase32, fromUuid, type Id, idOf, parseId, toBase32, toUuid } from './ids.ts';
export {
  checkImportedFields,
  type Imported,
  type ImportedAsset,
  type ImportedFields,
  importer,
  type Origin,
  type Place,
} from './imports.ts';
export { toldLately } from './lately.ts';
export type { Library } from './libraries.ts';
export { type Metadata, metadataOf } from './metadata.ts';
export { isArriving } from './moving/arriving.ts';
export { copyLibrary } from './moving/copying.ts';
export { type LibraryPlace, type MoveReport, moveLibrary } from './moving/index.ts';
export { type UndoReport, undoMove } from './moving/undoing.ts';
export { fileName, folderName } from './names.ts';
export { NO_OBSERVER, type Observation, type Observer, type Outcome, outcomeOf } from './observation.ts';
export { inParallel } from './parallel.ts';
export type { PasswordLink } from './password-links.ts';
export type { AssetPatch } from './patching.ts';
export { hasPicture, PICTURE_SIDES, THUMBNAIL_SIDE } from './picture-keeping.ts';
export { pictureSide } from './pictures.ts';
export type { BlobStore, HeldLock, Locks, MediaFacts, UnfinishedStore } from './ports.ts';
export { isPreset, readTransform } from './recipe-parameters.ts';
export { type Accepted, recipeFor, type Transform } from './recipes.ts';
export { checkItemCount, type PublicationPatch } from './references.ts';
export { scrubProgress } from './scrub.ts';
export { hashPassword, passwordMatches } from './secrets.ts';
export { MOST_EXCEPTIONS, MOST_SELECTED_IDS, type Selection } from './selections.ts';
export { type Identity, SESSION_MS } from './sessions.ts';
export type { OpenShare } from './share-access.ts';
export type { SharedNeighbours } from './shared-folders.ts';
export { type SharePatch, shareActor } from './shares.ts';
export { isUrlToken, type UrlParts, urlLocks, urlParts } from './signed-urls.ts';
export { trashDaysOf, trashMsOf } from './trash-policy.ts';
export { tooLarge } from './upload.ts';
export { MOST_USAGE_DAYS, type Usage } from './usage.ts';
export { isInstanceAdmin } from './user-rights.ts';
export { checkPassword } from './users.ts';
export { checkAddress, PATH_COMPONENT } from './vault-rules.ts';
export { PROBLEMS, type Problem, type Verification } from './verification.ts';

export interface CoreOptions {
  readonly engine: Engine;
  readonly blobs: BlobStore;
  /** See Context. */
  readonly healFrom?: BlobStore | undefined;
  readonly media: MediaDecoder;
  readonly pictureCache: PictureCache;
  /** Absent: nothing is taken in by its path. */
  readonly importFolder?: ImportFolder | undefined;
  readonly settings: CoreSettings;
  readonly rootKey?: string | undefined;
}

export type Core = Queries &
  Writes &
  Bound<typeof services, Context> & {
    readonly instance: Instance;
    readonly settings: CoreSettings;
    readonly blobs: BlobStore;
    readonly healsFromElsewhere: boolean;
    readonly engine: Engine;
  };

export async function createCore(options: CoreOptions): Promise<Core> {
  const { engine, blobs, healFrom, media, pictureCache, importFolder, settings, rootKey } = options;
  const query = queriesOf(engine);
  const write = writesOf(engine);
  // Read first: whoever starts while others write for long need not wait for them.
  const instance = (await findInstance(engine.db)) ?? (await write.ensureInstance());
  const context: Context = {
    secret: instance.secret,
    rootKey,
    rootWorkspaceId: instance.workspace.id,
    settings,
    db: engine.db,
    engine,
    query,
    write,
    blobs,
    healFrom,
    media,
    pictureCache,
    importFolder,
    flights: new Map(),
    failedPictures: new RecentFailures(),
    downloadCounts: new Map(),
  };
  return {
    ...query,
    ...write,
    ...bind(services, context),
    instance,
    settings,
    blobs,
    healsFromElsewhere: healFrom !== undefined,
    engine,
  };
}

/** Each function with its first argument given. */
function bind<First, T extends Record<string, (first: First, ...args: never[]) => unknown>>(
  functions: T,
  first: First,
): Bound<T, First> {
  const bound: Record<string, unknown> = {};
  for (const [name, run] of Object.entries(functions)) bound[name] = (...args: never[]) => run(first, ...args);
  return bound as Bound<T, First>;
}

/** Each read behind the wall of who asks. */
function queriesOf(engine: Engine): Queries {
  const bound: Record<string, unknown> = {};
  for (const [name, run] of Object.entries<(db: Db, ...args: never[]) => unknown>(queries)) {
    bound[name] = (...args: never[]) => {
      const workspaceId = wallFor(name, args);
      return run(workspaceId === null ? engine.db : engine.dbWithin(workspaceId), ...args);
    };
  }
  return bound as Queries;
}
