// Files as this dialect shows and changes them: their shape, what is known of them, their log.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, SYSTEM } from '../../src/core/index.ts';
import {
  examined,
  get,
  type HubAsset,
  makeFolder,
  ROOT,
  refusal,
  startQuietServer,
  statusOf,
  upload,
} from '../support/hub.ts';
import { plain } from '../support/images.ts';
import { type ApiInit, formWith, type TestServer } from '../support/server.ts';
import { keyWith } from '../support/store.ts';

let server: TestServer;
let folder: HubAsset;
beforeAll(async () => {
  server = await startQuietServer();
  folder = await makeFolder(server, 'folder');
});
afterAll(() => server[Symbol.asyncDispose]());

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const fixture = (name: string) => readFile(new URL(`../fixtures/${name}`, import.meta.url));
const patch = (address: string, json: unknown) => get(server, address, { method: 'PATCH', json });
const last = ({ log }: HubAsset) => log.at(-1);
const path = (text: string) => `path=${encodeURIComponent(text)}`;

describe('a file', () => {
  it('is shown as the document shows it, with what is known of a picture', async () => {
    const picture = await plain(1834, 1110).png().toBuffer();
    const sample = await upload(server, 'sample.png', picture, folder._id);
    const shown = {
      _id: sample._id,
      name: 'sample.png',
      type: 'FILE',
      mediaType: 'IMAGE',
      size: picture.length,
      tags: [],
      parent: folder._id,
      path: `/${folder._id}/${sample._id}`,
      meta: { 'content-type': 'image/png', 'has-alpha': false, height: 1110, width: 1834 },
      log: [{ timestamp: expect.stringMatching(ISO), username: null, action: 'CREATED', info: { name: 'sample.png' } }],
      createdAt: expect.stringMatching(ISO),
      updatedAt: expect.stringMatching(ISO),
    };
    expect(sample).toEqual(shown);
    expect(await get(server, sample._id)).toEqual(shown);
    expect(await get(server, `browse?${path('/folder/sample.png')}`)).toEqual(shown);
  });

  it('has the media type and the facts of what it is, each only where known', async () => {
    const frames = [plain(16, 16, '#000'), plain(16, 16, '#fff')].map((frame) => frame.png().toBuffer());
    const moving = await sharp(await Promise.all(frames), { join: { animated: true } })
      .webp()
      .toBuffer();
    const shown = async (name: string, bytes: Uint8Array) => examined(server, await upload(server, name, bytes));
    expect(await shown('moving.webp', moving)).toMatchObject({
      mediaType: 'SEQUENCE',
      meta: { width: 16, height: 16 },
    });
    const film = await shown('clip.mp4', await fixture('av/clip.mp4'));
    expect(film).toMatchObject({
      mediaType: 'VIDEO',
      meta: {
        'content-type': 'video/mp4',
        width: expect.any(Number),
        duration: expect.any(Number),
        'frame-rate': expect.any(Number),
        'video-codec': 'h264',
        'bit-rate': expect.any(Number),
      },
    });
    expect(await shown('tagged.mp3', await fixture('av/tagged.mp3'))).toMatchObject({
      mediaType: 'AUDIO',
      meta: { 'audio-codec': 'mp3', 'sample-rate': expect.any(Number), channels: expect.any(Number) },
    });
    const document = await shown('various.pdf', await fixture('pdf/various.pdf'));
    expect(document.meta).toMatchObject({ 'page-count': expect.any(Number), 'word-count': expect.any(Number) });
    for (const { meta } of [film, document])
      for (const key of Object.keys(meta)) expect(key).toMatch(/^(?:[a-z]+-)*[a-z]+$/);
    expect(document).not.toHaveProperty('mediaType');
    expect(document.meta).not.toHaveProperty('duration');
  });

  it('shows nothing that only other dialects know', async () => {
    const { id } = await server.upload('theirs.txt', 'x');
    await server.api(`/api/store/asset/${id}`, {
      method: 'PATCH',
      json: { description: 'secret words', is_public: true, metadata: { mine: 1, width: 7, 'content-type': 'x/y' } },
    });
    await server.api('/api/share', { method: 'POST', json: { asset: id } });
    await server.api(`/api/store/asset/download?id=${id}`);
    const shown = await get(server, id);
    expect(Object.keys(shown).sort()).toEqual(
      ['_id', 'createdAt', 'log', 'meta', 'name', 'parent', 'path', 'size', 'tags', 'type', 'updatedAt'].sort(),
    );
    // What users set under a fact's name shows where there is no such fact, and never over one.
    expect(shown.meta).toEqual({ mine: 1, width: 7, 'content-type': 'text/plain' });
    expect(shown.log.map(({ action, info }) => ({ action, info }))).toEqual([
      { action: 'CREATED', info: { name: 'theirs.txt' } },
      { action: 'UPDATED', info: { fields: ['meta'] } },
    ]);
  });
});

