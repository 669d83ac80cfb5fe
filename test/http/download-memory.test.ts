// Memory that downloads are sent from is used again: never before the bytes have left.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { sha256Of } from '../support/blobs.ts';
import { temporaryFolder } from '../support/core.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const SIZES = [20_000, 100_000, 200_000, 262_144, 262_145, 3_000_000];

let server: TestServer;
const files = new Map<string, Buffer>();
beforeAll(async () => {
  server = await startTestServer();
  for (const size of [...SIZES, ...SIZES]) {
    const bytes = randomBytes(size);
    const form = { method: 'POST', body: formWith('a.bin', bytes) };
    files.set((await server.json<{ id: string }>('/api/store/asset/upload', form)).id, bytes);
  }
});
afterAll(() => server[Symbol.asyncDispose]());

const path = (id: string) => `/api/store/asset/${id}/content`;
const head = (id: string) => `GET ${path(id)} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.rootKey}\r\n\r\n`;

/** Asks for all of them on one connection at once, and reads nothing for a while. */
async function pipelined(ids: readonly string[]): Promise<Buffer> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(
    ids
      .map(head)
      .join('')
      .replace(/\r\n\r\n$/, '\r\nconnection: close\r\n\r\n'),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function bodies(answers: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let from = 0; from < answers.length; ) {
    const end = answers.indexOf('\r\n\r\n', from) + 4;
    const [, length] = /content-length: (\d+)/i.exec(answers.toString('latin1', from, end)) ?? [];
    found.push(answers.subarray(end, end + Number(length)));
    from = end + Number(length);
  }
  return found;
}

describe('the memory of downloads', () => {
  it('never shows the bytes of another file, many at once, slow ones and some that break off', async () => {
    const ids = [...files.keys()];
    const broken = ids.map(async (id) => {
      const abort = new AbortController();
      const answer = await fetch(server.url + path(id), {
        headers: { authorization: `Bearer ${server.rootKey}` },
        signal: abort.signal,
      });
      abort.abort();
      await answer.arrayBuffer().catch(() => undefined);
    });
    const slow = Array.from({ length: 6 }, async (_, i) => {
      const order = [...ids.slice(i), ...ids.slice(0, i)];
      const got = bodies(await pipelined(order));
      expect(got.map(sha256Of)).toEqual(order.map((id) => sha256Of(files.get(id) ?? Buffer.alloc(0))));
    });
    await Promise.all([...broken, ...slow]);
  });
});

describe('a blob store on a disk', () => {
  it('reads into memory that was given back, once however often that is said', async () => {
    await using folder = await temporaryFolder();
    await using store = await openDiskBlobStore(folder.path, { reserveBytes: 0 });
    const [a, b] = [randomBytes(50_000), randomBytes(60_000)];
    for (const bytes of [a, b]) {
      await using writer = await store.create();
      await writer.write(bytes);
      await writer.commit(sha256Of(bytes));
    }
    const first = await store.read(sha256Of(a));
    if (!first) throw new Error('there is no blob');
    expect(first.equals(a)).toBe(true);
    store.giveBack?.(first);
    store.giveBack?.(first);
    const [second, third] = [await store.read(sha256Of(b)), await store.read(sha256Of(a))];
    expect(second?.buffer).toBe(first.buffer);
    expect(third?.buffer).not.toBe(first.buffer);
    expect(second?.equals(b)).toBe(true);
    expect(third?.equals(a)).toBe(true);
  });
});
