// What single operations cost in a large library: reads of one record, uploads, downloads, what workers note, and moving,
// trashing, restoring and purging folders.
import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Id, StoredContent } from '../../src/core/index.ts';
import { restore, trash } from '../../test/support/trash.ts';
import { type Costs, costsOf } from './costs.ts';
import type { ScaleLibrary } from './library.ts';

const TIMES = 200;
const AT_ONCE = 8;
const PURGED_AT_ONCE = 500;

export interface Operation extends Costs {
  readonly name: string;
}

export async function measureOperations(library: ScaleLibrary): Promise<Operation[]> {
  const { core, dominant, small, rows } = library;
  const found: Operation[] = [];
  const pick = process.env['BENCH_ONLY'] ?? '';
  const measure = async (name: string, operation: (at: number) => Promise<unknown>, times = TIMES) => {
    if (!name.includes(pick)) return;
    const operationCosts = { name, ...(await costsOf(library, times, operation)) };
    found.push(operationCosts);
    console.log(library.size, JSON.stringify(operationCosts));
  };
  const ids = await someIds(library, dominant.workspaceId);
  const some = (at: number): Id => ids[at % ids.length] ?? ('' as Id);
  const [address] = await rows(
    `select vault_id, "partition", "collection", channel, name from assets
     where workspace_id = $1 and vault_id is not null and trashed_at is null limit 1`,
    dominant.workspaceId,
  );
  const newest = { filters: [], sort: { field: 'created', order: 'desc' }, limit: 50, includeTotal: true } as const;

  await measure('one asset', (at) => core.getAsset(dominant, some(at)));
  await measure('one asset by its address in a vault', () =>
    core.findAddressedAsset(
      {
        vaultId: String(address?.['vault_id']) as Id,
        partition: String(address?.['partition']),
        collection: String(address?.['collection']),
        channel: String(address?.['channel']),
      },
      String(address?.['name']),
    ),
  );
  await measure('history of one asset', (at) => core.listAssetEvents(dominant, some(at), { limit: 50 }));
  await measure('list of the 50 newest, with total', () => core.listAssets(dominant, newest));
  await measure('upload, without its bytes', (at) => core.createAsset(dominant, newAsset(at)));
  await measure(`${AT_ONCE} uploads at once into one workspace`, (at) =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, i) => core.createAsset(dominant, newAsset(at * AT_ONCE + i)))),
  );
  const tenants = await tenantsOf(library);
  await measure(`${AT_ONCE} uploads at once into ${AT_ONCE} workspaces`, (at) =>
    Promise.all(tenants.map((tenant, i) => core.createAsset(tenant, newAsset(at * AT_ONCE + i)))),
  );
  await measure('upload into a small workspace', (at) => core.createAsset(small, newAsset(at)));
  const fresh = await freshAssets(library);
  await measure('note what a decoder found, with two pictures', (at) => {
    const asset = fresh[at % fresh.length];
    if (!asset) throw new Error('there is no new asset');
    return core.noteExamined(asset, examined(asset.sha256));
  });
  await measure('count a download', (at) =>
    core.recordDownloads({ workspaceId: dominant.workspaceId, downloads: [{ assetId: some(at), actor: null }] }),
  );
  const share = await core.createShare(dominant, { assetId: some(0) });
  const token = core.shareToken(share.id);
  await measure('open a share', () => core.openShare(token));
  await measure('count a download of a share', () => core.takeShareDownload(share, [some(0)]));
  await measure('rename an asset', (at) => core.patchAsset(dominant, some(at), { name: `renamed ${at}.jpg` }));
  await measure('trash an asset and restore it', async (at) => {
    await trash(core, dominant, some(at));
    await restore(core, dominant, some(at));
  });
  found.push(...(await measureFolders(library, pick)));
  return found;
}

async function measureFolders(library: ScaleLibrary, pick: string): Promise<Operation[]> {
  const { core, dominant, rows } = library;
  const found: Operation[] = [];
  const other = await core.createFolder(dominant, { name: `Another place ${Date.now()}` });
  for (const wanted of [10_000, 100_000]) {
    const [folder] = await rows(
      `select id, total_assets from folders
       where workspace_id = $1 and vault_id is null and trashed_at is null and total_assets between $2 and $3
       order by abs(total_assets - $4) limit 1`,
      dominant.workspaceId,
      wanted / 2,
      wanted * 2,
      wanted,
    );
    if (!folder) continue;
    const id = String(folder['id']) as Id;
    for (const [name, work] of [
      ['move', () => core.patchFolder(dominant, id, { parentId: other.id })],
      ['trash', () => trash(core, dominant, id)],
      ['restore', () => restore(core, dominant, id)],
      ['trash again', () => trash(core, dominant, id)],
      ['purge, in steps', () => purge(library, id)],
    ] as const) {
      const full = `${name} a folder of ${folder['total_assets']}`;
      if (!full.includes(pick)) continue;
      found.push({ name: full, ...(await costsOf(library, 1, work, 0)) });
      console.log(library.size, JSON.stringify(found.at(-1)));
    }
  }
  return found;
}

async function purge({ core, dominant }: ScaleLibrary, id: Id): Promise<void> {
  await core.discardEntries(dominant, { trash: [], purge: [id], recursive: true });
  while (await core.purgeFolderStep({ id, workspaceId: dominant.workspaceId }, PURGED_AT_ONCE));
}

const newAsset = (at: number) => ({
  content: content(),
  name: `Scan ${at} of a new sheet.jpg`,
  folderId: null,
  tags: ['fresh', 'bench'],
});

function content(): StoredContent {
  const sha256 = createHash('sha256').update(randomBytes(16)).digest('hex');
  return { blob: { sha256, sizeBytes: 2_000_000, crc32: 7 }, mimeType: 'image/jpeg', kind: 'image' };
}

const examined = (sha256: string) => ({
  sha256,
  mimeType: 'image/jpeg',
  state: 'ready' as const,
  reason: null,
  facts: { width: 4032, height: 3024, cameraMake: 'Example', cameraModel: 'One' },
  revision: 1,
  text: 'some words that were read in the picture',
  renditions: ['256', '1024'].map((preset) => ({
    preset,
    blob: { ...content().blob, sizeBytes: 20_000 },
    mimeType: 'image/webp',
    width: Number(preset),
    height: Math.round(Number(preset) * 0.75),
  })),
});

async function someIds({ rows }: ScaleLibrary, workspaceId: Id): Promise<Id[]> {
  // Anywhere in the table, so that each is met where it lies.
  const found = await rows(
    `select a.id from generate_series(1, 2000) as one
     join assets a on a.seq = 1 + (one * 7919::bigint * 104729) % (select max(seq) from assets)
     where a.workspace_id = $1 and a.trashed_at is null and a.vault_id is null`,
    workspaceId,
  );
  return found.map((row) => String(row['id']) as Id);
}

async function tenantsOf({ rows, small }: ScaleLibrary): Promise<Actor[]> {
  const found = await rows(`select id from workspaces where name like 'Small %' order by id limit ${AT_ONCE}`);
  return found.map((row) => ({ ...small, workspaceId: String(row['id']) as Id }));
}

async function freshAssets({ rows }: ScaleLibrary): Promise<{ id: Id; workspaceId: Id; sha256: string }[]> {
  const found = await rows(
    `select id, workspace_id, sha256 from assets where media_state = 'pending' and seq > (select max(seq) - 5000 from assets) limit 300`,
  );
  return found.map((row) => ({
    id: String(row['id']) as Id,
    workspaceId: String(row['workspace_id']) as Id,
    sha256: String(row['sha256']),
  }));
}