describe('renaming', () => {
  it('answers with the file or folder under its new name', async () => {
    const file = await upload(server, 'before.txt', 'x', folder._id);
    const renamed = await get(server, `${file._id}/rename/${encodeURIComponent('after 100%.txt')}`);
    expect(renamed).toMatchObject({ _id: file._id, name: 'after 100%.txt', parent: folder._id });
    expect(last(renamed)).toMatchObject({ action: 'RENAMED', info: { from: 'before.txt', to: 'after 100%.txt' } });
    const byPath = await get(server, `browse/rename/third.txt?${path('/folder/AFTER 100%.txt')}`);
    expect(byPath).toMatchObject({ _id: file._id, name: 'third.txt' });
    expect((await get(server, 'third.txt/rename/fourth.txt'))._id).toBe(file._id);
    const inner = await makeFolder(server, 'inner', folder._id);
    expect(await get(server, `${inner._id}/rename/outer`)).toMatchObject({ name: 'outer', type: 'FOLDER' });
    expect(await statusOf(server, `${inner._id}/rename/a%2Fb`)).toBe(400);
    // The same once more changes nothing.
    const again = await get(server, `${file._id}/rename/fourth.txt`);
    expect(again.log).toHaveLength(4);
    expect(await statusOf(server, `${file._id}/rename/`)).toBe(404);
  });
});

describe('moving', () => {
  it('puts files and folders into a folder by its id or name, and to the root', async () => {
    const target = await makeFolder(server, 'Target');
    const file = await upload(server, 'moved.txt', 'x', folder._id);
    const moved = await get(server, `${file._id}/move/${target._id}`);
    expect(moved).toMatchObject({ parent: target._id, path: `/${target._id}/${file._id}` });
    expect(last(moved)).toMatchObject({ action: 'MOVED', info: { from: folder._id, to: target._id } });
    for (const root of ['root', 'hub', ROOT]) {
      const back = await get(server, `${file._id}/move/${root}`);
      expect(back).toMatchObject({ parent: ROOT, path: `/${file._id}` });
      expect(last(back)?.info).toEqual({ from: target._id, to: ROOT });
      expect((await get(server, `browse/move/target?${path('/moved.txt')}`)).parent).toBe(target._id);
    }
    const child = await makeFolder(server, 'child', folder._id);
    expect(await get(server, `${child._id}/move/Target`)).toMatchObject({ path: `/${target._id}/` });
    expect((await get(server, `browse?${path('/Target/child')}`))._id).toBe(child._id);
  });

  it('is a 409 into itself or below itself, and a 404 into what is no folder', async () => {
    const outer = await makeFolder(server, 'outer one');
    const inner = await makeFolder(server, 'inner one', outer._id);
    const file = await upload(server, 'no folder.txt');
    expect(await statusOf(server, `${outer._id}/move/${outer._id}`)).toBe(409);
    expect(await statusOf(server, `${outer._id}/move/${inner._id}`)).toBe(409);
    for (const target of [file._id, 'f'.repeat(24), 'nowhere', 'tree'])
      expect(await statusOf(server, `${inner._id}/move/${target}`)).toBe(404);
  });

  it('to the trash is deleting, once', async () => {
    const file = await upload(server, 'thrown away.txt');
    const thrown = await get(server, `${file._id}/move/trash`);
    expect(thrown).toMatchObject({ parent: 'fffffffffffffffffffffffe', deleted: expect.stringMatching(ISO) });
    expect(await get(server, `${file._id}/move/fffffffffffffffffffffffe`)).toEqual(thrown);
    expect(await statusOf(server, `${file._id}/move/root`)).toBe(409);
  });
});

