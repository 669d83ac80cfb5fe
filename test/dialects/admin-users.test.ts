import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { type ApiInit, startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith, pathOf, refusedFields } from '../support/store.ts';

const PASSWORD = 'a long enough password';

interface UserRead {
  readonly id: string;
  readonly workspace: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly is_instance_admin: boolean;
  readonly has_password: boolean;
  readonly disabled_at: string | null;
}
interface UserCreated extends UserRead {
  readonly password_link: { readonly url: string; readonly expires_at: string } | null;
}

let server: TestServer;
/** An admin key of the first workspace that is no administrator of the installation. */
let adminKey: string;
let otherKey: string;
beforeAll(async () => {
  server = await startTestServer();
  adminKey = await keyWith(server, 'admin');
  otherKey = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
const address = () => `person${++count}@example.org`;
const post = (path: string, json: object, init: ApiInit = {}) => server.api(path, { method: 'POST', json, ...init });
const patch = (id: string, json: object, key?: string) =>
  server.api(`/api/admin/users/${id}`, { method: 'PATCH', json, ...(key === undefined ? {} : { key }) });

async function addUser(role = 'editor', key = adminKey, more: object = {}): Promise<UserCreated> {
  const response = await post('/api/admin/users', { email: address(), role, password: PASSWORD, ...more }, { key });
  expect(response.status).toBe(201);
  return (await response.json()) as UserCreated;
}

const signIn = ({ email }: { readonly email: string }, password = PASSWORD) => server.core.signIn(email, password);
const statusOf = async (path: string, init: ApiInit = {}) => (await server.api(path, init)).status;

function setPassword(link: string, password: string): Promise<Response> {
  const token = new URL(link).searchParams.get('token') ?? '';
  const body = new URLSearchParams({ token, password });
  return fetch(`${server.url}/setup/password`, { method: 'POST', body, redirect: 'manual' });
}

describe('users', () => {
  it('are added with a password, or with a link that sets one and works once', async () => {
    const added = await addUser('viewer');
    expect(added).toMatchObject({ role: 'viewer', has_password: true, password_link: null, disabled_at: null });
    const response = await post(
      '/api/admin/users/',
      { email: address(), name: 'Ada', role: 'editor' },
      { key: adminKey },
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const invited = (await response.json()) as UserCreated;
    expect(invited).toMatchObject({ name: 'Ada', has_password: false, is_instance_admin: false });
    const link = invited.password_link?.url ?? '';
    expect(link).toMatch(/\/setup\/password\?token=password_[\w-]{43}$/);
    await expect(signIn(invited, '')).rejects.toThrow('wrong');
    const page = await fetch(server.url + pathOf(link));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(await page.text()).toContain(invited.email);
    expect((await setPassword(link, 'short')).status).toBe(422);
    const set = await setPassword(link, PASSWORD);
    expect([set.status, set.headers.get('location')]).toEqual([303, '../']);
    expect(set.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    expect(await signIn(invited)).toMatch(/^session_/);
    expect((await setPassword(link, 'another long password')).status).toBe(403);
    expect((await fetch(server.url + pathOf(link))).status).toBe(403);
    expect(JSON.stringify(await server.json(`/api/admin/users/${invited.id}`))).not.toMatch(
      /password_[\w-]{43}|argon2/,
    );
  });

  it('are told what is wrong with them', async () => {
    const { email } = await addUser();
    for (const [json, field] of [
      [{ email: 'nobody', role: 'viewer' }, 'email'],
      [{ email: address(), role: 'king' }, 'role'],
      [{ email: address(), role: 'viewer', password: 'short' }, 'password'],
      [{ role: 'viewer' }, 'email'],
    ] as const)
      expect(await refusedFields(await post('/api/admin/users', json, { key: adminKey }))).toEqual([field]);
    const taken = await post('/api/admin/users', { email: email.toUpperCase(), role: 'viewer' }, { key: otherKey });
    expect(taken.status).toBe(409);
  });

  it('are listed with filters, those of the workspace alone', async () => {
    const mine = await addUser('viewer');
    const theirs = await addUser('viewer', otherKey);
    const list = (query: string, key: string) =>
      server.json<{ items: UserRead[]; collection_total: number }>(`/api/admin/users/?${query}`, { key });
    const ids = async (query: string, key: string) => (await list(query, key)).items.map(({ id }) => id);
    expect(await ids('limit=250', adminKey)).toContain(mine.id);
    expect(await ids('limit=250', adminKey)).not.toContain(theirs.id);
    expect(await ids('limit=250', otherKey)).toEqual([theirs.id]);
    expect(await ids(`limit=250&workspace=${theirs.workspace}`, adminKey)).toEqual([]);
    expect(await ids(`limit=250&workspace=${theirs.workspace}`, server.rootKey)).toEqual([theirs.id]);
    expect(await ids(`email=${encodeURIComponent(mine.email)}`, adminKey)).toEqual([mine.id]);
    expect(await ids('role=admin&disabled__isnull=false', adminKey)).toEqual([]);
  });

  it('are unknown to administrators of other workspaces, as if there were none', async () => {
    const { id, workspace } = await addUser();
    const missing = '0123456789abcdef01234567';
    for (const [path, method, json] of [
      ['', 'GET', undefined],
      ['', 'PATCH', { name: 'Mine' }],
      ['/password-link', 'POST', undefined],
    ] as const) {
      const send = async (who: string) => {
        const response = await server.api(`/api/admin/users/${who}${path}`, { method, json, key: otherKey });
        return [response.status, await response.text()];
      };
      expect(await send(id)).toEqual(await send(missing));
      expect((await send(id))[0]).toBe(404);
    }
    const intoAnother = { email: address(), role: 'viewer', workspace };
    expect((await post('/api/admin/users', intoAnother, { key: otherKey })).status).toBe(404);
    expect((await post('/api/admin/users', intoAnother)).status).toBe(201);
  });

  it('are managed by administrators alone', async () => {
    const user = await addUser();
    const editor = await signIn(user);
    const expiring = await server.core.createKey(SYSTEM, {
      workspaceId: server.core.instance.workspace.id,
      label: 'brief',
      scopes: ['admin'],
      expiresAt: Date.now() + 60_000,
    });
    const input = { email: address(), role: 'viewer' };
    for (const [key, status] of [
      [editor, 403],
      [await keyWith(server, 'apikeys:write', 'assets:write'), 403],
      [null, 401],
    ] as const) {
      expect(await statusOf('/api/admin/users', { key })).toBe(status);
      expect((await post('/api/admin/users', input, { key })).status).toBe(status);
      expect(await statusOf(`/api/admin/users/${user.id}`, { method: 'PATCH', json: { role: 'admin' }, key })).toBe(
        status,
      );
      expect(await statusOf(`/api/admin/users/${user.id}/password-link`, { method: 'POST', key })).toBe(status);
    }
    // What it made would outlive it.
    expect((await post('/api/admin/users', input, { key: expiring.token })).status).toBe(403);
    expect((await patch(user.id, { role: 'admin' }, expiring.token)).status).toBe(403);
  });

  it('change name and role at once, and sign in no more when they are disabled', async () => {
    await addUser('admin');
    const user = await addUser('viewer');
    const session = await signIn(user);
    expect(await statusOf('/api/admin/users', { key: session })).toBe(403);
    expect(await (await patch(user.id, { name: 'Grace', role: 'admin' }, adminKey)).json()).toMatchObject({
      name: 'Grace',
      role: 'admin',
    });
    expect(await statusOf('/api/admin/users', { key: session })).toBe(200);
    const disabled = (await (await patch(user.id, { disabled: true }, adminKey)).json()) as UserRead;
    expect(disabled.disabled_at).toEqual(expect.any(String));
    expect(await statusOf('/api/admin/users', { key: session })).toBe(401);
    await expect(signIn(user)).rejects.toThrow('wrong');
    expect(await statusOf(`/api/admin/users/${user.id}/password-link`, { method: 'POST' })).toBe(409);
    await patch(user.id, { disabled: false }, adminKey);
    expect(await statusOf('/api/admin/users', { key: session })).toBe(401);
    expect(await signIn(user)).toMatch(/^session_/);
  });

  it('keep the last administrator of a workspace', async () => {
    const key = await keyOfAnotherWorkspace(server);
    const [first, second] = [await addUser('admin', key), await addUser('admin', key)];
    expect((await patch(first.id, { role: 'viewer' }, key)).status).toBe(200);
    for (const change of [{ role: 'editor' }, { disabled: true }]) {
      const refused = await patch(second.id, change, key);
      expect([refused.status, await refused.json()]).toEqual([
        409,
        { detail: 'This is the last administrator of the workspace.' },
      ]);
      expect((await patch(second.id, change)).status).toBe(409);
    }
  });

  it('leave one of two administrators who take the role from each other at once', async () => {
    const key = await keyOfAnotherWorkspace(server);
    const admins = [await addUser('admin', key), await addUser('admin', key)];
    const answers = await Promise.all(
      admins.map(({ id }, i) => patch(id, { role: 'viewer' }, i === 0 ? key : server.rootKey)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('administrators of the installation', () => {
  it('are made and changed by their like alone, and one stays', async () => {
    const user = await addUser('admin');
    expect((await patch(user.id, { is_instance_admin: true }, adminKey)).status).toBe(403);
    expect(await (await patch(user.id, { is_instance_admin: true })).json()).toMatchObject({ is_instance_admin: true });
    for (const change of [{ name: 'Mine' }, { disabled: true }, { is_instance_admin: false }])
      expect((await patch(user.id, change, adminKey)).status).toBe(403);
    const reset = await server.api(`/api/admin/users/${user.id}/password-link`, { method: 'POST', key: adminKey });
    expect(reset.status).toBe(403);
    await addUser('admin');
    expect((await patch(user.id, { is_instance_admin: false })).status).toBe(409);
    expect(await refusedFields(await patch(user.id, { role: 'editor' }))).toEqual(['role']);
    const session = await signIn(user);
    expect(await statusOf('/api/admin/workspaces', { key: session })).toBe(200);
  });
});

describe('password links', () => {
  it('are replaced by the next, and end every session when they are used', async () => {
    const user = await addUser();
    const session = await signIn(user);
    const make = async () =>
      server.json<{ url: string }>(`/api/admin/users/${user.id}/password-link`, { method: 'POST', key: adminKey });
    const [first, second] = [await make(), await make()];
    expect((await setPassword(first.url, 'another long password')).status).toBe(403);
    expect(await signIn(user)).toMatch(/^session_/);
    expect((await setPassword(second.url, 'another long password')).status).toBe(303);
    expect(await statusOf('/api/admin/me/sessions', { key: session })).toBe(401);
    await expect(signIn(user)).rejects.toThrow('wrong');
    expect(await signIn(user, 'another long password')).toMatch(/^session_/);
  });
});

describe('the own account', () => {
  interface Sessions {
    readonly items: readonly { readonly id: string; readonly is_current: boolean }[];
  }
  const sessionsOf = (key: string) => server.json<Sessions>('/api/admin/me/sessions', { key });

  it('lists sessions and ends them one by one or all others, never those of somebody else', async () => {
    const user = await addUser('viewer');
    const [one, two, three] = [await signIn(user), await signIn(user), await signIn(user)];
    const foreign = await sessionsOf(await signIn(await addUser('viewer')));
    const { items } = await sessionsOf(one);
    expect(items.map(({ is_current }) => is_current).sort()).toEqual([false, false, true]);
    expect(JSON.stringify(items)).not.toContain('session_');
    const mineAt = async (key: string) => (await sessionsOf(key)).items.find(({ is_current }) => is_current)?.id;
    const end = (id: string | undefined) => statusOf(`/api/admin/me/sessions/${id}`, { method: 'DELETE', key: one });
    expect(await end(await mineAt(two))).toBe(204);
    expect(await statusOf('/api/admin/me/sessions', { key: two })).toBe(401);
    expect(await end(foreign.items[0]?.id)).toBe(404);
    expect(await end('nonsense')).toBe(404);
    expect(await statusOf('/api/admin/me/sessions', { method: 'DELETE', key: one })).toBe(204);
    expect(await statusOf('/api/admin/me/sessions', { key: three })).toBe(401);
    expect(await statusOf('/api/admin/me/sessions', { key: one })).toBe(200);
  });

  it('changes its password with the old one, which ends all other sessions', async () => {
    const user = await addUser('viewer');
    const [one, two] = [await signIn(user), await signIn(user)];
    const change = (old_password: string, new_password: string) =>
      server.api('/api/admin/me/password', { method: 'PUT', json: { old_password, new_password }, key: one });
    expect(await refusedFields(await change('not the old one', 'another long password'))).toEqual(['old_password']);
    expect(await refusedFields(await change(PASSWORD, 'short'))).toEqual(['new_password']);
    expect((await change(PASSWORD, 'another long password')).status).toBe(204);
    expect(await statusOf('/api/admin/me/sessions', { key: one })).toBe(200);
    expect(await statusOf('/api/admin/me/sessions', { key: two })).toBe(401);
    expect(await signIn(user, 'another long password')).toMatch(/^session_/);
    for (let i = 0; i < 10; i++) await change('not the old one', 'another long password');
    expect((await change('another long password', PASSWORD)).status).toBe(429);
  });

  it('is nothing that keys have', async () => {
    for (const [path, method] of [
      ['sessions', 'GET'],
      ['sessions', 'DELETE'],
      ['sessions/0123456789abcdef01234567', 'DELETE'],
    ] as const) {
      expect(await statusOf(`/api/admin/me/${path}`, { method })).toBe(403);
      expect(await statusOf(`/api/admin/me/${path}`, { method, key: null })).toBe(401);
    }
  });
});

describe('workspaces', () => {
  interface WorkspaceRead {
    readonly id: string;
    readonly name: string;
    readonly asset_count: number;
    readonly trash_days: number | null;
    readonly trash_days_in_effect: number;
  }

  it('are listed with their totals and renamed by administrators of the installation', async () => {
    const { id } = await server.json<{ id: string }>('/api/admin/workspaces', {
      method: 'POST',
      json: { name: 'Fourth' },
    });
    await server.upload('a.txt', 'counted');
    const { items } = await server.json<{ items: WorkspaceRead[] }>('/api/admin/workspaces/?limit=250');
    expect(items[0]).toMatchObject({ id, name: 'Fourth', asset_count: 0, trash_days: null, trash_days_in_effect: 30 });
    expect(items.at(-1)?.asset_count).toBeGreaterThan(0);
    const rename = (key: string) =>
      server.api(`/api/admin/workspaces/${id}`, { method: 'PATCH', json: { name: 'Renamed' }, key });
    expect(await (await rename(server.rootKey)).json()).toMatchObject({ name: 'Renamed' });
    expect((await rename(otherKey)).status).toBe(404);
    expect(await statusOf('/api/admin/workspaces', { key: adminKey })).toBe(403);
  });

  it('keep things in their trash for as long as their own administrators say', async () => {
    const { id: workspace } = server.core.instance.workspace;
    const path = `/api/admin/workspaces/${workspace}`;
    const send = (json: object, key = adminKey) => server.api(path, { method: 'PATCH', json, key });
    expect(await (await send({ trash_days: 0 })).json()).toMatchObject({ trash_days: 0, trash_days_in_effect: 0 });
    expect((await send({ name: 'Mine' })).status).toBe(403);
    for (const trash_days of [-1, 1.5, 36_501, 'week'])
      expect(await refusedFields(await send({ trash_days }))).toEqual(['trash_days']);
    const { id } = await server.upload('old.txt', 'old');
    await server.api(`/api/assets/${id}`, { method: 'DELETE' });
    const isInTrash = async () =>
      (await server.core.getTrashSize(await server.core.authenticate('admin', adminKey))) > 0;
    expect(await isInTrash()).toBe(true);
    // For ever, whatever the server is set to.
    await server.core.emptyOldTrash(1);
    expect(await isInTrash()).toBe(true);
    expect(await (await send({ trash_days: null })).json()).toMatchObject({
      trash_days: null,
      trash_days_in_effect: 30,
    });
    await server.core.emptyOldTrash(1);
    expect(await isInTrash()).toBe(false);
    expect((await send({ trash_days: 1 }, await keyWith(server, 'assets:write'))).status).toBe(403);
  });
});
