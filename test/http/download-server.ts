// A real Fastify server over one real file, and a plain client, for the tests of downloads.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fastify } from 'fastify';
import { CoreError } from '../../src/core/errors.ts';
import { type Download, sendDownload } from '../../src/http/download/index.ts';
import { STATUS } from '../../src/http/status.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface DownloadServer extends AsyncDisposable {
  readonly port: number;
  readonly bytes: Buffer;
  readonly etag: string;
  readonly sha256: string;
  readonly path: string;
  /** Every open and read since the last reset, as `start-end`, `whole` or `read`. */
  readonly opened: string[];
  /** What the server's error handler was given. */
  readonly errors: unknown[];
  /** What the next answers are made of, over the defaults. */
  overrides: Partial<Download>;
  send(headers?: Record<string, string>, method?: string): Promise<Answer>;
  /** That are open now. */
  connections(): Promise<number>;
}

const LAST_MODIFIED = new Date('2026-03-04T05:06:07.890Z');
export const LAST_MODIFIED_TEXT = 'Wed, 04 Mar 2026 05:06:07 GMT';

export async function startDownloadServer(content: number | Buffer): Promise<DownloadServer> {
  const bytes = typeof content === 'number' ? randomBytes(content) : content;
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-download-'));
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const etag = `"${sha256}"`;
  const opened: string[] = [];
  const errors: unknown[] = [];

  const app = fastify({ forceCloseConnections: true });
  app.setErrorHandler((error, _request, reply) => {
    errors.push(error);
    const code = error instanceof CoreError ? error.code : 'internal';
    const isDownloads = code === 'precondition_failed' || code === 'range_not_satisfiable';
    return reply.code(isDownloads ? STATUS[code] : 500).send({ code });
  });
  const defaults: Download = {
    sizeBytes: bytes.length,
    etag,
    lastModified: LAST_MODIFIED,
    mimeType: 'image/png',
    filename: 'picture.png',
    disposition: 'inline',
    sha256,
    open: async (range) => {
      opened.push(range ? `${range.start}-${range.end}` : 'whole');
      return createReadStream(path, range);
    },
    read: async () => {
      opened.push('read');
      return await readFile(path);
    },
  };
  const server: Omit<DownloadServer, 'port'> = {
    bytes,
    etag,
    sha256,
    path,
    opened,
    errors,
    overrides: {},
    send: async (headers = {}, method = 'GET') => await send(port(), method, headers),
    connections: async () => await promisify(app.server.getConnections.bind(app.server))(),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  app.get('/file', async (request, reply) => await sendDownload(request, reply, { ...defaults, ...server.overrides }));
  app.route({
    method: ['GET', 'HEAD', 'POST'],
    url: '/own-head',
    handler: async (request, reply) => await sendDownload(request, reply, { ...defaults, ...server.overrides }),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const port = (): number => (app.server.address() as AddressInfo).port;
  return Object.assign(server, { port: port() });
}

/** Rejects when the connection is cut before the whole body came. */
export async function send(
  port: number,
  method: string,
  headers: Record<string, string>,
  path = '/file',
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}
