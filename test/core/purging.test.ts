// That folders of any size leave the database in steps, and that everything maintained is right between any two of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core, Id } from '../../src/core/index.ts';
import { contentOf, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { restore, trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Two folders below one, five files in each of the three; some have earlier versions, tags and shares. */
async function tree(actor: Actor, parentId: Id | null = null) {
  const root = await core.createFolder(actor, { name: 'root', parentId });
  const folders = [root.id];
  for (const name of ['left', 'right']) folders.push((await core.createFolder(actor, { name, parentId: root.id })).id);
  const assets: Id[] = [];
  for (const folderId of folders) {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const content = contentOf(`${name} in ${folderId}`);
      assets.push((await core.createAsset(actor, { name, folderId, content, tags: ['red', name] })).id);
    }
  }
  const [first = '' as Id] = assets;
  await core.replaceContent(actor, first, contentOf(`another ${first}`));
  await core.createShare(actor, { assetId: first, recipients: [] });
  return { root: root.id, folders, assets };
}

const everythingWrong = () => Array.fromAsync(core.findDiscrepancies());

/** Answers how many steps it took. */
async function purgeInSteps({ workspaceId }: { workspaceId: Id }, id: Id, limit: number): Promise<number> {
  for (let steps = 1; ; steps++) {
    const isLeft = await core.purgeFolderStep({ id, workspaceId }, limit);
    expect(await everythingWrong()).toEqual([]);
    if (!isLeft) return steps;
  }
}

const rowsOf = async (table: 'assets' | 'folders', workspaceId: Id): Promise<number> =>
  (await core.engine.db.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).execute()).length;

describe('purging a folder', () => {
  it.each([1, 2, 4, 7, 100])(
    'it goes in steps of %i, and all that is maintained is right after each',
    async (limit) => {
      const actor = await newTenant(core);
      const { root } = await tree(actor);
      await trash(core, actor, root);
      await core.doomTrash(actor);
      expect(await purgeInSteps(actor, root, limit)).toBe(Math.ceil(18 / limit));
      expect([await rowsOf('assets', actor.workspaceId), await rowsOf('folders', actor.workspaceId)]).toEqual([0, 0]);
    },
  );

  it('its assets are in the log as deleted, and their bytes wait for the sweep', async () => {
    const actor = await newTenant(core);
    const { root, assets } = await tree(actor);
    await trash(core, actor, root);
    await core.doomTrash(actor);
    await purgeInSteps(actor, root, 4);
    const events = await core.listWorkspaceEvents(actor, { limit: 100 });
    const deleted = events.filter((event) => event.type === 'deleted' && event.assetId !== null);
    expect(deleted.map((event) => event.assetId).sort()).toEqual([...assets].sort());
    for (const text of [`a in ${root}`, `another ${assets[0]}`]) {
      const blob = await core.engine.db
        .selectFrom('blobs')
        .select(['reference_count', 'unreferenced_at'])
        .where('sha256', '=', contentOf(text).blob.sha256)
        .executeTakeFirst();
      expect(blob).toEqual({ reference_count: 0, unreferenced_at: expect.any(Number) });
    }
    const shares = await core.engine.db
      .selectFrom('shares')
      .select('id')
      .where('workspace_id', '=', actor.workspaceId)
      .execute();
    expect(shares).toEqual([]);
  });

  it('bytes that others name keep their names', async () => {
    const actor = await newTenant(core);
    const { root } = await tree(actor);
    const kept = await core.createAsset(actor, { name: 'kept', folderId: null, content: contentOf(`a in ${root}`) });
    await trash(core, actor, root);
    await core.doomTrash(actor);
    await purgeInSteps(actor, root, 3);
    expect(await core.getAsset(actor, kept.id)).toMatchObject({ sha256: kept.sha256 });
    const blob = await core.engine.db
      .selectFrom('blobs')
      .select(['reference_count', 'unreferenced_at'])
      .where('sha256', '=', contentOf(`a in ${root}`).blob.sha256)
      .executeTakeFirst();
    expect(blob).toEqual({ reference_count: 1, unreferenced_at: null });
  });

  it('what was trashed before, alone or with a folder of its own, goes with the folder around it', async () => {
    const actor = await newTenant(core);
    const { root, folders, assets } = await tree(actor);
    const [, left = root] = folders;
    await trash(core, actor, assets[1] ?? root);
    await trash(core, actor, assets[6] ?? root);
    await trash(core, actor, left);
    await trash(core, actor, root);
    await core.doomTrash(actor);
    await purgeInSteps(actor, root, 2);
    expect([await rowsOf('assets', actor.workspaceId), await rowsOf('folders', actor.workspaceId)]).toEqual([0, 0]);
  });

  it('what is around the folder stays as it was', async () => {
    const actor = await newTenant(core);
    const outer = await tree(actor);
    const { root } = await tree(actor, outer.root);
    await trash(core, actor, root);
    const before = await core.getFolder(actor, outer.root);
    await core.doomTrash(actor);
    await purgeInSteps(actor, root, 5);
    expect(await core.getFolder(actor, outer.root)).toEqual(before);
    expect(await rowsOf('assets', actor.workspaceId)).toBe(outer.assets.length);
  });

  it('what is live, merely in the trash, or gone is left alone', async () => {
    const actor = await newTenant(core);
    const { workspaceId } = actor;
    const { root } = await tree(actor);
    expect(await core.purgeFolderStep({ id: root, workspaceId }, 100)).toBe(false);
    expect(await core.getFolder(actor, root)).toMatchObject({ totalAssets: 15 });
    await trash(core, actor, root);
    expect(await core.purgeFolderStep({ id: root, workspaceId }, 100)).toBe(false);
    expect(await restore(core, actor, root)).toMatchObject({ totalAssets: 15 });
    expect(await core.purgeFolderStep({ id: '0000000000000000000000bb' as Id, workspaceId }, 100)).toBe(false);
  });
});
