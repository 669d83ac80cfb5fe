// What a user may send, wherever an address fits: the server connects to nothing because of it. Outside connections are made by those
// who run it alone: `vitrine import` and `migrate` (importing/remote), the object store, PostgreSQL, and a collector of traces.
import { createServer, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { simplestRequest } from '../support/generated-requests.ts';
import { knownThings, withKnown } from '../support/known-things.ts';
import { type Operation, readOperations } from '../support/openapi.ts';
import { exactClient } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** Where this process has begun to connect to, the server's own port apart. */
const outbound: string[] = [];
/** Also by processes of ours, which look at files. */
let accepted = 0;
const canary = createServer((socket) => {
  accepted++;
  socket.destroy();
});
const connect = Socket.prototype.connect;
let canaryPort = 0;
let server: TestServer;
let client: ReturnType<typeof exactClient>;

function noteTarget(args: readonly unknown[]): void {
  const target: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  const { host, port, path } =
    typeof target === 'object' && target !== null
      ? (target as { readonly host?: unknown; readonly port?: unknown; readonly path?: unknown })
      : { host: args[1], port: target, path: undefined };
  if (String(port) !== new URL(server.url).port) outbound.push(`${host ?? path}:${port}`);
}

beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, resolve));
  const address = canary.address();
  canaryPort = typeof address === 'object' && address !== null ? address.port : 0;
  server = await startTestServer({ isEmbedded: true });
  client = exactClient(server.url);
  Object.defineProperty(Socket.prototype, 'connect', {
    configurable: true,
    writable: true,
    value(this: Socket, ...args: unknown[]) {
      noteTarget(args);
      return Reflect.apply(connect, this, args);
    },
  });
});
afterAll(async () => {
  Object.defineProperty(Socket.prototype, 'connect', { configurable: true, writable: true, value: connect });
  client[Symbol.dispose]();
  canary.close();
  await server[Symbol.asyncDispose]();
});

/** One address in many spellings, and others that matter to those who run servers. */
const spellings = (): string[] => [
  ...['127.0.0.1', 'localhost', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '[::1]', '[::]'].map(
    (host) => `http://${host}:${canaryPort}/canary`,
  ),
  `http://[::ffff:127.0.0.1]:${canaryPort}/canary`,
  `http://user:pass@127.0.0.1:${canaryPort}/canary`,
  `HTTP://127.0.0.1.:${canaryPort}/canary`,
  `http://example.org@127.0.0.1:${canaryPort}/canary`,
  `//127.0.0.1:${canaryPort}/canary`,
  `https://127.0.0.1:${canaryPort}/canary`,
  `ftp://127.0.0.1:${canaryPort}/canary`,
  `gopher://127.0.0.1:${canaryPort}/_x`,
  `git://127.0.0.1:${canaryPort}/canary.git`,
  'http://169.254.169.254/latest/meta-data/',
  'file:///etc/passwd',
  'data:text/plain,x',
  `127.0.0.1:${canaryPort}`,
];

/** Whatever is a text in it becomes the address. */
function withAddress(value: unknown, address: string): unknown {
  if (typeof value === 'string') return address;
  if (Array.isArray(value)) return value.map((one) => withAddress(one, address));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withAddress(one, address)]));
}

/** The requests to an operation in which an address stands where a text can. */
function tries(operation: Operation, address: string) {
  const { method, path, headers: needed, body } = simplestRequest(operation);
  const headers: Record<string, string> = { ...needed, referer: address, origin: address, 'x-callback': address };
  const asked = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(address)}`);
  const all = [path, ...asked].map((path) => ({ method, path, headers, body }));
  const schema = operation.bodies['application/json'];
  if (schema) {
    const full = Object.fromEntries(Object.keys(schema.properties ?? {}).map((name) => [name, address]));
    const { body: simplest = '{}' } = simplestRequest(operation, 'application/json');
    const sent = withAddress(JSON.parse(simplest), address);
    for (const json of [sent, full])
      all.push({
        method,
        path,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(json),
      });
  }
  return all;
}

it('notices a connection, for what it does not notice proves nothing', async () => {
  const socket = new Socket();
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.connect(canaryPort, '127.0.0.1');
    socket.resume();
  });
  expect([outbound.length, accepted]).toEqual([1, 1]);
  outbound.length = 0;
  accepted = 0;
});

it('connects to nothing, whatever operation is given an address', async () => {
  const known = knownThings(server, server.rootKey);
  const resolve = async (text: string): Promise<string> => await withKnown(text, known.get);
  const all = spellings();
  let sent = 0;
  let taken = 0;
  const failures: string[] = [];
  for (const operation of await readOperations(server)) {
    for (const request of tries(operation, all[sent % all.length] ?? '')) {
      const headers: Record<string, string> = { authorization: `Bearer ${server.rootKey}` };
      for (const [name, text] of Object.entries(request.headers)) headers[name] = await resolve(text);
      const body = request.body === undefined ? undefined : await resolve(request.body);
      const answer = await client.send({ method: request.method, path: await resolve(request.path), headers, body });
      if (answer.status >= 500) failures.push(`${operation.name}: ${answer.status}`);
      if (answer.status < 300) taken++;
      sent++;
    }
    known.forget();
  }
  expect(failures).toEqual([]);
  expect(sent).toBeGreaterThan(300);
  expect(taken).toBeGreaterThan(50);
  expect({ outbound, accepted }).toEqual({ outbound: [], accepted: 0 });
});

it('connects to nothing that links and videos name, nor to what files include', async () => {
  const kinds = ['link', 'external_video', 'git'];
  for (const external_url of spellings()) {
    for (const asset_type of kinds) {
      const json = { asset_type, title: 'A title', external_url };
      const answer = await server.api('/api/v1/assets', { method: 'POST', json });
      expect([external_url, asset_type, answer.status < 500]).toEqual([external_url, asset_type, true]);
    }
  }
  const at = `http://127.0.0.1:${canaryPort}/canary`;
  const files: Readonly<Record<string, string>> = {
    'a.svg': `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><style>@import url(${at});</style><image xlink:href="${at}" width="9" height="9"/><use href="${at}#x"/></svg>`,
    'b.svg': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${at}">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&x;</text></svg>`,
    'c.m3u8': `#EXTM3U\n#EXTINF:1,\n${at}\n`,
    'd.mp4': `#EXTM3U\n#EXTINF:1,\n${at}\n`,
    'e.html': `<img src="${at}"><script src="${at}"></script>`,
    'f.url': `[InternetShortcut]\nURL=${at}\n`,
    'g.pdf': `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/URI/URI(${at})>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
    'h.txt': at,
  };
  for (const [name, text] of Object.entries(files)) {
    const { id } = await server.upload(name, text);
    const state = async () => (await server.json<{ state: string }>(`/api/store/asset/${id}/facts`)).state;
    while ((await state()) === 'pending') await pause(20);
    await (await server.api(`/api/store/asset/${id}/content?w=9`)).arrayBuffer();
  }
  expect({ outbound, accepted }).toEqual({ outbound: [], accepted: 0 });
});
