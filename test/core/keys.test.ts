// API keys, users and shares: what they let their holder do, and that nobody gets more than was given.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Actor,
  type Core,
  hashPassword,
  type Id,
  isScope,
  SCOPES,
  type Scope,
  SYSTEM,
  shareActor,
} from '../../src/core/index.ts';
import { findUserToSignIn } from '../../src/core/users.ts';
import { contentOf, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { restore, trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

const forbidden = { code: 'forbidden' };
const ALL = Object.keys(SCOPES).filter(isScope);

describe('keys', () => {
  it('give no scope that their maker does not have', async () => {
    const { workspaceId } = await newTenant(core);
    for (const own of ALL.filter((scope) => scope !== 'admin')) {
      const maker = keyActor(workspaceId, [own, 'apikeys:write']);
      for (const scope of ALL) {
        const made = core.createKey(maker, { label: 'child', scopes: [scope] });
        if (scope === own || scope === 'apikeys:write') expect((await made).key.scopes).toEqual([scope]);
        else await expect(made).rejects.toMatchObject(forbidden);
      }
    }
  });

  it('of a vault make keys of that vault alone', async () => {
    const actor = await newTenant(core);
    const [vault, other] = [await core.createVault(actor, { name: 'a' }), await core.createVault(actor, { name: 'b' })];
    const bound = keyActor(actor.workspaceId, ['admin'], vault.id);
    const scopes: Scope[] = ['assets:read'];
    await expect(core.createKey(bound, { label: 'wider', scopes })).rejects.toMatchObject(forbidden);
    await expect(core.createKey(bound, { label: 'other', scopes, vaultId: other.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await core.createKey(bound, { label: 'same', scopes, vaultId: vault.id })).key.vaultId).toBe(vault.id);
    await expect(core.createVaultKey(bound, { vaultId: vault.id, label: 'x', type: 'public' })).rejects.toMatchObject(
      forbidden,
    );
  });

  it('that expire make no key that lives longer', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { name: 'brief' });
    const expiresAt = Date.now() + 60_000;
    const scopes: Scope[] = ['admin'];
    const { token } = await core.createKey(actor, { label: 'brief', scopes, expiresAt });
    const brief = await core.authenticate('admin', token);
    await expect(core.createKey(brief, { label: 'k', scopes, expiresAt: expiresAt + 1 })).rejects.toMatchObject(
      forbidden,
    );
    const earlier = await core.createKey(brief, { label: 'k', scopes, expiresAt: expiresAt - 1 });
    expect(earlier.key.expiresAt).toBe(expiresAt - 1);
    expect((await core.createKey(brief, { label: 'k', scopes })).key.expiresAt).toBe(expiresAt);
    const ofVault = await core.createVaultKey(brief, { vaultId: vault.id, label: 'k', type: 'secret' });
    expect(ofVault.key.expiresAt).toBe(expiresAt);
  });

  it('stand for their actor in each dialect until they are revoked or expire', async () => {
    const actor = await newTenant(core);
    const { key, token } = await core.createKey(actor, { label: 'k', scopes: ['store:read', 'assets:write'] });
    expect(await core.authenticate('store', token)).toMatchObject({ id: key.id, grants: ['read', 'write'] });
    expect(await core.authenticate('hub', token)).toMatchObject({ grants: ['write'] });
    await expect(core.authenticate('store', `${token}x`)).rejects.toMatchObject({ code: 'unauthenticated' });
    await core.revokeApiKey(actor, key.id);
    await expect(core.authenticate('store', token)).rejects.toMatchObject({ code: 'unauthenticated' });
    const brief = await core.createKey(actor, { label: 'k', scopes: ['admin'], expiresAt: Date.now() + 60_000 });
    await core.engine.write('testRun', [`update keys set expires_at = 1 where id = '${brief.key.id}'`]);
    await expect(core.authenticate('store', brief.token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('are not made for the past, without a label or scopes, or with scopes there are not', async () => {
    const actor = await newTenant(core);
    const wrong = [
      { expiresAt: 1 },
      { label: '' },
      { label: ' ' },
      { label: 'x'.repeat(201) },
      { scopes: [] },
      { scopes: ['root'] },
      { scopes: ['__proto__'] },
    ];
    for (const input of wrong) {
      await expect(core.createKey(actor, { label: 'k', scopes: ['admin'], ...input })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });

  it('are kept as a hash, and known to their workspace alone', async () => {
    const [actor, stranger] = [await newTenant(core), await newTenant(core)];
    const { key, token } = await core.createKey(actor, { label: 'k', scopes: ['admin'] });
    const rows = await core.engine.db.selectFrom('keys').selectAll().where('id', '=', key.id).execute();
    expect(JSON.stringify(rows)).not.toContain(token.slice(8));
    await expect(core.getKey(stranger, key.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(core.revokeApiKey(stranger, key.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('users', () => {
  const password = 'a long enough password';

  it('are made by administrators, of the workspace and of all, once for each address', async () => {
    const [actor, stranger] = [await newTenant(core), await newTenant(core)];
    const { workspaceId } = actor;
    const input = { workspaceId, email: ' Ann@Example.org ', role: 'viewer', passwordHash: null };
    await expect(core.createUser(stranger, input)).rejects.toMatchObject({ code: 'not_found' });
    const { token } = await core.createKey(actor, { label: 'of an editor', scopes: ['assets:write'] });
    const editor = await core.authenticate('admin', token);
    await expect(core.createUser(editor, input)).rejects.toMatchObject(forbidden);
    await core.createUser(actor, input);
    await expect(core.createUser(SYSTEM, { ...input, email: 'ann@example.ORG' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'email',
    });
    for (const wrong of [{ email: 'nobody' }, { email: 'a b@c' }, { role: 'root' }, { role: 'toString' }]) {
      await expect(core.createUser(SYSTEM, { ...input, email: 'bob@example.org', ...wrong })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });

  it('have names and addresses that every engine can keep', async () => {
    const { workspaceId } = await newTenant(core);
    const odd = { email: 'odd\0\ud800@example.org', name: 'odd\0\ud800', role: 'viewer', passwordHash: null };
    const id = await core.createUser(SYSTEM, { workspaceId, ...odd });
    const row = await core.engine.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
    expect(row).toMatchObject({ email: 'odd\ufffd\ufffd@example.org', name: 'odd\ufffd\ufffd' });
    expect(await findUserToSignIn(core.engine.db, odd.email)).toMatchObject({ id });
  });

  it('sign in with their password, and are what their role says', async () => {
    const { workspaceId } = await newTenant(core);
    await core.createUser(SYSTEM, {
      workspaceId,
      email: 'eve@example.org',
      role: 'viewer',
      passwordHash: await hashPassword(password),
    });
    const token = await core.signIn('EVE@example.org', password);
    expect(await core.authenticate('store', token)).toMatchObject({
      type: 'user',
      workspaceId,
      grants: ['read', 'libraries'],
      expiresAt: expect.any(Number),
      isInstanceAdmin: false,
    });
    for (const [email, attempt] of [
      ['eve@example.org', 'wrong'],
      ['nobody@example.org', password],
      ['eve@example.org', ''],
    ] as const) {
      await expect(core.signIn(email, attempt)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await core.engine.write('testRun', [`update users set disabled_at = 1 where email = 'eve@example.org'`]);
    await expect(core.authenticate('store', token)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(core.signIn('eve@example.org', password)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('shares', () => {
  const asset = async (actor: Actor) =>
    core.createAsset(actor, { name: 'a.txt', folderId: null, content: contentOf('a') });

  it('open what they were made for, and nothing once that is trashed, the share stopped or its time over', async () => {
    const actor = await newTenant(core);
    const { id } = await asset(actor);
    const share = await core.createShare(actor, { assetId: id });
    const token = core.shareToken(share.id);
    const gone = { code: 'not_found' };
    expect((await core.openShare(token)).target).toMatchObject({ type: 'asset', asset: { id } });
    await trash(core, actor, id);
    await expect(core.openShare(token)).rejects.toMatchObject(gone);
    await restore(core, actor, id);
    await core.patchShare(actor, share.id, { isActive: false });
    await expect(core.openShare(token)).rejects.toMatchObject(gone);
    await core.patchShare(actor, share.id, { isActive: true, expiresAt: Date.now() - 1 });
    await expect(core.openShare(token)).rejects.toMatchObject({ code: 'gone' });
    await core.patchShare(actor, share.id, { expiresAt: null });
    await core.deleteShare(actor, share.id);
    await expect(core.openShare(token)).rejects.toMatchObject(gone);
    for (const wrong of ['', 'x', core.shareToken(id), `${token}A`, token.slice(1)]) {
      await expect(core.openShare(wrong)).rejects.toMatchObject(gone);
    }
  });

  it('give exactly as many downloads as were allowed, however many ask at once', async () => {
    const actor = await newTenant(core);
    const { id } = await asset(actor);
    const share = await core.createShare(actor, { assetId: id, maxDownloads: 10 });
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => core.takeShareDownload(share, [id])));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10);
    await expect(core.openShare(core.shareToken(share.id))).rejects.toMatchObject({ code: 'gone' });
    expect(await core.getAsset(actor, id)).toMatchObject({ downloadCount: 10 });
  });

  it('are of one thing that their maker may share, and let their holder read that alone', async () => {
    const [actor, stranger] = [await newTenant(core), await newTenant(core)];
    const [one, other] = [await asset(actor), await asset(actor)];
    const folder = await core.createFolder(actor, { name: 'f' });
    for (const target of [{}, { assetId: one.id, folderId: folder.id }]) {
      await expect(core.createShare(actor, target)).rejects.toMatchObject({ code: 'invalid' });
    }
    for (const maxDownloads of [0, -1, 1.5]) {
      await expect(core.createShare(actor, { assetId: one.id, maxDownloads })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
    await expect(core.createShare(stranger, { assetId: one.id })).rejects.toMatchObject({ code: 'not_found' });
    const reader = keyActor(actor.workspaceId, ['assets:read']);
    await expect(core.createShare(reader, { assetId: one.id })).rejects.toMatchObject(forbidden);
    const guest = shareActor(await core.createShare(actor, { assetId: one.id }));
    expect((await core.getAsset(guest, one.id)).id).toBe(one.id);
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => core.getAsset(guest, other.id),
      () => core.patchAsset(guest, one.id, { name: 'mine' }),
      () => core.deleteAsset(guest, one.id),
      () =>
        core.listAssets(guest, {
          filters: [],
          sort: { field: 'created', order: 'asc' },
          limit: 1,
          includeTotal: false,
        }),
      () => core.getFolder(guest, folder.id),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    const ids: Id[] = [one.id, other.id];
    await expect(core.getArchiveOfAssets(guest, ids)).rejects.toMatchObject({ code: 'not_found' });
  });
});
