import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, SYSTEM } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { refusedFields } from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addUser('Ada@Example.org', 'editor');
  await addUser('viewer@example.org', 'viewer');
});
afterAll(() => server[Symbol.asyncDispose]());

async function addUser(email: string, role: string) {
  const workspaceId = server.core.instance.workspace.id;
  const passwordHash = await hashPassword('correct horse');
  await server.core.createUser(SYSTEM, { workspaceId, email, role, passwordHash });
}

const signIn = (fields: Record<string, string>) =>
  server.api('/api/login/access-token', { method: 'POST', key: null, body: new URLSearchParams(fields) });

describe('signing in', () => {
  it('gives a bearer token that is good for what the role allows', async () => {
    const response = await signIn({
      grant_type: 'password',
      username: 'ada@example.org',
      password: 'correct horse',
      scope: '',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = (await response.json()) as { access_token: string };
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'bearer' });
    const folder = { method: 'POST', key: body.access_token, json: { name: 'mine' } };
    expect(await server.json('/api/store/folder', folder)).toMatchObject({ name: 'mine' });
    const viewer = await signIn({ username: 'viewer@example.org', password: 'correct horse' });
    const { access_token: key } = (await viewer.json()) as { access_token: string };
    expect((await server.api('/api/store/folder', { key })).status).toBe(200);
    expect((await server.api('/api/store/folder', { ...folder, key })).status).toBe(403);
  });

  it('is refused alike for a wrong password and an unknown address', async () => {
    const wrong = await signIn({ username: 'ada@example.org', password: 'wrong' });
    const unknown = await signIn({ username: 'nobody@example.org', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('needs address and password', async () => {
    expect(await refusedFields(await signIn({ username: 'a@b' }))).toEqual(['password']);
    expect(await refusedFields(await signIn({ password: 'x' }))).toEqual(['username']);
    expect(
      await refusedFields(await signIn({ grant_type: 'client_credentials', username: 'a', password: 'b' })),
    ).toEqual(['grant_type']);
  });

  it('is limited in attempts by address, and not for others', async () => {
    const attempts = Array.from(
      { length: 15 },
      async () => (await signIn({ username: 'X@example.org', password: 'no' })).status,
    );
    const statuses = await Promise.all(attempts);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await signIn({ username: ' x@EXAMPLE.org', password: 'no' })).status).toBe(429);
    expect((await signIn({ username: 'ada@example.org', password: 'correct horse' })).status).toBe(200);
  });
});
