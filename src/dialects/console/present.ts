// Core records as this dialect shows them.
import {
  type Actor,
  type Asset,
  type Core,
  type Entry,
  type Folder,
  type Id,
  type Identity,
  recordOf,
} from '../../core/index.ts';
import { isoTime, isoTimeOrNull } from '../../http/times.ts';

export function presentSession(actor: Actor, { user, workspace }: Identity) {
  const member = actor.type === 'user' || actor.type === 'key' ? actor : undefined;
  return {
    user: user && { id: user.id, name: user.name, email: user.email },
    workspace: { id: workspace.id, name: workspace.name },
    role: user?.role ?? null,
    scopes: [...(member?.scopes ?? [])],
    grants: [...(member?.grants ?? [])],
    is_instance_admin: member?.isInstanceAdmin ?? false,
    expires_at: isoTimeOrNull(member?.expiresAt ?? null),
  };
}

/** What all rows of a page need is read at once. */
export async function presentAssets(core: Core, assets: readonly Asset[]) {
  const media = await core.findMediaFacts(assets);
  const pathOf = await pathsOf(
    core,
    assets.map((asset) => asset.folderId),
  );
  return assets.map((asset) => ({
    id: asset.id,
    name: asset.name,
    kind: asset.kind,
    mime_type: asset.mimeType,
    extension: asset.extension,
    size: asset.sizeBytes,
    width: asset.width,
    height: asset.height,
    duration: asset.duration,
    page_count: asset.pageCount,
    thumbhash: media.get(asset.id)?.facts.thumbhash ?? null,
    has_thumbnail: asset.mediaState === 'ready',
    is_pending: asset.mediaState === 'pending',
    folder: asset.folderId,
    folder_path: pathOf(asset.folderId),
    vault: asset.vault?.vaultId ?? null,
    tags: [...asset.tags],
    is_public: asset.isPublic,
    version: asset.version,
    created: isoTime(asset.createdAt),
    updated: isoTime(asset.updatedAt),
  }));
}

export async function presentFolders(core: Core, folders: readonly Folder[]) {
  const pathOf = await pathsOf(
    core,
    folders.map((folder) => folder.id),
  );
  return folders.map((folder) => ({
    id: folder.id,
    name: folder.name,
    parent: folder.parentId,
    path: pathOf(folder.id),
    description: folder.description,
    asset_count: folder.assetCount,
    folder_count: folder.folderCount,
    size: folder.totalBytes,
    vault: folder.vaultId === folder.id ? folder.id : null,
    created: isoTime(folder.createdAt),
    updated: isoTime(folder.updatedAt),
  }));
}

/** `keptMs`: how long the trash keeps what is in it; 0 is for ever. */
export async function presentTrash(core: Core, entries: readonly Entry[], keptMs: number) {
  const assets = entries.flatMap((entry) => (entry.type === 'asset' ? [entry.asset] : []));
  const media = await core.findMediaFacts(assets);
  const pathOf = await pathsOf(core, entries.map(parentOf));
  return entries.map((entry) => {
    const { id, name, trashedAt } = recordOf(entry);
    const asset = entry.type === 'asset' ? entry.asset : undefined;
    return {
      type: entry.type,
      id,
      name,
      kind: asset?.kind ?? null,
      size: entry.type === 'asset' ? entry.asset.sizeBytes : entry.folder.totalBytes,
      thumbhash: media.get(id)?.facts.thumbhash ?? null,
      has_thumbnail: asset?.mediaState === 'ready',
      from: pathOf(parentOf(entry)),
      trashed_at: isoTime(trashedAt ?? 0),
      purge_at: keptMs === 0 ? null : isoTime((trashedAt ?? 0) + keptMs),
    };
  });
}

const parentOf = (entry: Entry): Id | null => (entry.type === 'asset' ? entry.asset.folderId : entry.folder.parentId);

/** `/Press/2026`; `/` for null. */
async function pathsOf(core: Core, ids: readonly (Id | null)[]): Promise<(id: Id | null) => string> {
  const paths = await core.getFolderPaths([...new Set(ids.flatMap((id) => id ?? []))]);
  return (id) => `/${(id === null ? [] : (paths.get(id) ?? [])).join('/')}`;
}
