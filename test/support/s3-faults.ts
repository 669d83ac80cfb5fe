// An S3 that lies: passes requests on to a real one, and answers some of them as a broken one would. Behind a FaultProxy, so
// that its connections can fail as well.
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { S3BlobStoreOptions } from '../../src/drivers/s3/index.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { makeBucket, s3Endpoint, type TestBucket } from './s3.ts';

export type S3Operation =
  | 'HeadBucket'
  | 'HeadObject'
  | 'GetObject'
  | 'PutObject'
  | 'CopyObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'
  | 'List';

/**
 * - `error`: answers that itself; the request is not passed on.
 * - `no deed`: answers as to a success, and does nothing.
 * - `hang`: never answers. `lose answer`: passes the request on, and breaks off instead of answering.
 * - `wrong etag`: passes it on, and answers with an ETag of its own.
 * - `cut body`: breaks off with a reset after so many bytes of the answer's body. `end body`: as if it were all of it.
 */
export type Lie =
  | { readonly is: 'error'; readonly status: number; readonly code: string }
  | { readonly is: 'no deed' | 'hang' | 'lose answer' | 'wrong etag' }
  | { readonly is: 'cut body' | 'end body'; readonly bytes: number };

export interface LyingS3 extends AsyncDisposable {
  readonly proxy: FaultProxy;
  readonly bucket: TestBucket;
  /** How a store is opened that is lied to. */
  readonly options: S3BlobStoreOptions;
  /** The next `times` requests of that kind, or all. */
  lie(operation: S3Operation, lie: Lie, times?: number): void;
  beHonest(): void;
  /** Called with the first lie that is told from now on. */
  onFirstLie(told: () => void): void;
  /** How many of that kind have come. */
  count(operation: S3Operation): number;
}

const DONE = '<?xml version="1.0" encoding="UTF-8"?>\n<Result><ETag>"0123456789abcdef"</ETag></Result>';

export async function startLyingS3(): Promise<LyingS3> {
  const target = s3Endpoint();
  const agent = new Agent({ keepAlive: true });
  const lies = new Map<S3Operation, { lie: Lie; left: number }>();
  const counts = new Map<S3Operation, number>();
  let firstLie: (() => void) | undefined;

  const server = createServer((incoming, answer) => {
    const operation = operationOf(incoming);
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const told = lies.get(operation);
    const lie = told !== undefined && told.left > 0 ? told.lie : undefined;
    if (told !== undefined) told.left -= 1;
    if (lie !== undefined) {
      firstLie?.();
      firstLie = undefined;
    }
    if (lie?.is === 'hang') return;
    if (lie?.is === 'error') {
      incoming.resume().on('end', () => answerError(answer, lie.status, lie.code));
      return;
    }
    if (lie?.is === 'no deed') {
      incoming.resume().on('end', () => answer.writeHead(200, { 'content-type': 'application/xml' }).end(DONE));
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ agent, host: target.hostname, port: target.port, method, path, headers });
    onward.on('response', (response) => passOn(response, answer, lie));
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy = await startFaultProxy({ host: '127.0.0.1', port: address.port });
  const bucket = await makeBucket();
  return {
    proxy,
    bucket,
    options: { ...bucket.options, endpoint: `http://${proxy.host}:${proxy.port}` },
    lie(operation, lie, times = Number.POSITIVE_INFINITY) {
      lies.set(operation, { lie, left: times });
    },
    beHonest() {
      lies.clear();
    },
    onFirstLie(told) {
      firstLie = told;
    },
    count: (operation) => counts.get(operation) ?? 0,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await bucket[Symbol.asyncDispose]();
    },
  };
}

function passOn(response: IncomingMessage, answer: ServerResponse, lie: Lie | undefined): void {
  if (lie?.is === 'lose answer') {
    response.resume().on('end', () => answer.socket?.resetAndDestroy());
    return;
  }
  const headers = lie?.is === 'wrong etag' ? { ...response.headers, etag: '"0123456789abcdef"' } : response.headers;
  if (lie?.is !== 'cut body' && lie?.is !== 'end body') {
    answer.writeHead(response.statusCode ?? 500, headers);
    response.pipe(answer);
    return;
  }
  const chunks: Buffer[] = [];
  response
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const bytes = Buffer.concat(chunks).subarray(0, lie.bytes);
      const length = lie.is === 'end body' ? { 'content-length': String(bytes.byteLength) } : {};
      answer.writeHead(response.statusCode ?? 500, { ...headers, ...length });
      answer.write(bytes, () => {
        if (lie.is === 'end body') answer.end();
        // A reset takes along what the other side has not read yet.
        else setTimeout(() => answer.socket?.resetAndDestroy(), 20);
      });
    });
}

function answerError(answer: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>as told</Message></Error>`;
  // Whose clock is off by an hour shows it.
  const offMs = code === 'RequestTimeTooSkewed' ? 3_600_000 : 0;
  answer.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': String(body.length),
    date: new Date(Date.now() + offMs).toUTCString(),
  });
  answer.end(body);
}

function operationOf({ method = '', url = '', headers }: IncomingMessage): S3Operation {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const isBucket = pathname.split('/').filter((part) => part !== '').length < 2;
  const isMultipart = searchParams.has('uploadId');
  if (method === 'HEAD') return isBucket ? 'HeadBucket' : 'HeadObject';
  if (method === 'GET') return isBucket || isMultipart ? 'List' : 'GetObject';
  if (method === 'DELETE') return isMultipart ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'POST') return isMultipart ? 'CompleteMultipartUpload' : 'CreateMultipartUpload';
  if (headers['x-amz-copy-source'] !== undefined) return 'CopyObject';
  return isMultipart ? 'UploadPart' : 'PutObject';
}
