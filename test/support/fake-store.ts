// A service of the store dialect that tells whatever a test wants it to tell, and notes what it was asked.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** `nth`: of the requests to that path, from 1. */
export type Respond = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

export interface FakeService extends AsyncDisposable {
  readonly url: string;
  readonly asked: Asked[];
  /** To a path, without its query. */
  to(path: string): Asked[];
}

export async function startFakeService(respond: Respond): Promise<FakeService> {
  const asked: Asked[] = [];
  const to = (path: string) => asked.filter((one) => one.path === path);
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push({ path, method: request.method ?? '', headers: request.headers });
    respond(request, response, to(path).length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    to,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface FakeStore {
  readonly folders?: readonly unknown[];
  readonly assets?: readonly unknown[];
  /** Of every download. */
  readonly content?: Respond;
}

/** All of a list in one page; `content` answers downloads. */
export const startFakeStore = ({ folders = [], assets = [], content = sending('bytes') }: FakeStore) =>
  startFakeService((request, response, nth) => {
    const path = request.url ?? '';
    if (path.startsWith('/api/store/folder/')) sendPage(response, folders);
    else if (path.startsWith('/api/store/asset/download')) content(request, response, nth);
    else sendPage(response, assets);
  });

export const sendJson = (response: ServerResponse, value: unknown): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
};

export const sendPage = (response: ServerResponse, items: readonly unknown[], next: string | null = null): void =>
  sendJson(response, {
    items,
    next_cursor: next,
    next_page: next !== null,
    limit: 250,
    collection_total: items.length,
  });

export const sending =
  (bytes: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Respond =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': String(Buffer.byteLength(bytes)), ...headers });
    response.end(bytes);
  };

/** Says that it sends all of it, and breaks off after `upTo` bytes. */
export const breakingOff =
  (bytes: Uint8Array, upTo: number, headers: Readonly<Record<string, string>> = {}): Respond =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': String(bytes.length), ...headers });
    response.write(bytes.subarray(0, upTo), () => setImmediate(() => response.destroy()));
  };

export const fakeAsset = (fields: Readonly<Record<string, unknown>> = {}) => ({
  id: 'a1',
  name: 'file.bin',
  description: null,
  folder: null,
  mime_type: 'application/octet-stream',
  tags: [],
  metadata: {},
  is_public: false,
  updated: '2026-01-01T00:00:00.000Z',
  ...fields,
});

export const fakeFolder = (id: string, parent: string | null, name = id) => ({ id, name, parent, description: null });
