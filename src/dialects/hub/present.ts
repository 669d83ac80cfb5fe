// Core records as this dialect shows them: files and folders are both assets.
import {
  type Actor,
  type Asset,
  type Core,
  type Entry,
  type EntryDetails,
  type Folder,
  type Media,
  recordOf,
  type Workspace,
} from '../../core/index.ts';
import { isoTime } from '../../http/times.ts';
import { ROOT_ID, TRASH_ID } from './ids.ts';
import { presentLog } from './log.ts';
import { presentMeta } from './meta.ts';

/** In the order given. The entries were found to be the actor's to see. */
export async function presentEntries(core: Core, actor: Actor, entries: readonly Entry[]) {
  const details = await core.getEntryDetails(actor, entries);
  return entries.map((entry) => presentEntry(entry, details.get(recordOf(entry).id)));
}

export async function presentOne(core: Core, actor: Actor, entry: Entry) {
  const [presented] = await presentEntries(core, actor, [entry]);
  if (!presented) throw new TypeError('one entry was presented as none');
  return presented;
}

/** The root is a folder like any other, without a record of its own. */
export const presentRoot = ({ createdAt, totalBytes }: Workspace) =>
  presentPlace({ id: ROOT_ID, name: 'root', parent: null, createdAt, sizeBytes: totalBytes });

/** The trash likewise. */
export const presentTrash = ({ createdAt }: Workspace, sizeBytes: number) =>
  presentPlace({ id: TRASH_ID, name: 'trash', parent: ROOT_ID, createdAt, sizeBytes });

interface Place {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly createdAt: number;
  readonly sizeBytes: number;
}

const presentPlace = ({ id, name, parent, createdAt, sizeBytes }: Place) => ({
  _id: id,
  name,
  type: 'FOLDER' as const,
  size: sizeBytes,
  tags: [],
  parent,
  path: '/',
  meta: {},
  log: [],
  createdAt: isoTime(createdAt),
  updatedAt: isoTime(createdAt),
});

const NO_DETAILS: EntryDetails = { ancestors: [], history: [] };

function presentEntry(entry: Entry, { ancestors, history, media }: EntryDetails = NO_DETAILS) {
  const { id, name, tags, createdAt, updatedAt, expiresAt, trashedAt, trashRootId } = recordOf(entry);
  const above = ancestors.map((folder) => `/${folder.id}`).join('');
  const isTrashRoot = trashRootId === id;
  const place = isTrashRoot
    ? { parent: TRASH_ID, path: `/${TRASH_ID}/` }
    : { parent: ancestors.at(-1)?.id ?? ROOT_ID, path: entry.type === 'asset' ? `${above}/${id}` : `${above}/` };
  return {
    _id: id,
    name,
    ...(entry.type === 'asset' ? fileFields(entry.asset, media) : folderFields(entry.folder)),
    tags: [...tags],
    ...place,
    log: presentLog(history),
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
    // The document spells it wrong; clients of either spelling find it.
    ...(expiresAt === null ? {} : { expiery: isoTime(expiresAt), expiry: isoTime(expiresAt) }),
    ...(trashedAt === null ? {} : { originalPath: `${above}/${name}`, deleted: isoTime(trashedAt) }),
  };
}

function fileFields(asset: Asset, media: Media | undefined) {
  const mediaType = mediaTypeOf(asset, media);
  return {
    type: 'FILE' as const,
    ...(mediaType === undefined ? {} : { mediaType }),
    size: asset.sizeBytes,
    meta: presentMeta(asset, media),
  };
}

const folderFields = (folder: Folder) => ({
  type: 'FOLDER' as const,
  size: folder.totalBytes,
  meta: JSON.parse(folder.metadataJson) as Record<string, unknown>,
});

function mediaTypeOf({ kind }: Asset, media: Media | undefined) {
  switch (kind) {
    case 'image':
      return (media?.facts.frameCount ?? 1) > 1 ? ('SEQUENCE' as const) : ('IMAGE' as const);
    case 'video':
      return 'VIDEO' as const;
    case 'audio':
      return 'AUDIO' as const;
    default:
      return undefined;
  }
}
