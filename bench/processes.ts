// Servers as processes of their own, and a client that costs little beside them: raw sockets, one request at a time on each.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Those of `npm start`, where nothing else is asked for: less memory for young objects costs no speed that could be measured. */
const NODE_OPTIONS = (process.env['BENCH_NODE'] ?? '--max-semi-space-size=4').split(' ').filter(Boolean);

export interface Server extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

/** Waits for the line that says where the script listens. */
export async function startServer(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(process.execPath, [...NODE_OPTIONS, path, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /listens on (http:\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      pid: child.pid ?? 0,
      async [Symbol.asyncDispose]() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error(`${script} ended before it listened`);
}

export interface Load {
  readonly perSecond: number;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
}

/** The same request again and again on each connection. Throws on any answer but a success. */
export async function load(url: string, raw: () => Buffer, connections: number, durationMs: number): Promise<Load> {
  const { hostname, port } = new URL(url);
  const times: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + durationMs;
  await Promise.all(Array.from({ length: connections }, () => drive(hostname, Number(port), raw, until, times)));
  return { perSecond: times.length / ((performance.now() - startedAt) / 1000), times };
}

function drive(host: string, port: number, raw: () => Buffer, until: number, times: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, noDelay: true });
    let sentAt = 0;
    let missing = -1;
    const send = (): void => {
      sentAt = performance.now();
      missing = -1;
      socket.write(raw());
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      if (missing < 0) {
        const end = chunk.indexOf('\r\n\r\n');
        const head = chunk.toString('latin1', 0, end);
        const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
        if (end < 0 || length === undefined || !/^HTTP\/1\.1 20/.test(head)) {
          socket.destroy();
          reject(new Error(`an answer that was not expected: ${head.slice(0, 300)}`));
          return;
        }
        missing = Number(length) + end + 4;
      }
      missing -= chunk.length;
      if (missing > 0) return;
      const now = performance.now();
      times.push(now - sentAt);
      if (now < until) send();
      else socket.destroy();
    });
  });
}

export const getRequest = (path: string, token: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`);

/** As long as those of curl and of browsers: a shorter one takes longer to look for. */
const BOUNDARY = '------------------------Zk3vB0aXw8QmR1tYcE5uLn';

/** Through the store dialect. */
export function uploadRequest(name: string, bytes: Buffer, token: string): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return Buffer.concat([
    Buffer.from(
      `POST /api/store/asset/upload HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\ncontent-length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
}
