// Core records as this dialect shows them. Referenced records are looked up once per page, however many name them.
import type { FastifyRequest } from 'fastify';
import {
  type Actor,
  type Asset,
  type Core,
  type Folder,
  hasPicture,
  type Id,
  parseId,
  type Share,
  type Version,
} from '../../core/index.ts';
import type { HttpServices } from '../../http/dialect.ts';
import { baseUrl } from '../../http/links.ts';
import { isoTime, isoTimeOrNull } from '../../http/times.ts';

/** For whom records are shown, and how. */
export interface Audience {
  readonly core: Core;
  readonly actor: Actor;
  /** From `baseUrl`. */
  readonly base: string;
  readonly hydrate: boolean;
}

export function audienceOf(services: HttpServices, request: FastifyRequest, hydrate = true): Audience {
  return { core: services.core, actor: request.actor, base: baseUrl(services, request), hydrate };
}

export async function presentAssets(audience: Audience, assets: readonly Asset[]) {
  const { base } = audience;
  const creators = await creatorsFor(audience, assets);
  const folders = await foldersFor(
    audience,
    assets.map((asset) => asset.folderId),
  );
  return assets.map((asset) => ({
    ...assetFields(base, asset),
    folder: nested(folders, asset.folderId),
    created_by: creators.of(asset.createdBy),
  }));
}

export const presentAsset = async (audience: Audience, asset: Asset) => only(await presentAssets(audience, [asset]));

export async function presentFolders(audience: Audience, folders: readonly Folder[]) {
  const { core, base } = audience;
  const paths = await core.getFolderPaths(folders.map((folder) => folder.id));
  const parents = await foldersFor(
    audience,
    folders.map((folder) => folder.parentId),
  );
  return folders.map((folder) => ({
    ...folderFields(base, folder, paths),
    parent: nested(parents, folder.parentId),
  }));
}

export const presentFolder = async (audience: Audience, folder: Folder) =>
  only(await presentFolders(audience, [folder]));

export async function presentShares(audience: Audience, shares: readonly Share[]) {
  const { core, actor, base } = audience;
  const creators = await creatorsFor(audience, shares);
  const folders = await foldersFor(
    audience,
    shares.map((share) => share.folderId),
  );
  const assetIds = distinct(shares.map((share) => share.assetId));
  const assets = mayHydrate(audience) ? await core.findReadableAssets(actor, assetIds) : new Map<Id, Asset>();
  return shares.map((share) => {
    const token = core.shareToken(share.id);
    const asset = share.assetId === null ? undefined : assets.get(share.assetId);
    return {
      id: share.id,
      token,
      url: `${base}/s/${token}`,
      asset: asset ? assetReference(base, asset) : share.assetId,
      folder: nested(folders, share.folderId),
      expires_at: isoTimeOrNull(share.expiresAt),
      has_password: share.passwordHash !== null,
      max_downloads: share.maxDownloads,
      download_count: share.downloadCount,
      view_count: share.viewCount,
      last_accessed: isoTimeOrNull(share.lastAccessedAt),
      recipients: [...share.recipients],
      note: share.note,
      active: share.isActive,
      created: isoTime(share.createdAt),
      created_by: creators.of(share.createdBy),
    };
  });
}

export const presentShare = async (audience: Audience, share: Share) => only(await presentShares(audience, [share]));

export const presentVersion = (version: Version, current: number) => ({
  version: version.number,
  current: version.number === current,
  name: version.name,
  mime_type: version.mimeType,
  size: version.sizeBytes,
  sha256: version.sha256,
  width: version.width,
  height: version.height,
  created: isoTime(version.createdAt),
  created_by: refId(version.createdBy),
});

/** Without what is none of an outsider's business. */
export const presentSharedAsset = (asset: Asset) => ({
  id: asset.id,
  name: asset.name,
  description: asset.description,
  mime_type: asset.mimeType,
  extension: asset.extension,
  kind: asset.kind,
  size: asset.sizeBytes,
  width: asset.width,
  height: asset.height,
  duration: asset.duration,
});

export const presentSharedFolder = (folder: Folder) => ({
  id: folder.id,
  name: folder.name,
  description: folder.description,
  asset_count: folder.assetCount,
  folder_count: folder.folderCount,
  size: folder.totalBytes,
});

