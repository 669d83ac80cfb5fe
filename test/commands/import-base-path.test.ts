import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeFolder, startQuietServer, upload } from '../support/hub.ts';
import { importFrom, librarySeen, type Options } from '../support/importing.ts';
import { formWith, type TestServer } from '../support/server.ts';
import { makeVault, upload as uploadToVault } from '../support/vaults.ts';

const PREFIX = '/assets/behind';

/** Stands before the server and answers below `PREFIX` alone, of which the server knows nothing. */
async function startProxy(server: TestServer): Promise<{ readonly url: string } & AsyncDisposable> {
  const proxy = createServer((incoming, outgoing) => {
    const { url = '', method, headers } = incoming;
    if (!url.startsWith(`${PREFIX}/`)) return void outgoing.writeHead(404).end();
    const onward = request(server.url + url.slice(PREFIX.length), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    return void incoming.pipe(onward);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${PREFIX}`,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

/** What comes through the proxy, which has to be all that is there. */
async function importBehindProxy(
  remote: TestServer,
  dialect: Parameters<typeof importFrom>[1],
  options: Options = {},
): Promise<void> {
  await using here = await startQuietServer();
  await using proxy = await startProxy(remote);
  const report = await importFrom(here, dialect, { url: `${proxy.url}/`, key: remote.rootKey }, options);
  expect([dialect, report.failures]).toEqual([dialect, []]);
  const paths = async (server: TestServer) => (await librarySeen(server)).map(({ path, sha256 }) => [path, sha256]);
  const there = await paths(remote);
  expect(there.length).toBeGreaterThan(0);
  // The library dialect tells no folders.
  const names = there.map(([path = '', sha256]) => [path.slice(path.lastIndexOf('/') + 1), sha256]);
  expect([dialect, await paths(here)]).toEqual([dialect, dialect === 'library' ? names.sort() : there]);
}

describe('a service behind a path of its host', () => {
  it('is read there, and nowhere else of the host, by the store, hub and library dialects', async () => {
    await using remote = await startQuietServer();
    await upload(remote, 'below ü.txt', 'below', (await makeFolder(remote, 'Folder'))._id);
    await upload(remote, 'top.txt', 'top');
    for (const dialect of ['store', 'hub', 'library'] as const) await importBehindProxy(remote, dialect);
  });

  it('delivers what is in open and in signed vaults', async () => {
    await using remote = await startQuietServer();
    await uploadToVault(remote, await makeVault(remote, { name: 'Open' }), 'open ü.txt');
    await uploadToVault(remote, await makeVault(remote, { name: 'Signed', visibility: 'signed' }), 'signed ü.txt');
    await importBehindProxy(remote, 'vaults');
  });

  it('signs for the address that its clients know, where it was told that', async () => {
    await using remote = await startQuietServer({ VITRINE_PUBLIC_URL: `https://public.example${PREFIX}` });
    await uploadToVault(remote, await makeVault(remote, { visibility: 'signed' }), 'signed.txt');
    await using here = await startQuietServer();
    await using proxy = await startProxy(remote);
    const report = await importFrom(here, 'vaults', { url: proxy.url, key: remote.rootKey });
    expect(report).toMatchObject({ assets: { taken: 1, failed: 0 }, failures: [] });
  });

  it('answers for the keys of the partner dialect', async () => {
    await using remote = await startQuietServer();
    const { key } = await remote.json<{ key: string }>('/api/v1/partner/asset/upload/private', {
      method: 'POST',
      body: formWith('closed.txt', 'closed', { name: 'closed.txt', assetType: 'Document' }),
    });
    const assets = async function* () {
      yield key;
    };
    await importBehindProxy(remote, 'partner', { assets });
  });
});
