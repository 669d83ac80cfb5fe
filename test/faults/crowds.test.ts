// Hundreds of clients at once, with large files, fast and slow: the bytes are right, the memory stays small, everybody else is answered.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as requestOf } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { type MeteredServer, ROOT_KEY, startMeteredServer } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import type { Api } from '../support/nodes.ts';
import type { ServerProcess } from '../support/process.ts';
import { longestTurnOf, mostResidentOf, processorSecondsOf, residentOf, socketsOf } from '../support/process-state.ts';
import { expectUnhurt } from '../support/unhurt.ts';

const CLIENTS = 200;
const UPLOAD_PIECES = rounds(8, 400);
const PIECE_BYTES = 256 * 1024;
const MOST_RESIDENT_MIB = 384;
const DOWNLOAD_BYTES = rounds(24, 96) * 1024 * 1024;
const DRIPS = rounds(80, 1_200);
const DRIP_MS = 100;
const DRIP_BYTES = 1_024;
const MOST_GROWTH_MIB = 100;
/**
 * One turn may begin the requests of all of them, or take and hash a piece of what each has sent: up to 305 ms were
 * counted on slow processors. One that did a whole upload's or download's work would take many times that.
 */
const LONGEST_TURN_MS = 1_500;

let metered: MeteredServer;
let server: ServerProcess;
let api: Api;
let pid: number;
beforeEach(async () => {
  metered = await startMeteredServer({ VITRINE_WORKER: 'false' });
  ({ server, api, pid } = metered);
});
afterEach(() => metered[Symbol.asyncDispose]());

/** Asks for this and that until `over` is. Answers how often it was answered. */
async function askUntil(over: Promise<unknown>): Promise<number> {
  let isOver = false;
  const noted = over.finally(() => {
    isOver = true;
  });
  let answered = 0;
  while (!isOver) {
    await api.json('/api/store/asset?limit=10');
    await api.upload('small.bin', `small ${answered}`);
    answered += 2;
    await pause(DRIP_MS / 4);
  }
  await noted;
  return answered;
}

function send(method: string, path: string, headers: Readonly<Record<string, string | number>>): ClientRequest {
  return requestOf(server.url + path, {
    method,
    agent: false,
    headers: { authorization: `Bearer ${ROOT_KEY}`, ...headers },
  });
}

async function answerOf(
  request: ClientRequest,
): Promise<{ readonly response: IncomingMessage; readonly body: string }> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { response, body: await text(response) };
}

const write = async (request: ClientRequest, bytes: Uint8Array | string): Promise<void> => {
  if (!request.write(bytes)) await once(request, 'drain');
};

const BOUNDARY = 'b0undary';
const PART = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;

async function openForm(sizeBytes: number): Promise<ClientRequest> {
  const request = send('POST', '/api/store/asset/upload', {
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    'content-length': PART.length + sizeBytes + END.length,
  });
  await write(request, PART);
  return request;
}

async function openResumable(sizeBytes: number): Promise<ClientRequest> {
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-length': String(sizeBytes),
    'upload-metadata': 'filename YS5iaW4=',
  };
  const created = await api.api('/files/', { method: 'POST', headers });
  expect(created.status).toBe(201);
  return send('PATCH', created.headers.get('location') ?? '', {
    ...{ 'tus-resumable': '1.0.0', 'upload-offset': 0, 'content-length': sizeBytes },
    'content-type': 'application/offset+octet-stream',
  });
}

/** Resolves once all have come to it. */
function barrierOf(count: number): () => Promise<void> {
  let left = count;
  const all = Promise.withResolvers<void>();
  return () => {
    if (--left === 0) all.resolve();
    return all.promise;
  };
}

