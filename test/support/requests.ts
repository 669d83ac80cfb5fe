// A client that sends a path and headers exactly as they are written, and keeps its connections.
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface ExactRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface ExactAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request that is answered by nothing fails after this long. */
const TIMEOUT_MS = 120_000;

export function exactClient(url: string): { send(request: ExactRequest): Promise<ExactAnswer> } & Disposable {
  const { hostname: host, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    send: async ({ method = 'GET', path, headers = {}, body }) =>
      await new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const options = { host, port, agent, method: method.toUpperCase(), path, headers: { ...length, ...headers } };
        const request = httpRequest(options, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
          );
        });
        request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error('no answer came')));
        request.on('error', (cause) => reject(new Error(`${method} ${path} was not answered`, { cause })));
        request.end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
