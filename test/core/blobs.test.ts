// What becomes of bytes: uploads, versions, references, and the sweep with its period of grace.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Core, idempotencyKey, type StoredContent } from '../../src/core/index.ts';
import { sha256Of } from '../support/blobs.ts';
import { contentOf, examined, newTenant, openTestCore, type TestCore } from '../support/core.ts';

let opened: TestCore;
let core: Core;
let fresh = 0;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

const LATER_MS = 3_600_000;
const later = (): number => Date.now() + LATER_MS;
const newText = (): string => `never seen before ${fresh++}`;
const store = (text: string, maxSizeBytes?: number): Promise<StoredContent> =>
  core.storeContent({
    bytes: (async function* () {
      yield Buffer.from(text);
    })(),
    name: 'a.txt',
    ...(maxSizeBytes === undefined ? {} : { maxSizeBytes }),
  });
const upload = async (actor: Awaited<ReturnType<typeof newTenant>>, text: string) =>
  core.uploadAsset(actor, await store(text), { name: 'a.txt', folderId: null });
const isStored = async (text: string): Promise<boolean> =>
  (await core.blobs.stat(sha256Of(Buffer.from(text)))) !== undefined;
const references = async (text: string): Promise<number | undefined> => {
  const row = await core.engine.db
    .selectFrom('blobs')
    .select('reference_count')
    .where('sha256', '=', sha256Of(Buffer.from(text)))
    .executeTakeFirst();
  return row?.reference_count;
};

describe('bytes', () => {
  it('equal ones are kept once and counted as often as they are named, in whichever workspace', async () => {
    const text = newText();
    const [one, two] = [await newTenant(core), await newTenant(core)];
    const assets = [await upload(one, text), await upload(one, text), await upload(two, text)];
    expect(await references(text)).toBe(3);
    await core.deleteAsset(one, assets[0]?.id ?? one.workspaceId);
    expect(await references(text)).toBe(2);
    await core.sweepBlobs(later());
    expect(await isStored(text)).toBe(true);
  });

  it('many equal uploads at once give one blob', async () => {
    const text = newText();
    const actor = await newTenant(core);
    await Promise.all(Array.from({ length: 30 }, () => upload(actor, text)));
    expect(await references(text)).toBe(30);
    expect(
      (await core.engine.db.selectFrom('workspaces').selectAll().where('id', '=', actor.workspaceId).executeTakeFirst())
        ?.asset_count,
    ).toBe(30);
  });

  it('too many are refused as they come, and leave nothing', async () => {
    const text = newText();
    await expect(store(text, 10)).rejects.toMatchObject({ code: 'too_large', field: 'file' });
    expect(await isStored(text)).toBe(false);
  });

  it('those whose record is refused wait for the sweep', async () => {
    const text = newText();
    const actor = await newTenant(core);
    const content = await store(text);
    await expect(core.uploadAsset(actor, content, { name: 'a', folderId: actor.workspaceId })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await references(text)).toBe(0);
    await core.sweepBlobs();
    expect(await isStored(text)).toBe(true);
    await core.sweepBlobs(later());
    expect(await isStored(text)).toBe(false);
    expect(await references(text)).toBeUndefined();
  });
});