export const assetPath = (id: Id): string => `/api/store/asset/${id}`;
export const folderPath = (id: Id): string => `/api/store/folder/${id}`;

const assetFields = (base: string, asset: Asset) => ({
  id: asset.id,
  name: asset.name,
  description: asset.description,
  mime_type: asset.mimeType,
  extension: asset.extension,
  kind: asset.kind,
  size: asset.sizeBytes,
  sha256: asset.sha256,
  width: asset.width,
  height: asset.height,
  duration: asset.duration,
  page_count: asset.pageCount,
  word_count: asset.wordCount,
  tags: [...asset.tags],
  metadata: asset.metadataJson === '{}' ? {} : JSON.parse(asset.metadataJson),
  is_public: asset.isPublic,
  url: `${base}${assetPath(asset.id)}/content`,
  download_url: `${base}/api/store/asset/download?id=${asset.id}`,
  thumbnail_url: hasPicture(asset) ? `${base}${assetPath(asset.id)}/thumbnail` : null,
  download_count: asset.downloadCount,
  version: asset.version,
  created: isoTime(asset.createdAt),
  updated: isoTime(asset.updatedAt),
});

const assetReference = (base: string, asset: Asset) => ({
  ...assetFields(base, asset),
  folder: asset.folderId,
  created_by: refId(asset.createdBy),
});

const folderFields = (base: string, folder: Folder, paths: ReadonlyMap<Id, readonly string[]>) => ({
  id: folder.id,
  name: folder.name,
  description: folder.description,
  path: `/${(paths.get(folder.id) ?? [folder.name]).join('/')}`,
  asset_count: folder.assetCount,
  folder_count: folder.folderCount,
  size: folder.totalBytes,
  url: `${base}${folderPath(folder.id)}`,
  created: isoTime(folder.createdAt),
  updated: isoTime(folder.updatedAt),
});

const folderReference = (base: string, folder: Folder, paths: ReadonlyMap<Id, readonly string[]>) => ({
  ...folderFields(base, folder, paths),
  parent: folder.parentId,
});

/** Those to be nested, with bare ids inside. */
async function foldersFor(
  audience: Audience,
  ids: readonly (Id | null)[],
): Promise<Map<Id, ReturnType<typeof folderReference>>> {
  const { core, actor, base } = audience;
  const wanted = distinct(ids);
  if (!mayHydrate(audience) || wanted.length === 0) return new Map();
  const folders = await core.getFolders(actor, wanted);
  const paths = await core.getFolderPaths([...folders.keys()]);
  return new Map([...folders.values()].map((folder) => [folder.id, folderReference(base, folder, paths)]));
}

async function creatorsFor(audience: Audience, records: readonly { workspaceId: Id; createdBy: string | null }[]) {
  const [first] = records;
  const refs = records.flatMap((record) => record.createdBy ?? []);
  const found =
    audience.hydrate && first && refs.length > 0 ? await audience.core.getCreators(first.workspaceId, refs) : undefined;
  return {
    of(ref: string | null) {
      if (ref === null || !found) return refId(ref);
      const creator = found.get(ref);
      if (creator) return { id: creator.id, type: creator.type, name: creator.name };
      const [type = '', id = ''] = ref.split(':', 2);
      return { id, type, name: null };
    },
  };
}

/** One who may only write is not shown more than ids. */
function mayHydrate({ hydrate, actor }: Audience): boolean {
  return hydrate && 'grants' in actor && actor.grants.includes('read');
}

function only<T>([shown]: readonly T[]): T {
  if (shown === undefined) throw new TypeError('one record was presented as none');
  return shown;
}

/** The record where it is to be nested, else its id. */
const nested = <T>(found: ReadonlyMap<Id, T>, id: Id | null): T | Id | null =>
  id === null ? null : (found.get(id) ?? id);

const distinct = (ids: readonly (Id | null)[]): Id[] => [...new Set(ids.flatMap((id) => id ?? []))];

const refId = (ref: string | null): Id | null => (ref === null ? null : (parseId(ref.split(':')[1] ?? '') ?? null));
