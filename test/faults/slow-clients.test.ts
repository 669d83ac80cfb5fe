// Hundreds of connections that do as little as they can; they are closed, and who is honest is answered all the while.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounds, tellFigures } from '../support/figures.ts';
import { scrape } from '../support/metrics.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OF_EACH = rounds(60, 250);
const READERS = rounds(20, 100);
const SLOW_SECONDS = rounds(2, 30);
/** More than the system keeps of an answer on its way. */
const LARGE_BYTES = 24 * 1024 * 1024;
const DRIP_MS = 100;

let server: TestServer;
let large: string;
beforeAll(async () => {
  server = await startTestServer({
    settings: { VITRINE_SLOW_SECONDS: String(SLOW_SECONDS), VITRINE_WORKER: 'false' },
    isEmbedded: true,
  });
  large = (await server.upload('large.bin', randomBytes(LARGE_BYTES))).id;
});
afterAll(() => server[Symbol.asyncDispose]());

interface Client {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
  heard(): string;
}

async function open(first: string, isReading = true): Promise<Client> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  if (isReading) socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Being cut is what it waits for.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  socket.write(first);
  return { socket, closed, heard: () => Buffer.concat(chunks).toString('latin1') };
}

/** Until the connection is closed. */
async function drip({ socket }: Client, bytes: string): Promise<void> {
  while (!socket.destroyed) {
    socket.write(bytes);
    await pause(DRIP_MS);
  }
}

const head = (line: string, ...more: string[]): string =>
  [line, 'host: x', `authorization: Bearer ${server.rootKey}`, ...more, '', ''].join('\r\n');
const BOUNDARY = 'b0undary';
const PART = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;
const form = (...more: string[]): string =>
  head('POST /api/store/asset/upload HTTP/1.1', `content-type: multipart/form-data; boundary=${BOUNDARY}`, ...more);

const BAD: Readonly<Record<string, { readonly first: () => string; readonly goesOn?: string }>> = {
  'nothing at all': { first: () => '' },
  'a head by the byte': { first: () => 'GET /api/store/asset HTTP/1.1\r\nx-slow: ', goesOn: 'a' },
  'a body by the byte': { first: () => `${form('content-length: 100000000')}${PART}`, goesOn: 'a' },
  'a silent chunked body': {
    first: () => `${form('transfer-encoding: chunked')}${PART.length.toString(16)}\r\n${PART}\r\n`,
  },
  'half of a JSON body': {
    first: () =>
      `${head('POST /api/store/folder HTTP/1.1', 'content-type: application/json', 'content-length: 90')}{"name"`,
  },
};

describe('a server whose connections are held by clients that hardly use them', () => {
  it(`closes them all, and answers everybody else meanwhile`, async (context) => {
    const bad = await Promise.all(
      Object.values(BAD).flatMap(({ first, goesOn }) =>
        Array.from({ length: OF_EACH }, async () => {
          const client = await open(first());
          return { ...client, dripping: goesOn === undefined ? Promise.resolve() : drip(client, goesOn) };
        }),
      ),
    );
    const readers = await Promise.all(
      Array.from({ length: READERS }, () => open(head(`GET /api/store/asset/${large}/content HTTP/1.1`), false)),
    );
    const stillOpen = () => [...bad, ...readers].filter(({ socket }) => !socket.destroyed).length;
    expect(stillOpen()).toBe(bad.length + readers.length);

    let answered = 0;
    const askAsUsual = async (): Promise<void> => {
      await server.json('/api/store/asset?limit=10');
      await server.upload(`${answered}.txt`, `honest ${answered}`);
      answered += 2;
      await pause(DRIP_MS);
    };
    const patient = sendSteadily();
    let areClosed = false;
    const allClosed = Promise.all(bad.map(({ closed }) => closed)).then(() => {
      areClosed = true;
    });
    while (!areClosed) await askAsUsual();
    await allClosed;
    await Promise.all(bad.map(({ dripping }) => dripping));
    // Who takes nothing does not hear either that it was cut, until it takes what is still on its way.
    while ((await requestsUnderWay()) > 1) await askAsUsual();
    const taken = await Promise.all(readers.map(takeAll));
    expect(Math.max(...taken)).toBeLessThan(LARGE_BYTES);
    expect((await patient).heard()).toContain('HTTP/1.1 201');
    expect(answered).toBeGreaterThan(0);

    const timedOut = bad.filter(({ heard }) => heard().startsWith('HTTP/1.1 408')).length;
    expect(timedOut).toBe(2 * OF_EACH);
    tellFigures(context, {
      'bad connections': bad.length + readers.length,
      'told 408': timedOut,
      'still open at the end': stillOpen(),
      'honest requests answered meanwhile': answered,
      'honest requests that failed': 0,
    });
  });
});

/** An upload that comes slowly, but steadily and not slower than it may, for longer than the slow ones have. */
async function sendSteadily(): Promise<Client> {
  const piece = 'x'.repeat(300);
  const pieces = (2 * SLOW_SECONDS * 1000) / DRIP_MS;
  const length = PART.length + pieces * piece.length + END.length;
  const client = await open(`${form(`content-length: ${length}`, 'connection: close')}${PART}`);
  for (let i = 0; i < pieces; i++) {
    client.socket.write(piece);
    await pause(DRIP_MS);
  }
  client.socket.write(END);
  await client.closed;
  return client;
}

async function takeAll({ socket, closed }: Client): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  socket.resume();
  await closed;
  return bytes;
}

const requestsUnderWay = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${server.rootKey}` };
  return (await scrape(server.url, { headers })).value('vitrine_http_requests_in_flight') ?? 0;
};
