// Ways to an account or to rights that somebody lacks, each tried and found shut.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, type Id, SYSTEM } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyWith, pathOf } from '../support/store.ts';

const PASSWORD = 'a long enough password';
const OTHER_PASSWORD = 'another long password';

let server: TestServer;
/** An admin key of the first workspace that is no administrator of the installation. */
let adminKey: string;
beforeAll(async () => {
  server = await startTestServer();
  adminKey = await keyWith(server, 'admin');
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
async function addUser(role = 'editor'): Promise<{ readonly id: Id; readonly email: string; readonly hash: string }> {
  const email = `taken${++count}@example.org`;
  const hash = await hashPassword(PASSWORD);
  const workspaceId = server.core.instance.workspace.id;
  return { id: await server.core.createUser(SYSTEM, { workspaceId, email, role, passwordHash: hash }), email, hash };
}

const makeLink = async (id: string, key: string) =>
  (await server.json<{ url: string }>(`/api/admin/users/${id}/password-link`, { method: 'POST', key })).url;
const patch = (id: string, json: object, key = server.rootKey) =>
  server.api(`/api/admin/users/${id}`, { method: 'PATCH', json, key });
const setPassword = (link: string, password: string) =>
  server.api('/setup/password', {
    method: 'POST',
    key: null,
    body: new URLSearchParams({ token: new URL(link).searchParams.get('token') ?? '', password }),
  });
const status = async (path: string, key: string | null, method = 'GET', json?: object) =>
  (await server.api(path, { method, key, ...(json === undefined ? {} : { json }) })).status;

describe('a password link', () => {
  it('ends when its user becomes an administrator of the installation, for who made it could become one by it', async () => {
    const user = await addUser('admin');
    const link = await makeLink(user.id, adminKey);
    expect((await patch(user.id, { is_instance_admin: true })).status).toBe(200);
    expect((await fetch(server.url + pathOf(link))).status).toBe(403);
    expect((await setPassword(link, OTHER_PASSWORD)).status).toBe(403);
    expect(await server.core.signIn(user.email, PASSWORD)).toMatch(/^session_/);
    const ofTheirLike = await makeLink(user.id, server.rootKey);
    expect((await patch(user.id, { name: 'Ada', is_instance_admin: true })).status).toBe(200);
    expect((await setPassword(ofTheirLike, OTHER_PASSWORD)).status).toBeLessThan(400);
  });

  it('signs nobody in for a page of another site, which could so make somebody work in its own account', async () => {
    const send = async (origin: string) => {
      const { id } = await addUser();
      const token = new URL(await makeLink(id, adminKey)).searchParams.get('token') ?? '';
      const body = new URLSearchParams({ token, password: OTHER_PASSWORD });
      const answer = await server.api('/setup/password', { method: 'POST', key: null, headers: { origin }, body });
      return answer.headers.get('set-cookie');
    };
    for (const origin of ['https://evil.example', 'null']) expect([origin, await send(origin)]).toEqual([origin, null]);
    expect(await send(server.url)).toMatch(/^vitrine_session=session_/);
  });

  it('begins with what the server was asked for, never with a host that only a header names', async () => {
    const { id } = await addUser();
    const { url } = await server.json<{ url: string }>(`/api/admin/users/${id}/password-link`, {
      method: 'POST',
      key: adminKey,
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' },
    });
    expect(url.startsWith(`${server.url}/setup/password?`)).toBe(true);
  });
});

describe('a session', () => {
  it('does not begin with a password that was changed, or by a person who was locked out, while it was looked at', async () => {
    const changed = await addUser();
    expect((await setPassword(await makeLink(changed.id, adminKey), OTHER_PASSWORD)).status).toBeLessThan(400);
    await expect(server.core.createSession(changed.id, changed.hash)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const disabled = await addUser();
    expect((await patch(disabled.id, { disabled: true })).status).toBe(200);
    await expect(server.core.createSession(disabled.id, disabled.hash)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('has at once the rights of the role that its user gets', async () => {
    const user = await addUser('admin');
    const key = await server.core.signIn(user.email, PASSWORD);
    const asks = async () => [
      await status('/api/admin/users', key),
      await status('/api/store/folder', key, 'POST', { name: `of ${count++}` }),
      await status('/api/store/asset', key),
    ];
    expect(await asks()).toEqual([200, 201, 200]);
    expect((await patch(user.id, { role: 'editor' })).status).toBe(200);
    expect(await asks()).toEqual([403, 201, 200]);
    expect((await patch(user.id, { role: 'viewer' })).status).toBe(200);
    expect(await asks()).toEqual([403, 403, 200]);
    expect((await patch(user.id, { disabled: true })).status).toBe(200);
    expect(await asks()).toEqual([401, 401, 401]);
  });
});

describe('a key of a vault, whatever its scopes,', () => {
  it('knows nothing of users, of the workspace as a whole, nor of its jobs', async () => {
    const workspaceId = server.core.instance.workspace.id;
    const owner = await server.core.authenticate('vaults', server.rootKey);
    const vault = await server.core.createVault(owner, { name: 'walled', slug: 'walled' });
    const { token } = await server.core.createKey(SYSTEM, {
      workspaceId,
      label: 'walled',
      scopes: ['admin'],
      vaultId: vault.id,
    });
    const { id } = await addUser();
    const missing = '0123456789abcdef01234567';
    for (const [path, method, json] of [
      ['/api/admin/users', 'GET', undefined],
      ['/api/admin/users', 'POST', { email: 'spy@example.org', role: 'admin' }],
      [`/api/admin/users/${id}`, 'GET', undefined],
      [`/api/admin/users/${id}`, 'PATCH', { role: 'admin' }],
      [`/api/admin/users/${id}/password-link`, 'POST', undefined],
      ['/api/admin/workspaces', 'GET', undefined],
      ['/api/admin/workspaces', 'POST', { name: 'Mine' }],
      [`/api/admin/workspaces/${workspaceId}`, 'GET', undefined],
      [`/api/admin/workspaces/${workspaceId}`, 'PATCH', { trash_days: 1 }],
      ['/api/admin/usage', 'GET', undefined],
      ['/api/admin/usage?all=true', 'GET', undefined],
      ['/api/admin/health', 'GET', undefined],
      [`/api/admin/jobs/${missing}/retry`, 'POST', undefined],
      ['/metrics', 'GET', undefined],
    ] as const)
      expect([method, path, await status(path, token, method, json)]).toEqual([method, path, 403]);
  });
});

describe('the page of the first start', () => {
  it('looks at the link before anything else, so that nobody without one makes the server work', async () => {
    const form = { token: `setup_${'x'.repeat(43)}`, email: 'eve@example.org', password: 'short' };
    const answer = await server.api('/setup', { method: 'POST', key: null, body: new URLSearchParams(form) });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });
});
