// What looking at bytes leads to: facts, text to be found by, pictures; each done once, whoever asks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core, Id } from '../../src/core/index.ts';
import type { Recipe } from '../../src/core/ports.ts';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import {
  contentOf,
  examined,
  forgetBlob,
  giveUpJobOf,
  newTenant,
  openTestCore,
  type TestCore,
  takeJobOf,
} from '../support/core.ts';
import { plain } from '../support/images.ts';
import { AS_IT_IS, counted } from '../support/media.ts';

const decoder = counted(createMediaDecoder({ concurrency: 1 }));
let opened: TestCore;
let core: Core;
let admin: Actor;

beforeAll(async () => {
  opened = await openTestCore(decoder);
  ({ core, admin } = opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

let made = 0;
const newImage = (): Promise<Buffer> =>
  plain(400 + made++, 300)
    .png()
    .toBuffer();

async function upload(bytes: Buffer | string, name = 'image.png'): Promise<Id> {
  const content = await core.storeContent({ bytes: chunks(Buffer.from(bytes)), name });
  return (await core.uploadAsset(admin, content, { name, folderId: null })).id;
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const get = (id: Id) => core.getAsset(admin, id);

const RECIPE: Recipe = { ...AS_IT_IS, width: 100, format: 'webp', quality: 80 };

async function findByWord(word: string): Promise<Id[]> {
  const page = await core.listAssets(admin, {
    filters: [{ field: 'search', operator: 'eq', value: word }],
    sort: { field: 'created', order: 'desc' },
    limit: 50,
    includeTotal: false,
  });
  return page.items.map((asset) => asset.id);
}

describe('examining', () => {
  it('notes facts and keeps a thumbnail', async () => {
    const id = await upload(await newImage());
    await core.examineAsset(id);
    const asset = await get(id);
    expect(asset).toMatchObject({ height: 300, mediaState: 'ready', mediaReason: null });
    const facts = (await core.findMediaFacts([asset])).get(id)?.facts;
    expect(facts).toMatchObject({ height: 300, hasAlpha: false, frameCount: 1 });
    expect(facts?.thumbhash).toMatch(/^[\w+/]+=*$/);
    expect(await core.getRendition(asset)).toMatchObject({ preset: 'fit-320', width: 320 });
  });

  it('decodes the same bytes once, however many assets have them and whoever asks at once', async () => {
    const bytes = await newImage();
    const ids = await Promise.all(Array.from({ length: 5 }, () => upload(bytes)));
    const before = decoder.counts.examined;
    await Promise.all([
      ...ids.map((id) => core.examineAsset(id, { isBackground: true })),
      ...ids.map(async (id) => core.getRendition(await get(id))),
    ]);
    await core.examineAsset(await upload(bytes));
    expect(decoder.counts.examined - before).toBe(1);
    for (const id of ids) expect(await get(id)).toMatchObject({ height: 300, mediaState: 'ready' });
  });

  it('says why there is no picture, and does not look again', async () => {
    const id = await upload(Buffer.from([0, 1, 2, 3]), 'unknown.bin');
    await core.examineAsset(id);
    expect(await get(id)).toMatchObject({
      mediaState: 'no_preview',
      mediaReason: 'There are no pictures of this kind of file.',
    });
    const before = decoder.counts.examined;
    await core.examineAsset(id);
    await expect(core.getRendition(await get(id))).rejects.toMatchObject({ code: 'not_found' });
    await expect(core.getTransform(await get(id), RECIPE)).rejects.toMatchObject({ code: 'not_found' });
    expect(decoder.counts.examined).toBe(before);
  });

  it('of what nobody decodes is foreseen: settled with its record, by new bytes too, without a job', async () => {
    await using under = await openTestCore();
    const contents = [Buffer.of(0, 1, 2), Buffer.of(3, 4, 5), Buffer.alloc(0)].map((bytes) =>
      under.core.storeContent({ bytes: chunks(bytes), name: 'a.bin' }),
    );
    const [first, second, empty] = await Promise.all(contents);
    if (!first || !second || !empty) throw new Error('three were stored');
    const settled = { mediaState: 'no_preview', mediaReason: 'There are no pictures of this kind of file.' };
    const asset = await under.core.uploadAsset(under.admin, first, { name: 'a.bin', folderId: null });
    expect(asset).toMatchObject(settled);
    expect(await under.core.uploadReplacement(under.admin, second, asset.id)).toMatchObject(settled);
    expect(await under.core.uploadAsset(under.admin, empty, { name: 'no.png', folderId: null })).toMatchObject({
      mediaState: 'no_preview',
      mediaReason: 'It is empty.',
    });
    expect(await under.core.findsDueJob()).toBe(false);
    // As if they had been looked at: a rebuild leaves them alone.
    const facts = await under.core.findMediaFacts([asset].map((one) => ({ ...one, sha256: second.blob.sha256 })));
    expect(facts.get(asset.id)).toMatchObject({ facts: {}, state: 'no_preview' });
  });

  it('is not lost to an asset that waited for another with the same bytes, which went meanwhile', async () => {
    await using another = await openTestCore();
    const bytes = await newImage();
    const store = async () => {
      const content = await another.core.storeContent({ bytes: chunks(bytes), name: 'image.png' });
      return another.core.uploadAsset(another.admin, content, { name: 'image.png', folderId: null });
    };
    const [gone, left] = [await store(), await store()];
    const looks = [another.core.examineAsset(gone.id), another.core.examineAsset(left.id)];
    await another.core.deleteAsset(another.admin, gone.id);
    await Promise.all(looks);
    expect(await another.core.getAsset(another.admin, left.id)).toMatchObject({ mediaState: 'ready', height: 300 });
  });

  it('of an asset that is gone is no error', async () => {
    const id = await upload(await newImage());
    await core.deleteAsset(admin, id);
    await core.examineAsset(id);
  });

  it('that fails time and again is given up with the reason', async () => {
    const id = await upload(await newImage());
    const { sha256 } = await get(id);
    await core.blobs.remove(sha256, new Date(Date.now() + 60_000));
    await expect(core.examineAsset(id)).rejects.toMatchObject({ code: 'internal' });
    expect(await get(id)).toMatchObject({ mediaState: 'pending' });
    expect(await giveUpJobOf(core, id, 'The bytes of the asset are missing.')).toBe(true);
    expect(await get(id)).toMatchObject({
      mediaState: 'no_preview',
      mediaReason: 'The bytes of the asset are missing.',
    });
  });

  it('that is given up leaves alone what has come in its place', async () => {
    const id = await upload(await newImage());
    const job = await takeJobOf(core, id);
    await core.replaceContent(admin, id, contentOf('in its place'));
    const why = { error: 'broken', reason: 'It could not be looked at.' };
    expect(await core.giveUpJob(job.payload, job, why)).toBe(true);
    expect(await get(id)).toMatchObject({ mediaState: 'pending', mediaReason: null });
  });
});

describe('the same bytes as another type', () => {
  it('are another original: nobody changes by it what others see', async () => {
    const stranger = await newTenant(core);
    const words = 'Zugspitze, as a text and as what calls itself a sound';
    const text = await upload(words, 'letter.txt');
    await core.examineAsset(text);
    const before = await core.getRendition(await get(text));
    const content = await core.storeContent({
      bytes: chunks(Buffer.from(words)),
      name: 'letter.mp3',
      declaredType: 'audio/mpeg',
    });
    const sound = await core.uploadAsset(stranger, content, { name: 'letter.mp3', folderId: null });
    await core.examineAsset(sound.id);
    expect((await core.getAsset(stranger, sound.id)).mediaState).toBe('no_preview');
    await core.patchAsset(admin, text, { name: 'renamed.txt' });
    const asset = await get(text);
    expect(await findByWord('zugspitze')).toEqual([text]);
    expect((await core.findMediaFacts([asset])).get(text)?.facts.wordCount).toBe(11);
    expect(await core.getRendition(asset)).toEqual(before);
  });
});

describe('text', () => {
  it('is found as soon as it was read, and what recordings say of themselves is', async () => {
    const id = await upload('a text of its own', 'letter.bin');
    await core.noteExamined(
      await get(id),
      examined(await get(id), { artist: 'Wanderfalke' }, 'zebrastreifen in the letter'),
    );
    expect(await findByWord('zebrastrei')).toEqual([id]);
    expect(await findByWord('wanderfalke')).toEqual([id]);
  });

  it('stays with its bytes: through a new name, new bytes, and back', async () => {
    const id = await upload('first bytes', 'a.bin');
    await core.noteExamined(await get(id), examined(await get(id), {}, 'kaleidoskop'));
    await core.patchAsset(admin, id, { name: 'umbenannt.bin' });
    expect([await findByWord('kaleidoskop'), await findByWord('umbenannt')]).toEqual([[id], [id]]);
    const content = await core.storeContent({ bytes: chunks(Buffer.from('second bytes')), name: 'a.bin' });
    await core.uploadReplacement(admin, content, id);
    expect([await findByWord('kaleidoskop'), await findByWord('umbenannt')]).toEqual([[], [id]]);
    await core.restoreVersion(admin, id, 1);
    expect(await findByWord('kaleidoskop')).toEqual([id]);
  });

  it('is found in another asset with the same bytes at once', async () => {
    const first = await upload('bytes for two', 'one.bin');
    await core.noteExamined(await get(first), examined(await get(first), {}, 'quittenbrot'));
    const second = await upload('bytes for two', 'two.bin');
    expect(new Set(await findByWord('quittenbrot'))).toEqual(new Set([first, second]));
  });

  it('goes with the last of its bytes', async () => {
    const id = await upload('bytes that go', 'gone.bin');
    await core.noteExamined(await get(id), examined(await get(id), {}, 'vergangen'));
    const { sha256 } = await get(id);
    await core.deleteAsset(admin, id);
    await forgetBlob(core, sha256);
    const again = await core.createAsset(admin, {
      content: contentOf('bytes that go', 'application/octet-stream'),
      name: 'again.bin',
      folderId: null,
    });
    expect(again.sha256).toBe(sha256);
    expect(await findByWord('vergangen')).toEqual([]);
  });
});

describe('pictures', () => {
  it('of all larger sizes come out of one decoding', async () => {
    const id = await upload(await newImage());
    await core.examineAsset(id);
    const asset = await get(id);
    const before = decoder.counts.examined;
    const made = await Promise.all(([200, 500, 800, 1600] as const).map((side) => core.getRendition(asset, side)));
    expect(decoder.counts.examined - before).toBe(1);
    expect(made.map(({ width }) => width)).toEqual([200, asset.width, asset.width, asset.width]);
    await core.getRendition(asset, 500);
    expect(decoder.counts.examined - before).toBe(1);
  });

  it('by recipe are made once for all who ask at the same time, and then come from the cache', async () => {
    const id = await upload(await newImage());
    await core.examineAsset(id);
    const asset = await get(id);
    const before = decoder.counts.transformed;
    const pictures = await Promise.all(Array.from({ length: 64 }, () => core.getTransform(asset, RECIPE)));
    expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(1);
    await core.getTransform(asset, RECIPE);
    expect(decoder.counts.transformed - before).toBe(1);
    await core.getTransform(asset, { ...RECIPE, width: 101 });
    expect(decoder.counts.transformed - before).toBe(2);
    expect(core.transformKey(asset, RECIPE)).not.toBe(core.transformKey(asset, { ...RECIPE, quality: 81 }));
  });

  it('by recipe need no look at the image before, and where there is none say the same as after one', async () => {
    const id = await upload(await newImage());
    const before = { ...decoder.counts };
    await core.getTransform(await get(id), RECIPE);
    expect(decoder.counts).toEqual({ ...before, transformed: before.transformed + 1 });
    expect(await get(id)).toMatchObject({ mediaState: 'pending' });

    const broken = await get(await upload((await newImage()).subarray(0, 60)));
    expect(broken).toMatchObject({ kind: 'image', mediaState: 'pending' });
    await expect(core.getTransform(broken, RECIPE)).rejects.toMatchObject({ code: 'not_found' });
    await expect(core.getTransform(await get(broken.id), RECIPE)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are given up when all who asked have gone, and only then', async () => {
    const id = await upload(await newImage());
    await core.examineAsset(id);
    const asset = await get(id);
    const [first, second] = [new AbortController(), new AbortController()];
    const recipe = { ...RECIPE, width: 77 };
    const before = decoder.counts.transformed;
    const left = core.getTransform(asset, recipe, { signal: first.signal });
    const stayed = core.getTransform(asset, recipe, { signal: second.signal });
    first.abort();
    await expect(left).rejects.toMatchObject({ code: 'unavailable' });
    expect((await stayed).length).toBeGreaterThan(0);
    expect(decoder.counts.transformed - before).toBe(1);
    await expect(core.getTransform(asset, recipe, { signal: first.signal })).resolves.toBeInstanceOf(Buffer);
    const gone = core.getTransform(asset, { ...RECIPE, width: 78 }, { signal: first.signal });
    await expect(gone).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('that can not be made are not tried again at once', async () => {
    const id = await upload(await newImage());
    await core.examineAsset(id);
    const asset = await get(id);
    const impossible = { ...RECIPE, width: 7000, height: 3000, format: 'gif' } as const;
    const before = decoder.counts.transformed;
    for (let i = 0; i < 3; i++) {
      await expect(core.getTransform(asset, impossible)).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(/^The picture can not be made: .*\.$/),
      });
    }
    expect(decoder.counts.transformed - before).toBe(1);
  });

  it('of what is no image are made of its poster, which is drawn again should it be lost', async () => {
    const id = await upload('A page of its own: words that nobody else has written.', 'page.txt');
    await core.examineAsset(id);
    const asset = await get(id);
    expect(await core.getRendition(asset, 800)).toMatchObject({ height: 800 });
    const before = decoder.counts.examined;
    await core.getTransform(asset, { ...RECIPE, width: 90 });
    expect(decoder.counts.examined).toBe(before);
    await core.dropRenditionsOf((await core.getRendition(asset, 1600)).sha256);
    expect((await core.getTransform(asset, { ...RECIPE, width: 91 })).length).toBeGreaterThan(0);
    expect(decoder.counts.examined - before).toBe(1);
    expect(await core.getRendition(asset, 1600)).toMatchObject({ height: 1600 });
  });
});

describe('rebuilding', () => {
  it('looks at what nobody has looked at, leaves the rest alone, and tells what it could not look at', async () => {
    const decoder = counted(createMediaDecoder({ concurrency: 1 }));
    await using another = await openTestCore(decoder);
    const store = async (bytes: Buffer) => {
      const content = await another.core.storeContent({ bytes: chunks(bytes), name: 'image.png' });
      return another.core.uploadAsset(another.admin, content, { name: 'image.png', folderId: null });
    };
    const seen = await store(await newImage());
    await another.core.examineAsset(seen.id);
    await store(await newImage());
    const lost = await store(await newImage());
    await another.core.blobs.remove(lost.sha256, new Date(Date.now() + 60_000));
    expect(await another.core.rebuildMedia()).toEqual({
      assets: 3,
      failed: 1,
      failures: [{ id: lost.id, name: 'image.png', reason: expect.stringContaining('is missing') }],
    });
    expect(decoder.counts.examined).toBe(3);
    await another.core.rebuildMedia();
    expect(decoder.counts.examined, 'only what is missing is tried again').toBe(4);
  });

  it('of everything goes on where it was interrupted', async () => {
    await using another = await openTestCore(counted(createMediaDecoder({ concurrency: 1 })));
    const images = await Promise.all(Array.from({ length: 6 }, newImage));
    for (const bytes of images) {
      const content = await another.core.storeContent({ bytes: chunks(bytes), name: 'image.png' });
      await another.core.uploadAsset(another.admin, content, { name: 'image.png', folderId: null });
    }
    await another.core.rebuildMedia();
    const examinedAt = async () =>
      (await another.core.engine.db.selectFrom('media').select('examined_at').orderBy('sha256').execute()).map(
        (row) => row.examined_at,
      );
    const first = await examinedAt();
    expect(first).toHaveLength(6);
    let steps = 0;
    const interrupting = {
      start: () => undefined,
      advance: () => {
        if (++steps === 3) throw new Error('interrupted');
      },
    };
    const interrupted = another.core.rebuildMedia({ all: true, concurrency: 1, progress: interrupting });
    await expect(interrupted).rejects.toThrow('interrupted');
    const second = await examinedAt();
    expect(second.filter((at, i) => at !== first[i])).toHaveLength(3);
    await another.core.rebuildMedia({ all: true });
    const third = await examinedAt();
    expect(third.filter((at, i) => at !== second[i])).toHaveLength(3);
    await another.core.rebuildMedia({ all: true });
    expect((await examinedAt()).filter((at, i) => at !== third[i])).toHaveLength(6);
  });
});
