// Requests whose path and headers go out exactly as they are given, over sockets that are kept open, and their whole answers.
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

export interface Answer {
  readonly status: number;
  /** Without those that differ by themselves from one answer to the next. */
  readonly headers: IncomingHttpHeaders;
  /** Each byte a character. */
  readonly body: string;
}

export interface Client extends Disposable {
  send(sent: Sent): Promise<Answer>;
}

export function createClient(url: string, sockets: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const { hostname, port } = new URL(url);
  return {
    send: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const request = httpRequest(
          { agent, hostname, port, method, path, headers: { ...length, ...headers } },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
              const { date: _date, 'x-request-id': _id, ...told } = response.headers;
              resolve({
                status: response.statusCode ?? 0,
                headers: told,
                body: Buffer.concat(chunks).toString('latin1'),
              });
            });
          },
        );
        request.on('error', reject);
        request.end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}

const BOUNDARY = 'boundary-of-a-form';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form with one file, after its fields. */
export function formText(name: string, bytes: string, fields: Readonly<Record<string, string>> = {}): string {
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const file = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain`;
  return `${parts.join('')}--${BOUNDARY}\r\n${file}\r\n\r\n${bytes}\r\n--${BOUNDARY}--\r\n`;
}