describe('PATCH', () => {
  it('changes what is there and nothing else', async () => {
    const file = await upload(server, 'patched.txt', 'x', folder._id);
    const changed = await patch(file._id, {
      name: 'new.txt',
      tags: ['b', 'a', 'b'],
      meta: { author: 'Ada', n: [1, null] },
    });
    expect(changed).toMatchObject({ name: 'new.txt', tags: ['b', 'a'], parent: folder._id });
    expect(changed.meta).toMatchObject({ author: 'Ada', n: [1, null], 'content-type': 'text/plain' });
    const merged = await patch(`browse?${path('/folder/new.txt')}`, { meta: { author: null, year: 2026 } });
    expect(merged.meta).toMatchObject({ n: [1, null], year: 2026 });
    expect(merged.meta).not.toHaveProperty('author');
    expect(merged.tags).toEqual(['b', 'a']);
    expect(last(merged)).toMatchObject({ action: 'UPDATED', info: { fields: ['meta'] } });
    expect(await patch(file._id, {})).toEqual({ ...merged, updatedAt: expect.stringMatching(ISO) });
    const asFolder = await patch(folder._id, { tags: ['folder tag'], meta: { width: 3 } });
    expect(asFolder).toMatchObject({ tags: ['folder tag'], meta: { width: 3 } });
  });

  it('takes a file as it was read, and leaves what is known of it alone', async () => {
    const file = await upload(server, 'round.png', await plain(20, 10).png().toBuffer());
    const again = await patch(file._id, {
      ...file,
      meta: { ...file.meta, width: 999, 'has-alpha': null, mine: 'yes' },
    });
    expect(again.meta).toEqual({ ...file.meta, mine: 'yes' });
    const stored = await server.json<{ metadata: unknown }>(`/api/store/asset/${file._id}`);
    expect(stored.metadata).toEqual({ mine: 'yes' });
  });

  it('sets an expiry by either spelling, shows it by both, and takes it away', async () => {
    const file = await upload(server, 'perishable.txt');
    const at = '2031-02-03T04:05:06.000Z';
    for (const field of ['expiry', 'expiery']) {
      const kept = await patch(file._id, { [field]: '2031-02-03T04:05:06Z' });
      expect(kept).toMatchObject({ expiery: at, expiry: at });
      expect(last(kept)?.info).toEqual({ fields: ['expiry'] });
      const freed = await patch(file._id, { [field]: null });
      expect([Object.hasOwn(freed, 'expiry'), Object.hasOwn(freed, 'expiery')]).toEqual([false, false]);
    }
    expect(await patch(folder._id, { expiry: '2031-02-03' })).toMatchObject({ expiry: '2031-02-03T00:00:00.000Z' });
    await patch(folder._id, { expiry: null });
  });

  it('names what is wrong in a 400', async () => {
    const file = await upload(server, 'strict.txt');
    for (const [json, field] of [
      [{ name: '' }, 'name'],
      [{ name: 7 }, 'name'],
      [{ tags: 'one' }, 'tags'],
      [{ tags: [1] }, 'tags'],
      [{ tags: ['x'.repeat(300)] }, 'tags'],
      [{ meta: [] }, 'meta'],
      [{ meta: { constructor: 1 } }, 'meta'],
      [{ expiry: 'tomorrow' }, 'expiry'],
      [{ expiery: '2026-02-31' }, 'expiery'],
      [{ expiry: 5 }, 'expiry'],
    ] as const) {
      const response = await server.api(`/api/assets/${file._id}`, { method: 'PATCH', json });
      expect([json, await refusal(response)]).toEqual([json, [400, expect.stringContaining(field)]]);
    }
    const broken = { method: 'PATCH', body: '{"name":', headers: { 'content-type': 'application/json' } };
    for (const init of [broken, { ...broken, body: '[]' }, { ...broken, body: 'null' }, { ...broken, body: '' }])
      expect(await statusOf(server, file._id, init)).toBe(400);
    expect((await get(server, file._id)).log).toHaveLength(1);
  });
});

