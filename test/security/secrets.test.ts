// After all kinds of secrets have been made and used, nothing that is kept or told has any of them: not the database with its journal, nor a
// backup, nor the log at its most talkative, nor metrics and errors.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/backups.ts';
import { runCommand, type ServerProcess, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';
import { CHANNEL } from '../support/vaults.ts';

const ROOT_KEY = 'the-root-key-that-nobody-may-find-anywhere';
const PASSWORDS = {
  user: 'the password of Ada',
  wrong: 'what Ada typed first',
  share: 'the password of a share',
  url: 'the password of an address',
};
const ADA = 'ada@example.org';

it('no secret is in the database, a backup, the log, the metrics or an error', async () => {
  await using folder = await temporaryFolder();
  const settings = { VITRINE_DATA: join(folder.path, 'data'), VITRINE_ROOT_KEY: ROOT_KEY, VITRINE_LOG_LEVEL: 'debug' };
  await using server = await startServerProcess(settings);
  const answers: string[] = [];
  const secrets = await useAll(server, answers);
  expect(Object.values(secrets).filter((secret) => secret.length < 12)).toEqual([]);
  expect(await server.stop()).toBe(0);

  const backup = join(folder.path, 'backup');
  expect((await runCommand(['backup', backup], settings)).code).toBe(0);
  const kept = [...(await filesBelow(settings.VITRINE_DATA)), ...(await filesBelow(backup))];
  expect(kept.filter(({ path }) => path.endsWith('.sqlite'))).toHaveLength(2);
  const told = [
    { path: 'the log', bytes: Buffer.from(withoutFirstLink(server.output())) },
    { path: 'answers', bytes: Buffer.from(answers.join('\n')) },
  ];
  // What is no secret is found, so a secret would be.
  expect(kept.filter(({ bytes }) => bytes.includes('in-vault.txt'))).toHaveLength(2);
  expect(told.filter(({ bytes }) => bytes.includes('/api/store/asset/'))).toEqual(told);
  const found = [...kept, ...told].flatMap(({ path, bytes }) =>
    Object.entries(secrets)
      .filter(([, secret]) => bytes.includes(secret))
      .map(([what]) => `${what} in ${path}`),
  );
  expect(found).toEqual([]);
});

/** Makes secrets of every kind and uses each, rightly and wrongly; answers them by what they are. `answers`: what was told of it all. */
async function useAll(server: ServerProcess, answers: string[]): Promise<Record<string, string>> {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(server.url + path, { redirect: 'manual', ...init });
  const asRoot = { authorization: `Bearer ${ROOT_KEY}` };
  const make = async <T>(path: string, body: unknown): Promise<T> => {
    const headers = { ...asRoot, 'content-type': 'application/json' };
    const response = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([path, response.status < 300]).toEqual([path, true]);
    return response.json() as Promise<T>;
  };
  /** What is told there is looked through. */
  const look = async (path: string, init: RequestInit = {}): Promise<void> => {
    const response = await ask(path, init);
    answers.push(await response.text(), JSON.stringify([...response.headers]));
  };

  const stored = await ask('/api/store/asset/upload', {
    method: 'POST',
    headers: asRoot,
    body: formWith('a.txt', 'x'),
  });
  const { id } = (await stored.json()) as { id: string };
  const { key } = await make<{ key: string }>('/api/admin/api-keys', { label: 'k', scopes: ['assets:read'] });
  const { token } = await make<{ token: string }>('/api/share/', { asset: id, password: PASSWORDS.share });

  const vault = await make<{ id: string; slug: string }>('/api/v1/vaults', { name: 'Site', visibility: 'signed' });
  const { key: vaultKey } = await make<{ key: string }>(`/api/v1/vaults/${vault.id}/keys`, {
    label: 'k',
    type: 'secret',
  });
  const secret = await make<{ signing_secret: string }>(`/api/v1/vaults/${vault.id}/rotate-signing-secret`, {});
  const form = formWith('in-vault.txt', 'y');
  for (const [name, value] of Object.entries(CHANNEL)) form.append(name, value);
  const delivered = await ask('/v1/assets', {
    method: 'POST',
    headers: { authorization: `Bearer ${vaultKey}` },
    body: form,
  });
  expect(delivered.status).toBe(201);
  await look(
    `/v/${vault.slug}/marketing/blog/hero-images/in-vault.txt?token=${secret.signing_secret}&expires=4000000000`,
    {
      headers: { 'x-vault-password': PASSWORDS.url },
    },
  );

  const user = await make<{ password_link: { url: string } }>('/api/admin/users', { email: ADA, role: 'admin' });
  const link = new URL(user.password_link.url);
  const linkToken = link.searchParams.get('token') ?? '';
  const body = new URLSearchParams({ token: linkToken, password: PASSWORDS.user });
  expect((await ask('/setup/password', { method: 'POST', body })).status).toBeLessThan(400);
  const signIn = (password: string): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ADA, password }),
  });
  await look('/api/console/session', signIn(PASSWORDS.wrong));
  const session = (await ask('/api/console/session', signIn(PASSWORDS.user))).headers.getSetCookie().join();
  const cookie = session.split(';')[0] ?? '';

  const login = new URLSearchParams({ username: ADA, password: PASSWORDS.user });
  const bearer = (await (await ask('/api/login/access-token', { method: 'POST', body: login })).json()) as {
    access_token: string;
  };
  expect(bearer.access_token).toEqual(expect.any(String));

  // Its pages lead to its files, and so have its token.
  for (const password of [PASSWORDS.wrong, PASSWORDS.share])
    await ask(`/s/${token}`, { method: 'POST', body: new URLSearchParams({ password }) });
  await look('/setup/password', { method: 'POST', body });
  for (const credential of [
    { 'x-api-key': key },
    { cookie },
    { authorization: `Bearer ${bearer.access_token}` },
    asRoot,
  ])
    for (const path of ['/api/store/asset/', '/metrics', '/api/store/asset/%zz', '/nowhere', '/api/admin/health'])
      await look(path, { headers: credential });
  await look(`/api/store/asset/?search=${key}&api_key=${key}`, { headers: asRoot });

  return {
    'the root key': ROOT_KEY,
    'a key': key,
    'the key of a vault': vaultKey,
    'a signing secret': secret.signing_secret,
    'the token of a share': token,
    'the token of a password link': linkToken,
    'the token of a session': cookie.slice(cookie.indexOf('=') + 1),
    'the token of a sign-in': bearer.access_token,
    'the password of a user': PASSWORDS.user,
    'a wrong password': PASSWORDS.wrong,
    'the password of a share': PASSWORDS.share,
    'the password of an address': PASSWORDS.url,
  };
}

/** A new server shows on its terminal how its first administrator gets in. */
const withoutFirstLink = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .join('\n');

async function filesBelow(folder: string): Promise<{ readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
}
