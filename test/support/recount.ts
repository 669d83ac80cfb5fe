// Everything that is maintained, computed from the records in the plainest way there is: an oracle for small databases
// that shares no SQL with the product.
import type { Db } from '../../src/database/db.ts';

interface FolderFacts {
  depth: number;
  vaultId: string | null;
  assets: number;
  folders: number;
  totalAssets: number;
  totalBytes: number;
}

/** What is stored and what should be, in the same form, so that a test can ask for them to be equal. */
export async function storedAndRecounted(db: Db): Promise<{ stored: unknown; recounted: unknown }> {
  const rows = {
    workspaces: await db.selectFrom('workspaces').selectAll().orderBy('id').execute(),
    folders: await db.selectFrom('folders').selectAll().orderBy('id').execute(),
    vaults: await db.selectFrom('vaults').select('id').execute(),
    assets: await db.selectFrom('assets').selectAll().orderBy('id').execute(),
    versions: await db.selectFrom('versions').selectAll().execute(),
    renditions: await db.selectFrom('renditions').selectAll().execute(),
    blobs: await db.selectFrom('blobs').selectAll().orderBy('sha256').execute(),
    tags: await db.selectFrom('asset_tags').selectAll().execute(),
    counts: await db.selectFrom('asset_counts').selectAll().execute(),
  };
  const indexed = await db.traits.textSearch.list(db, 0, Number.MAX_SAFE_INTEGER);
  const vaults = new Set<string>(rows.vaults.map((vault) => vault.id));
  const folderOf = new Map(rows.folders.map((folder) => [folder.id, folder]));

  const lineage = (id: string | null): (typeof rows.folders)[number][] => {
    const folder = rows.folders.find((one) => one.id === id);
    return folder ? [...lineage(folder.parent_id), folder] : [];
  };

  const folders = new Map<string, FolderFacts>(
    rows.folders.map((folder) => {
      const above = lineage(folder.id);
      const vaultId = above.find((one) => vaults.has(one.id))?.id ?? null;
      return [folder.id, { depth: above.length - 1, vaultId, assets: 0, folders: 0, totalAssets: 0, totalBytes: 0 }];
    }),
  );
  for (const folder of rows.folders) {
    const parent = folder.parent_id === null ? undefined : folderOf.get(folder.parent_id);
    const facts = parent && folders.get(parent.id);
    if (facts && parent.trash_root_id === folder.trash_root_id) facts.folders++;
  }
  for (const asset of rows.assets) {
    const parent = asset.folder_id === null ? undefined : folderOf.get(asset.folder_id);
    if (!parent || parent.trash_root_id !== asset.trash_root_id) continue;
    const direct = folders.get(parent.id);
    if (direct) direct.assets++;
    for (const folder of lineage(parent.id).filter((one) => one.trash_root_id === asset.trash_root_id)) {
      const facts = folders.get(folder.id);
      if (!facts) continue;
      facts.totalAssets++;
      facts.totalBytes += asset.size;
    }
  }

  const live = rows.assets.filter((asset) => asset.trashed_at === null && asset.sha256 !== null);
  const counts = new Map<string, number>();
  const tags: string[] = [];
  for (const asset of rows.assets) {
    for (const tag of JSON.parse(asset.tags)) tags.push(`${asset.workspace_id} ${tag} ${asset.seq}`);
  }
  for (const asset of rows.assets.filter((one) => one.trashed_at === null)) {
    const values =
      asset.sha256 === null
        ? [['kind', asset.kind]]
        : [
            ['kind', asset.kind],
            ['mime_type', asset.mime_type],
            ['extension', asset.extension],
            ...(asset.is_public ? [['is_public', '1']] : []),
            ...JSON.parse(asset.tags).map((tag: string) => ['tag', tag]),
          ];
    for (const [dimension, value] of values) {
      const key = `${asset.workspace_id} ${dimension} ${value}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const references = [...rows.assets, ...rows.versions, ...rows.renditions].map((row) => row.sha256);

  const addressOf = (folderId: string | null): (string | null)[] => {
    const above = lineage(folderId);
    const isChannel = above.length === 4 && vaults.has(above[0]?.id ?? '');
    return isChannel ? [above[0]?.id ?? null, ...above.slice(1).map((one) => one.name)] : [null, null, null, null];
  };

  return {
    recounted: {
      workspaces: rows.workspaces.map(({ id }) => {
        const here = live.filter((asset) => asset.workspace_id === id);
        const bytes = here.reduce((sum, asset) => sum + asset.size, 0);
        const liveFolders = rows.folders.filter((one) => one.workspace_id === id && one.trashed_at === null);
        return [id, here.length, bytes, liveFolders.length];
      }),
      folders: Object.fromEntries(folders),
      counts: [...counts].map(([key, count]) => `${key} = ${count}`).sort(),
      blobs: rows.blobs.map(({ sha256 }) => {
        const times = references.filter((one) => one === sha256).length;
        return [sha256, times, times === 0];
      }),
      tags: tags.sort(),
      indexed: rows.assets.map((asset) => asset.seq).sort((a, b) => a - b),
      addresses: rows.assets.map((asset) => [asset.id, ...addressOf(asset.folder_id)]),
    },
    stored: {
      workspaces: rows.workspaces.map((one) => [one.id, one.asset_count, one.total_bytes, one.folder_count]),
      folders: Object.fromEntries(
        rows.folders.map((one) => [
          one.id,
          {
            depth: one.depth,
            vaultId: one.vault_id,
            assets: one.asset_count,
            folders: one.folder_count,
            totalAssets: one.total_assets,
            totalBytes: one.total_bytes,
          },
        ]),
      ),
      counts: rows.counts.map((one) => `${one.workspace_id} ${one.dimension} ${one.value} = ${one.assets}`).sort(),
      blobs: rows.blobs.map((one) => [one.sha256, one.reference_count, one.unreferenced_at !== null]),
      tags: rows.tags.map((one) => `${one.workspace_id} ${one.tag} ${one.asset_seq}`).sort(),
      indexed,
      addresses: rows.assets.map((one) => [one.id, one.vault_id, one.partition, one.collection, one.channel]),
    },
  };
}
