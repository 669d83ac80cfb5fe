// Random histories of folders, assets and vaults against a small model, and after each everything that is maintained
// recomputed from the records.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, CoreError, type Id, type StoredContent } from '../../src/core/index.ts';
import { contentOf, forgetBlob, openTestCore, type TestCore } from '../support/core.ts';
import { storedAndRecounted } from '../support/recount.ts';
import { purge, restore, trash } from '../support/trash.ts';

/** What the model knows of a record: where it lies and what took it to the trash. */
interface Place {
  parent: Id | null;
  root: Id | null;
}

interface World {
  readonly actor: Actor;
  readonly folders: Map<Id, Place>;
  readonly assets: Map<Id, Place & { versions: number }>;
  readonly vaults: Set<Id>;
}

const CONTENTS: readonly StoredContent[] = [
  contentOf('one'),
  contentOf('two more', 'image/png', 'image'),
  contentOf('three of them', 'application/pdf', 'pdf'),
  contentOf('fourteen bytes', 'image/png', 'image'),
];
const THUMBNAIL = contentOf('a small picture', 'image/webp', 'image');

let opened: TestCore;
beforeAll(async () => {
  opened = await openTestCore();
});
afterAll(() => opened[Symbol.asyncDispose]());

const pick = fc.nat({ max: 1000 });
const folderName = fc.constantFrom('a', 'b', 'c', 'Not for vaults');
const fileName = fc.constantFrom('x.txt', 'y.txt', 'Z.PNG', 'no extension');
const tags = fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'), { maxLength: 3 });
const component = fc.constantFrom('a', 'b', 'c');
const type = <T extends string>(name: T) => ({ type: fc.constant(name) });

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ...type('createFolder'), into: pick, name: folderName }) },
  {
    weight: 5,
    arbitrary: fc.record({
      ...type('createAsset'),
      into: pick,
      name: fileName,
      content: pick,
      tags,
      isPublic: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ...type('createVault') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...type('createVaultAsset'),
      vault: pick,
      partition: component,
      collection: component,
      channel: component,
      name: fileName,
      content: pick,
      tags,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ ...type('patchAsset'), asset: pick, name: fileName, tags, isPublic: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ ...type('moveAsset'), asset: pick, into: pick }) },
  { weight: 4, arbitrary: fc.record({ ...type('moveFolder'), folder: pick, into: pick }) },
  { weight: 3, arbitrary: fc.record({ ...type('renameFolder'), folder: pick, name: folderName }) },
  { weight: 2, arbitrary: fc.record({ ...type('moveAndRenameFolder'), folder: pick, into: pick, name: folderName }) },
  { weight: 5, arbitrary: fc.record({ ...type('trashAsset'), asset: pick }) },
  { weight: 7, arbitrary: fc.record({ ...type('trashFolder'), folder: pick }) },
  { weight: 3, arbitrary: fc.record({ ...type('restoreAsset'), asset: pick }) },
  { weight: 4, arbitrary: fc.record({ ...type('restoreFolder'), folder: pick }) },
  { weight: 2, arbitrary: fc.record({ ...type('deleteAsset'), asset: pick }) },
  { weight: 2, arbitrary: fc.record({ ...type('deleteFolder'), folder: pick, recursive: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ ...type('purgeFolder'), folder: pick }) },
  { weight: 2, arbitrary: fc.record({ ...type('purgeAsset'), asset: pick }) },
  { weight: 1, arbitrary: fc.record({ ...type('deleteVault'), vault: pick, force: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ ...type('replaceContent'), asset: pick, content: pick }) },
  { weight: 2, arbitrary: fc.record({ ...type('restoreVersion'), asset: pick, version: pick }) },
  { weight: 1, arbitrary: fc.record({ ...type('saveRenditions'), content: pick }) },
  { weight: 1, arbitrary: fc.record({ ...type('forgetBlob'), content: pick }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const at = <T>(list: Iterable<T>, index: number): T | undefined => {
  const all = [...list];
  return all[index % Math.max(1, all.length)];
};
const contentAt = (index: number): StoredContent => at(CONTENTS, index) ?? THUMBNAIL;

/** Runs the operation on core and, once that has succeeded, on the model. */
async function apply(world: World, op: Operation): Promise<void> {
  const { core } = opened;
  const { actor, folders, assets, vaults } = world;
  const folderAt = (index: number): Id | undefined => at(folders.keys(), index);
  const assetAt = (index: number): Id | undefined => at(assets.keys(), index);
  /** A folder, or for some picks the top level. */
  const placeAt = (index: number): Id | null => at([null, ...folders.keys()], index) ?? null;

  switch (op.type) {
    case 'createFolder': {
      const parent = placeAt(op.into);
      const folder = await core.createFolder(actor, { name: op.name, parentId: parent });
      folders.set(folder.id, { parent, root: null });
      return;
    }
    case 'createAsset': {
      const parent = placeAt(op.into);
      const asset = await core.createAsset(actor, { ...op, content: contentAt(op.content), folderId: parent });
      assets.set(asset.id, { parent, root: null, versions: 1 });
      return;
    }
    case 'createVault': {
      const vault = await core.createVault(actor, { name: 'vault' });
      folders.set(vault.id, { parent: null, root: null });
      vaults.add(vault.id);
      return;
    }
    case 'createVaultAsset': {
      const vaultId = at(vaults, op.vault);
      if (!vaultId) return;
      const { partition, collection, channel } = op;
      const address = { vaultId, partition, collection, channel };
      const asset = await core.createVaultAsset(actor, { ...op, content: contentAt(op.content), address });
      for (let id = asset.folderId; id !== null && !folders.has(id); ) {
        const { parentId } = await core.getFolder(actor, id);
        folders.set(id, { parent: parentId, root: null });
        id = parentId;
      }
      assets.set(asset.id, { parent: asset.folderId, root: null, versions: 1 });
      return;
    }
    case 'moveFolder':
    case 'renameFolder':
    case 'moveAndRenameFolder': {
      const id = folderAt(op.folder);
      if (!id) return;
      const patch = {
        ...('name' in op ? { name: op.name } : {}),
        ...('into' in op ? { parentId: placeAt(op.into) } : {}),
      };
      await core.patchFolder(actor, id, patch);
      const place = folders.get(id);
      if (place && patch.parentId !== undefined) place.parent = patch.parentId;
      return;
    }
    case 'trashFolder':
    case 'restoreFolder':
    case 'deleteFolder':
    case 'purgeFolder': {
      const id = folderAt(op.folder);
      if (!id) return;
      if (op.type === 'trashFolder') {
        await trash(core, actor, id);
        for (const place of below(world, id)) place.root ??= id;
      } else if (op.type === 'restoreFolder') {
        await restore(core, actor, id);
        restoreInModel(world, folders.get(id)?.root ?? null);
      } else {
        if (op.type === 'deleteFolder') await core.deleteFolder(actor, id, op.recursive);
        if (op.type === 'purgeFolder') await purge(core, actor, id);
        deleteInModel(world, id);
      }
      return;
    }
    case 'deleteVault': {
      const id = at(vaults, op.vault);
      if (!id) return;
      await core.deleteVault(actor, id, op.force);
      deleteInModel(world, id);
      return;
    }
    case 'saveRenditions': {
      const source = contentAt(op.content).blob.sha256;
      const { blob, mimeType } = THUMBNAIL;
      await core.saveRenditions({ sha256: source, mimeType: 'image/png', workspaceId: opened.workspaceId }, [
        { preset: 'fit-1', blob, mimeType, width: 1, height: 1 },
      ]);
      return;
    }
    case 'forgetBlob':
      await forgetBlob(core, contentAt(op.content).blob.sha256);
      return;
  }
  const id = assetAt(op.asset);
  const place = id && assets.get(id);
  if (!id || !place) return;
  switch (op.type) {
    case 'patchAsset':
      await core.patchAsset(actor, id, { name: op.name, tags: op.tags, isPublic: op.isPublic });
      return;
    case 'moveAsset': {
      const parent = placeAt(op.into);
      await core.patchAsset(actor, id, { folderId: parent });
      place.parent = parent;
      return;
    }
    case 'trashAsset':
      await trash(core, actor, id);
      place.root ??= id;
      return;
    case 'restoreAsset': {
      await restore(core, actor, id);
      restoreInModel(world, place.parent === null ? null : (folders.get(place.parent)?.root ?? null));
      place.root = null;
      return;
    }
    case 'deleteAsset':
      await core.deleteAsset(actor, id);
      assets.delete(id);
      return;
    case 'purgeAsset':
      await purge(core, actor, id);
      assets.delete(id);
      return;
    case 'replaceContent':
      place.versions = (await core.replaceContent(actor, id, contentAt(op.content))).version;
      return;
    case 'restoreVersion':
      place.versions = (await core.restoreVersion(actor, id, (op.version % place.versions) + 1)).version;
      return;
  }
}

/** The folder's place and those of everything below it. */
function below({ folders, assets }: World, id: Id): Place[] {
  const isBelow = (place: Place): boolean =>
    place.parent !== null &&
    (place.parent === id || isBelow(folders.get(place.parent) ?? { parent: null, root: null }));
  const self = folders.get(id);
  return [...(self ? [self] : []), ...[...folders.values(), ...assets.values()].filter(isBelow)];
}

/** What went with the root comes back, and so does whatever lies above it. */
function restoreInModel(world: World, root: Id | null): void {
  if (root === null) return;
  const parent = world.folders.get(root)?.parent ?? null;
  for (const place of [...world.folders.values(), ...world.assets.values()]) if (place.root === root) place.root = null;
  restoreInModel(world, parent === null ? null : (world.folders.get(parent)?.root ?? null));
}

/** What was trashed on its own stays in the trash when the folder it lay in goes for good. */
function detachInModel(world: World, id: Id): void {
  for (const records of [world.folders, world.assets]) {
    for (;;) {
      const inside = new Set(below(world, id));
      const alone = [...records].filter(([key, place]) => key !== id && place.root === key && inside.has(place));
      const isOutermost = (key: Id): boolean =>
        !alone.some(([other]) => other !== key && below(world, other).some((place) => place === records.get(key)));
      const outermost = alone.find(([key]) => isOutermost(key));
      if (!outermost) break;
      outermost[1].parent = null;
    }
  }
}

function deleteInModel(world: World, id: Id): void {
  detachInModel(world, id);
  const gone = new Set(below(world, id));
  for (const records of [world.folders, world.assets]) {
    for (const [key, place] of records) if (gone.has(place)) records.delete(key);
  }
  world.vaults.delete(id);
}

describe('everything that is maintained', () => {
  it('equals what the records say, and the records equal the model, after any history', async () => {
    const { core } = opened;
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 60, size: 'max' }), async (operations) => {
        await core.engine.write('testEmpty', []);
        const world: World = {
          actor: opened.admin,
          folders: new Map(),
          assets: new Map(),
          vaults: new Set(),
        };
        for (const op of operations) {
          try {
            await apply(world, op);
          } catch (error) {
            // A refusal is an answer too, provided that it is one of the product's and leaves everything as it was.
            if (!(error instanceof CoreError) || !['conflict', 'not_found', 'invalid'].includes(error.code))
              throw error;
          }
        }
        const { stored, recounted } = await storedAndRecounted(core.engine.db);
        expect(stored).toEqual(recounted);
        expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
        expect(await placesIn()).toEqual({
          folders: Object.fromEntries([...world.folders].sort()),
          assets: Object.fromEntries([...world.assets].map(([id, { parent, root }]) => [id, { parent, root }]).sort()),
        });
      }),
      { numRuns: Number(process.env['HISTORIES'] ?? 60), endOnFailure: false },
    );
  }, 600_000);
});

async function placesIn(): Promise<unknown> {
  const { db } = opened.core.engine;
  const folders = await db.selectFrom('folders').selectAll().orderBy('id').execute();
  const assets = await db.selectFrom('assets').selectAll().orderBy('id').execute();
  return {
    folders: Object.fromEntries(folders.map((row) => [row.id, { parent: row.parent_id, root: row.trash_root_id }])),
    assets: Object.fromEntries(assets.map((row) => [row.id, { parent: row.folder_id, root: row.trash_root_id }])),
  };
}
