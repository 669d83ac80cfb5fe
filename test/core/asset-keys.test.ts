import mime from 'mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetKey, findByAssetKey } from '../../src/core/asset-keys.ts';
import type { Id } from '../../src/core/ids.ts';
import { newId } from '../../src/core/ids.ts';
import { contentOf, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { trash } from '../support/trash.ts';

const secret = 'the secret of an installation';
const ID = '00112233445566778899aabb' as Id;
const keyOf = (id: Id, mimeType = 'image/png') => assetKey({ secret }, { id, mimeType });

describe('the key of an asset', () => {
  it('leads back to its id, whichever extension it has', () => {
    for (let i = 0; i < 1000; i++) {
      const id = newId(Date.now());
      const key = keyOf(id);
      expect(key).toMatch(/^[\w-]{38}\.png$/);
      expect(findByAssetKey({ secret }, key)).toBe(id);
      expect(findByAssetKey({ secret }, key.replace(/png$/, 'docx'))).toBe(id);
    }
  });

  it('is the same each time, and another in another installation', () => {
    expect(keyOf(ID)).toBe(keyOf(ID));
    expect(assetKey({ secret: 'other' }, { id: ID, mimeType: 'image/png' })).not.toBe(keyOf(ID));
    expect(findByAssetKey({ secret: 'other' }, keyOf(ID))).toBeUndefined();
  });

  it('has one spelling alone: every other character in any place makes it unknown', () => {
    const key = keyOf(ID);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < 38; at++) {
      for (const char of alphabet) {
        if (char === key[at]) continue;
        expect(findByAssetKey({ secret }, key.slice(0, at) + char + key.slice(at + 1))).toBeUndefined();
      }
    }
  });

  it.each([
    ['nothing', ''],
    ['no extension', keyOf(ID).slice(0, 38)],
    ['an empty extension', keyOf(ID).slice(0, 39)],
    ['an extension that is none', `${keyOf(ID).slice(0, 39)}p/g`],
    ['two extensions', `${keyOf(ID)}.gz`],
    ['a long extension', `${keyOf(ID).slice(0, 39)}${'x'.repeat(17)}`],
    ['padding', keyOf(ID).replace('.', '==.')],
    ['a line behind it', `${keyOf(ID)}\n`],
    ['a blank before it', ` ${keyOf(ID)}`],
    ['the id alone', ID],
  ])('is unknown with %s', (_, key) => expect(findByAssetKey({ secret }, key)).toBeUndefined());

  it.each([
    ['image/jpeg', 'jpg'],
    ['image/svg+xml', 'svg'],
    ['application/pdf', 'pdf'],
    ['audio/mpeg', 'mp3'],
    ['video/quicktime', 'mov'],
    ['video/matroska', 'mkv'],
    ['application/octet-stream', 'bin'],
    ['application/x-nobody-knows', 'bin'],
    ['model/vnd.parasolid.transmit.text', 'bin'],
    ['', 'bin'],
  ])('of %s ends in %s', (mimeType, extension) => expect(keyOf(ID, mimeType).slice(39)).toBe(extension));

  it('is well-formed for every type of the registry', () => {
    const types = ['jpg', 'x_b', 'vbox-extpack', 'fe_launch', 'n-gage', 'c++', 'html', 'mp4', 'tar'];
    for (const type of types.map((extension) => mime.getType(extension) ?? 'a/b'))
      expect(findByAssetKey({ secret }, keyOf(ID, type))).toBe(ID);
  });
});

describe('asking for an asset by its key', () => {
  let opened: TestCore;
  beforeAll(async () => {
    opened = await openTestCore();
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  const create = (isPublic: boolean) =>
    opened.core.createAsset(opened.admin, { content: contentOf('a'), name: 'a.txt', folderId: null, isPublic });

  it('gives everyone a public one, and only readers of its workspace a private one', async () => {
    const { core, admin, workspaceId } = opened;
    const stranger = await newTenant(core);
    const writer = keyActor(workspaceId, ['assets:write']);
    const open = await create(true);
    for (const actor of [admin, stranger, writer, { type: 'anonymous' } as const])
      expect(await core.getAssetByKey(actor, core.assetKey(open))).toEqual(open);
    const secured = await create(false);
    const ask = (actor: Parameters<typeof core.getAssetByKey>[0]) => core.getAssetByKey(actor, core.assetKey(secured));
    expect(await ask(admin)).toEqual(secured);
    await expect(ask(stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(writer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask({ type: 'anonymous' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('gives nobody what is in the trash, has expired or is gone', async () => {
    const { core, admin } = opened;
    const [trashed, expired, deleted] = [await create(true), await create(true), await create(true)];
    await trash(core, admin, trashed.id);
    await core.patchAsset(admin, expired.id, { expiresAt: Date.now() - 1 });
    await core.deleteLiveAsset(admin, deleted.id);
    for (const asset of [trashed, expired, deleted])
      await expect(core.getAssetByKey(admin, core.assetKey(asset))).rejects.toMatchObject({ code: 'not_found' });
  });
});