describe('a crowd of clients', () => {
  it(`uploads ${CLIENTS} large files at once, by forms and in pieces, each byte for byte, in little memory`, {
    timeout: rounds(900_000, 4 * 3_600_000),
  }, async (context) => {
    const chance = openChance();
    const shared = chance.bytes(PIECE_BYTES);
    const sizeBytes = UPLOAD_PIECES * PIECE_BYTES;
    const half = barrierOf(CLIENTS);
    process.kill(pid, 'SIGUSR2');

    async function upload(number: number): Promise<boolean> {
      const isForm = number % 2 === 0;
      const request = await (isForm ? openForm(sizeBytes) : openResumable(sizeBytes));
      const answered = answerOf(request);
      const hash = createHash('sha256');
      // The same bytes but for their beginning, so that this process has them once.
      const own = Buffer.from(shared);
      own.writeUInt32BE(number);
      for (let i = 0; i < UPLOAD_PIECES; i++) {
        if (i === UPLOAD_PIECES / 2) await half();
        const piece = i === 0 ? own : shared;
        hash.update(piece);
        await write(request, piece);
      }
      request.end(isForm ? END : undefined);
      const { response, body } = await answered;
      expect(`${response.statusCode} ${body}`).toMatch(isForm ? /^201 / : /^204 /);
      const id = isForm ? (JSON.parse(body) as { id: string }).id : String(response.headers['x-asset-id']);
      const { sha256 } = await api.json<{ sha256: string }>(`/api/store/asset/${id}?hydrate=false`);
      return sha256 === hash.digest('hex');
    }

    const uploads = Promise.all(Array.from({ length: CLIENTS }, (_, number) => upload(number)));
    const answered = await askUntil(uploads);
    expect((await uploads).filter(Boolean)).toHaveLength(CLIENTS);
    expect(answered).toBeGreaterThan(0);
    const mostResident = mostResidentOf(pid);
    expect(mostResident).toBeLessThanOrEqual(MOST_RESIDENT_MIB);
    await tellEnd(context, {
      seed: chance.seed,
      uploads: CLIENTS,
      'bytes of each': sizeBytes,
      'wrong hashes': 0,
      'memory at most, MiB': mostResident,
      'others answered meanwhile': answered,
    });
  });

  it(`reads a large file slowly, ${CLIENTS} at once, in little more memory, and what it reads is right`, {
    timeout: rounds(900_000, 3_600_000),
  }, async (context) => {
    const bytes = openChance().bytes(DOWNLOAD_BYTES);
    const { id } = await api.upload('large.bin', bytes);
    // Whatever the first downloads make it load is not theirs.
    await (await api.api(`/api/store/asset/${id}/content`)).arrayBuffer();
    const [before, sockets] = [residentOf(pid), socketsOf(pid)];
    process.kill(pid, 'SIGUSR2');

    let most = before;
    async function read(): Promise<number> {
      const request = send('GET', `/api/store/asset/${id}/content`, {});
      request.end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      let offset = 0;
      for (let drip = 0; drip < DRIPS; drip++) {
        const piece = response.read(DRIP_BYTES) as Buffer | null;
        if (piece) {
          expect(piece.equals(bytes.subarray(offset, offset + piece.length))).toBe(true);
          offset += piece.length;
        }
        await pause(DRIP_MS);
      }
      request.destroy();
      return offset;
    }
    const watching = setInterval(() => {
      most = Math.max(most, residentOf(pid));
    }, DRIP_MS);
    const readers = Promise.all(Array.from({ length: CLIENTS }, read));
    const answered = await askUntil(readers);
    const taken = (await readers).reduce((sum, each) => sum + each, 0);
    clearInterval(watching);
    expect(most - before).toBeLessThanOrEqual(MOST_GROWTH_MIB);
    expect(answered).toBeGreaterThan(0);
    expect(taken).toBeGreaterThan(CLIENTS * DRIPS * DRIP_BYTES * 0.5);
    while (socketsOf(pid) > sockets + 5) await pause(DRIP_MS);
    await tellEnd(context, {
      readers: CLIENTS,
      'bytes read slowly': taken,
      'memory more, MiB': most - before,
      'others answered meanwhile': answered,
    });
  });
});

async function tellEnd(
  context: Parameters<typeof tellFigures>[0],
  figures: Parameters<typeof tellFigures>[1],
): Promise<void> {
  expectUnhurt(server);
  const seconds = processorSecondsOf(pid);
  expect(await server.stop()).toBe(0);
  const turn = longestTurnOf(server);
  tellFigures(context, { ...figures, 'longest turn, ms of processor time': turn, 'processor time, s': seconds });
  expect(turn).toBeLessThanOrEqual(LONGEST_TURN_MS);
}
