// That what has drifted is found and mended, whatever it is; that nothing is found otherwise, maintained.test.ts holds.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentOf, openTestCore, type TestCore } from '../support/core.ts';
import { storedAndRecounted } from '../support/recount.ts';
import { trash } from '../support/trash.ts';

let opened: TestCore;
beforeAll(async () => {
  opened = await openTestCore();
});
afterAll(() => opened[Symbol.asyncDispose]());

beforeEach(async () => {
  const { core, admin } = opened;
  await core.engine.write('testEmpty', []);
  const vault = await core.createVault(admin, { name: 'vault' });
  const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'h' };
  await core.createVaultAsset(admin, { name: 'a.txt', content: contentOf('a'), address, tags: ['red', 'blue'] });
  const outer = await core.createFolder(admin, { name: 'outer' });
  const inner = await core.createFolder(admin, { name: 'inner', parentId: outer.id });
  const asset = await core.createAsset(admin, { name: 'b.png', content: contentOf('b'), folderId: inner.id });
  await core.replaceContent(admin, asset.id, contentOf('c'));
  await trash(core, admin, inner.id);
});

const DRIFTS = [
  ['the depth of every folder', 'update folders set depth = depth + 7'],
  ['the vault of folders', 'update folders set vault_id = null'],
  ['the counts of folders', 'update folders set asset_count = 9, folder_count = 9'],
  ['the totals of folders', 'update folders set total_assets = total_assets + 1, total_bytes = 0'],
  ['the totals of workspaces', 'update workspaces set asset_count = 5, total_bytes = 5, folder_count = 5'],
  [
    'the addresses of assets',
    `update assets set vault_id = null, "partition" = 'x', "collection" = null, channel = 'y'`,
  ],
  ['the references of blobs', 'update blobs set reference_count = 0, unreferenced_at = 1'],
  ['when blobs lost their last reference', 'update blobs set unreferenced_at = 1'],
  ['missing tags', 'delete from asset_tags'],
  ['tags too many', `insert into asset_tags select workspace_id, 'green', asset_seq from asset_tags where tag = 'red'`],
  ['missing counts', 'delete from asset_counts'],
  ['wrong counts', 'update asset_counts set assets = assets + 3'],
  ['counts of what is not there', `insert into asset_counts select id, 'tag', 'green', 1 from workspaces`],
  ['counts of nothing', `insert into asset_counts select id, 'tag', 'green', 0 from workspaces`],
  ['a missing entry of the text index', 'delete from asset_search'],
] as const;

/** A name, the test's transaction that brings it about, and its arguments. */
const ALL_DRIFTS = [
  ...DRIFTS.map(([name, statement]) => [name, 'testRun', [statement]] as const),
  ['an entry of the text index too many', 'testIndex', [1_000_000, { name: 'ghost' }]] as const,
];

describe('maintained values', () => {
  it('nothing is found while nothing is wrong, and mending changes nothing', async () => {
    const { core } = opened;
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
    expect(await core.repairDiscrepancies()).toBe(0);
  });

  it.each(ALL_DRIFTS)('%s are found and mended', async (_, transaction, args) => {
    const { core } = opened;
    await core.engine.write(transaction, args);
    const found = await Array.fromAsync(core.findDiscrepancies());
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one.found).not.toEqual(one.expected);

    expect(await core.repairDiscrepancies()).toBeGreaterThanOrEqual(1);
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
    const { stored, recounted } = await storedAndRecounted(core.engine.db);
    expect(stored).toEqual(recounted);
  });

  it('all of it at once is mended in one go', async () => {
    const { core } = opened;
    for (const [, transaction, args] of ALL_DRIFTS) await core.engine.write(transaction, args).catch(() => undefined);
    await core.repairDiscrepancies();
    const { stored, recounted } = await storedAndRecounted(core.engine.db);
    expect(stored).toEqual(recounted);
    expect(await core.repairDiscrepancies()).toBe(0);
  });

  it('one value is told with its record, what it is and what it should be', async () => {
    const { core, admin } = opened;
    const folder = await core.createFolder(admin, { name: 'one' });
    await core.engine.write('testRun', [`update folders set asset_count = 3 where id = '${folder.id}'`]);
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([
      { table: 'folders', record: folder.id, field: 'asset_count', found: 3, expected: 0 },
    ]);
  });

  it('a mended text index finds the asset again', async () => {
    const { core, admin } = opened;
    await core.engine.write('testRun', ['delete from asset_search']);
    await core.repairDiscrepancies();
    const { items } = await core.listAssets(admin, {
      filters: [{ field: 'search', operator: 'eq', value: 'red' }],
      sort: { field: 'created', order: 'desc' },
      limit: 10,
      includeTotal: false,
    });
    expect(items.map((asset) => asset.name)).toEqual(['a.txt']);
  });
});