describe('expiry', () => {
  it('ends what can be read of a file at once, in lists, too', async () => {
    const home = await makeFolder(server, 'expiring');
    const file = await upload(server, 'over.txt', 'x', home._id);
    await server.api(`/api/assets/${file._id}`, { method: 'PATCH', json: { expiry: '2001-01-01' } });
    for (const address of [file._id, 'over.txt', `${file._id}/download`, `browse?${path('/expiring/over.txt')}`]) {
      const answer = await server.api(`/api/assets/${address}`);
      const isInTrash = answer.status === 200 && ((await answer.json()) as HubAsset).deleted !== undefined;
      expect([address, answer.status === 404 || isInTrash]).toEqual([address, true]);
    }
    expect(await get(server, `${home._id}/files`)).toMatchObject({ files: [] });
  });
});

describe('tags', () => {
  it('are added to a file or folder, alone or as `tags`, and listed each once', async () => {
    await using own = await startQuietServer();
    const [file, home] = [await upload(own, 'a.txt'), await makeFolder(own, 'f')];
    const post = (address: string, json: unknown) => get(own, address, { method: 'POST', json });
    expect((await post(`${file._id}/tags`, ['Tag One', 'Tag Two'])).tags).toEqual(['Tag One', 'Tag Two']);
    expect((await post('browse/tags?path=/a.txt', { tags: ['Tag Three', 'Tag One'] })).tags).toEqual([
      'Tag One',
      'Tag Two',
      'Tag Three',
    ]);
    expect((await post(`${home._id}/tags`, ['of a folder'])).tags).toEqual(['of a folder']);
    expect(await get<string[]>(own, 'tags')).toEqual(['Tag One', 'Tag Three', 'Tag Two', 'of a folder']);
    for (const json of [[], {}, { tags: [] }, { tags: 'x' }, 'x', [7], null])
      expect([json, await statusOf(own, `${file._id}/tags`, { method: 'POST', json })]).toEqual([json, 400]);
  });

  it('are all kept when many add some at the same time', async () => {
    const file = await upload(server, 'busy.txt');
    const added = Array.from({ length: 20 }, (_, i) => `t${i}`);
    await Promise.all(added.map((tag) => get(server, `${file._id}/tags`, { method: 'POST', json: [tag] })));
    expect(new Set((await get(server, file._id)).tags)).toEqual(new Set(added));
  });
});

describe('the log', () => {
  it('tells in order what was done, and which key or user did it', async () => {
    const key = await keyWith(server, 'hub:read', 'hub:write');
    const as = <T = HubAsset>(address: string, init: ApiInit = {}) => get<T>(server, address, { key, ...init });
    const file = await as('root/upload', { method: 'POST', body: formWith('logged.txt', 'one') });
    await as('root/upload', { method: 'POST', body: formWith('logged.txt', 'two') });
    await as(`${file._id}/rename/logged-2.txt`);
    await as(`${file._id}/move/${folder._id}`);
    await as(file._id, { method: 'PATCH', json: { tags: ['x'], meta: { y: 1 } } });
    await as(file._id, { method: 'DELETE' });
    const { log } = await as(`${file._id}/restore`);
    expect(log.map(({ action, info }) => [action, info])).toEqual([
      ['CREATED', { name: 'logged.txt' }],
      ['REPLACED', {}],
      ['RENAMED', { from: 'logged.txt', to: 'logged-2.txt' }],
      ['MOVED', { from: ROOT, to: folder._id }],
      ['UPDATED', { fields: expect.arrayContaining(['meta', 'tags']) }],
      ['DELETED', {}],
      ['RESTORED', {}],
    ]);
    expect(new Set(log.map(({ username }) => username))).toEqual(new Set(['of a test']));
    expect(log.every(({ timestamp }, i) => i === 0 || timestamp >= (log[i - 1]?.timestamp ?? ''))).toBe(true);
  });

  it('has the newest hundred entries', async () => {
    const file = await upload(server, 'often.txt');
    for (let i = 0; i < 105; i++) await server.core.patchAsset(SYSTEM, file._id as Id, { name: `often ${i}.txt` });
    const { log } = await get(server, file._id);
    expect(log).toHaveLength(100);
    expect(log.at(-1)?.info).toEqual({ from: 'often 103.txt', to: 'often 104.txt' });
  });
});