describe('versions', () => {
  it('they keep earlier bytes, which can be current again, and are named newest first', async () => {
    const actor = await newTenant(core);
    const [first, second] = [newText(), newText()];
    const asset = await upload(actor, first);
    const replaced = await core.uploadReplacement(actor, await store(second), asset.id);
    expect(replaced).toMatchObject({ version: 2, sizeBytes: second.length, mediaState: 'pending' });
    expect([await references(first), await references(second)]).toEqual([1, 1]);
    const restored = await core.restoreVersion(actor, asset.id, 1);
    expect(restored).toMatchObject({ version: 3, sha256: asset.sha256 });
    expect([await references(first), await references(second)]).toEqual([2, 1]);
    expect((await core.listVersions(actor, asset.id)).map((version) => version.number)).toEqual([3, 2, 1]);
    await core.deleteAsset(actor, asset.id);
    expect([await references(first), await references(second)]).toEqual([0, 0]);
  });

  it('the same bytes again, or the version that is current, change nothing', async () => {
    const actor = await newTenant(core);
    const text = newText();
    const asset = await upload(actor, text);
    expect(await core.uploadReplacement(actor, await store(text), asset.id)).toEqual(asset);
    expect(await core.restoreVersion(actor, asset.id, 1)).toEqual(asset);
    expect(await references(text)).toBe(1);
  });

  it('one that there never was is unknown', async () => {
    const actor = await newTenant(core);
    const asset = await upload(actor, newText());
    for (const number of [0, 2, -1, 1.5]) {
      await expect(core.restoreVersion(actor, asset.id, number)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('what is known of bytes does not outlive them', async () => {
    const actor = await newTenant(core);
    const asset = await upload(actor, newText());
    await core.noteExamined(asset, examined(asset, { width: 3, height: 4 }));
    const replaced = await core.uploadReplacement(actor, await store(newText()), asset.id);
    expect(replaced).toMatchObject({
      width: null,
      height: null,
      duration: null,
      pageCount: null,
      mediaState: 'pending',
    });
    await core.noteExamined(asset, examined(asset, { width: 3, height: 4 }));
    expect(await core.getAsset(actor, asset.id)).toMatchObject({ width: null, mediaState: 'pending' });
  });
});

describe('the sweep', () => {
  it('it spares bytes within the grace, and those that were named again', async () => {
    const actor = await newTenant(core);
    const [recent, again] = [newText(), newText()];
    await core.deleteAsset(actor, (await upload(actor, recent)).id);
    await core.sweepBlobs();
    expect(await isStored(recent)).toBe(true);
    await core.deleteAsset(actor, (await upload(actor, again)).id);
    const asset = await upload(actor, again);
    await core.sweepBlobs(later());
    expect([await isStored(recent), await isStored(again)]).toEqual([false, true]);
    expect(await core.getAsset(actor, asset.id)).toBeDefined();
  });

  it('it does not lose sight of bytes that were stored again by somebody who then died', async () => {
    const text = newText();
    await core.noteUnusedBlob(contentOf(text).blob);
    await core.engine.write('testRun', ['update blobs set unreferenced_at = 1 where reference_count = 0']);
    await store(text);
    await core.sweepBlobs();
    expect(await isStored(text)).toBe(true);
    expect(await references(text)).toBe(0);
    await core.sweepBlobs(later());
    expect(await isStored(text)).toBe(false);
  });

  it('it gives bytes that are given up again their grace anew', async () => {
    const text = newText();
    await core.noteUnusedBlob(contentOf(text).blob);
    await core.engine.write('testRun', ['update blobs set unreferenced_at = 1 where reference_count = 0']);
    const content = await store(text);
    await core.releaseContent(content);
    await core.sweepBlobs();
    expect([await isStored(text), await references(text)]).toEqual([true, 0]);
  });

  it('it takes the pictures of swept bytes along', async () => {
    const actor = await newTenant(core);
    const [text, picture] = [newText(), newText()];
    const asset = await upload(actor, text);
    const { blob } = await store(picture);
    const rendition = { preset: 'fit-1', blob, mimeType: 'image/webp', width: 1, height: 1 };
    expect(await core.saveRenditions(asset, [rendition])).toMatchObject([{ sha256: blob.sha256 }]);
    await core.deleteAsset(actor, asset.id);
    await core.sweepBlobs(later());
    expect([await isStored(text), await isStored(picture)]).toEqual([false, false]);
  });

  it('it leaves no picture behind that was finished after its original was swept', async () => {
    const picture = newText();
    const { blob } = await store(picture);
    const gone = contentOf(newText()).blob.sha256;
    const rendition = { preset: 'fit-1', blob, mimeType: 'image/webp', width: 1, height: 1 };
    expect(
      await core.saveRenditions({ sha256: gone, mimeType: 'text/plain', workspaceId: opened.workspaceId }, [rendition]),
    ).toEqual([]);
    await core.sweepBlobs(later());
    expect(await isStored(picture)).toBe(false);
  });

  it('it keeps everything while blobs are held for a backup', async () => {
    const text = newText();
    const actor = await newTenant(core);
    await core.deleteAsset(actor, (await upload(actor, text)).id);
    await core.holdBlobs(600_000);
    await core.sweepBlobs(later());
    expect(await isStored(text)).toBe(true);
    await core.engine.write('testRun', [`update instance set value = '1' where name = 'blobs-held-until'`]);
    await core.sweepBlobs(later());
    expect(await isStored(text)).toBe(false);
  });
});

describe('repeated requests', () => {
  it('create once for one key, however many come at once, and leave no bytes of the others behind', async () => {
    const actor = await newTenant(core);
    const key = idempotencyKey(actor, 'upload', 'one key');
    const texts = Array.from({ length: 10 }, newText);
    const assets = await Promise.all(
      texts.map(async (text) =>
        core.uploadAsset(actor, await store(text), { name: 'a.txt', folderId: null, idempotencyKey: key }),
      ),
    );
    expect(new Set(assets.map((asset) => asset.id)).size).toBe(1);
    await core.sweepBlobs(later());
    const kept = await Promise.all(texts.map(isStored));
    expect(kept.filter(Boolean)).toHaveLength(1);
  });

  it('of what has been deleted since are conflicts, and make nothing', async () => {
    const actor = await newTenant(core);
    const [assetKey, folderKey, shareKey, vaultKey] = ['asset', 'folder', 'share', 'vault'].map((operation) =>
      idempotencyKey(actor, operation, 'deleted'),
    );
    const upload = async () =>
      core.uploadAsset(actor, await store(newText()), { name: 'a.txt', folderId: null, idempotencyKey: assetKey });
    const asset = await upload();
    const makeShare = () => core.createShare(actor, { assetId: asset.id, idempotencyKey: shareKey });
    const makeFolder = () => core.createFolder(actor, { name: 'f', idempotencyKey: folderKey });
    const makeVault = () => core.createVault(actor, { name: 'v', idempotencyKey: vaultKey });
    await core.deleteShare(actor, (await makeShare()).id);
    await core.deleteFolder(actor, (await makeFolder()).id, false);
    await core.deleteVault(actor, (await makeVault()).id, false);
    await core.deleteLiveAsset(actor, asset.id);
    for (const repeat of [upload, makeShare, makeFolder, makeVault])
      await expect(repeat()).rejects.toMatchObject({ code: 'conflict', field: 'Idempotency-Key' });
  });

  it('one key of two actors, or for two operations, is two keys', async () => {
    const actor = await newTenant(core);
    const other = { ...actor, id: actor.workspaceId };
    const keys = [
      idempotencyKey(actor, 'a', 'x'),
      idempotencyKey(other, 'a', 'x'),
      idempotencyKey(actor, 'b', 'x'),
      idempotencyKey(actor, 'a', 'y'),
    ];
    expect(new Set(keys).size).toBe(4);
    for (const sent of ['', 'x'.repeat(256)])
      expect(() => idempotencyKey(actor, 'a', sent)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('bytes that were let go of again after the sweep had listed them', () => {
  it('have their grace anew', async () => {
    const text = newText();
    const { blob } = await store(text);
    await core.noteUnusedBlob(blob);
    const listedAt = Date.now() + 1;
    const actor = await newTenant(core);
    const { id } = await upload(actor, text);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(listedAt));
    await core.deleteAsset(actor, id);
    expect(await core.beginBlobRemoval(blob.sha256, listedAt)).toBeUndefined();
    expect(await core.beginBlobRemoval(blob.sha256, later())).toBeDefined();
  });
});

describe('bytes whose removal has begun', () => {
  const claimed = async (text: string) => {
    const { blob } = await store(text);
    await core.noteUnusedBlob(blob);
    const removal = await core.beginBlobRemoval(blob.sha256, later());
    if (!removal) throw new Error('nothing names it');
    return removal;
  };

  it('can not be named until they are gone: who stored them again is told to send them once more', async () => {
    const text = newText();
    const actor = await newTenant(core);
    const removal = await claimed(text);
    const refused = upload(actor, text);
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 });
    expect(await core.blobs.remove(removal.sha256, new Date(later()))).toBe('removed');
    await core.endBlobRemoval(removal, 'removed');
    await upload(actor, text);
    expect(await isStored(text)).toBe(true);
    expect(await references(text)).toBe(1);
  });

  it('are removed by one at a time', async () => {
    const removal = await claimed(newText());
    expect(await core.beginBlobRemoval(removal.sha256, later())).toBeUndefined();
    expect(await core.beginOrphanRemoval({ sha256: removal.sha256, sizeBytes: 1 })).toBeUndefined();
  });

  it('stay known when they were stored again before the removal ended', async () => {
    const text = newText();
    const removal = await claimed(text);
    const { blob } = await store(text);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await core.noteUnusedBlob(blob);
    await core.endBlobRemoval(removal, 'removed');
    expect(await references(text)).toBe(0);
    await upload(await newTenant(core), text);
    expect(await references(text)).toBe(1);
  });

  it('can be named again at once when they were kept', async () => {
    const text = newText();
    const removal = await claimed(text);
    await core.endBlobRemoval(removal, 'kept');
    await upload(await newTenant(core), text);
    expect(await references(text)).toBe(1);
  });

  it('are unknown to records, and can be claimed likewise', async () => {
    const text = newText();
    const { blob } = await store(text);
    const removal = await core.beginOrphanRemoval(blob);
    expect(removal).toBeDefined();
    await expect(upload(await newTenant(core), text)).rejects.toMatchObject({ code: 'unavailable' });
    if (removal) await core.endBlobRemoval(removal, 'absent');
    await upload(await newTenant(core), text);
    const row = await core.engine.db
      .selectFrom('blobs')
      .select('crc32')
      .where('sha256', '=', blob.sha256)
      .executeTakeFirst();
    expect(row?.crc32).toBe(blob.crc32);
  });

  it('are known as what they are once they are uploaded, whatever lay there when the removal began', async () => {
    const text = newText();
    const { blob } = await store(text);
    // What a power cut has left of them, say.
    const removal = await core.beginOrphanRemoval({ ...blob, sizeBytes: 3 });
    if (removal) await core.endBlobRemoval(removal, 'kept');
    await upload(await newTenant(core), text);
    expect(await core.getSoundBlob(blob.sha256)).toEqual(expect.objectContaining(blob));
  });
});
