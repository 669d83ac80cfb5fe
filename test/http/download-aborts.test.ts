import { createReadStream } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ByteRange } from '../../src/core/ports.ts';
import { type DownloadServer, startDownloadServer } from './download-server.ts';

const SIZE_BYTES = 20_000_000;

describe('a client that goes away', () => {
  let server: DownloadServer;
  let sources: Readable[];
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);

  beforeAll(async () => {
    server = await startDownloadServer(Buffer.alloc(SIZE_BYTES, 'x'));
    process.on('unhandledRejection', note);
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    sources = [];
    server.overrides = { open: async (range) => track(createReadStream(server.path, range)) };
  });
  afterEach(() => expect(unhandled).toEqual([]));

  const track = <T extends Readable>(source: T): T => {
    sources.push(source);
    return source;
  };
  const openSources = (): number => sources.filter((source) => !source.closed).length;

  async function until(what: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!(await what())) {
      if (Date.now() > deadline) throw new Error('waited in vain');
      await sleep(10);
    }
  }

  /** A client that sends requests and then reads nothing, or only until `readBytes` came. */
  async function dial(requests: string, readBytes = 0): Promise<Socket> {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(requests);
    let gotBytes = 0;
    while (gotBytes < readBytes) {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) await new Promise((resolve) => socket.once('readable', resolve));
      else gotBytes += chunk.length;
    }
    return socket;
  }
  const get = (range = ''): string => `GET /file HTTP/1.1\r\nHost: x\r\n${range && `Range: bytes=${range}\r\n`}\r\n`;

  it('leaves no descriptor behind, 200 slow readers at once', async () => {
    const before = await descriptorsOf(server.path);
    const ranges = ['', '100-', '0-9000000,10000000-19000000', '-15000000'];
    const readers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => await dial(get(ranges[i % ranges.length]), i % 3 ? 100_000 : 0)),
    );
    await until(() => sources.length === 200);
    expect(openSources()).toBe(200);
    for (const [i, socket] of readers.entries()) {
      if (i % 2) socket.destroy();
      else socket.resetAndDestroy();
    }
    await until(() => openSources() === 0);
    await until(async () => (await descriptorsOf(server.path)) === before);
  });

  it.each([
    ['has bytes', (range?: ByteRange) => createReadStream(server.path, range)],
    ['gives nothing', () => new PassThrough()],
  ])('frees a source that is opened only after it left and %s', async (_, source) => {
    let opening = false;
    server.overrides = {
      open: async (range) => {
        opening = true;
        await sleep(200);
        return track(source(range));
      },
    };
    const socket = await dial(get());
    await until(() => opening);
    socket.destroy();
    await until(() => sources.length === 1 && openSources() === 0);
  });

  it('frees a source that gives nothing: at first, half-way, and in a later part', async () => {
    for (const [range, givenBytes] of [
      ['', 0],
      ['', 50_000],
      ['0-9,20-49', 0],
    ] as const) {
      sources = [];
      server.overrides = {
        open: async () => {
          const source = track(new PassThrough());
          if (range !== '' && sources.length === 1) source.end(Buffer.alloc(10));
          else if (givenBytes > 0) source.write(Buffer.alloc(givenBytes));
          return source;
        },
      };
      const socket = await dial(get(range), givenBytes);
      await until(() => sources.length === (range === '' ? 1 : 2));
      socket.destroy();
      await until(() => openSources() === 0);
    }
  });

  it('frees what waits behind another answer on the same connection', async () => {
    const socket = await dial(get().repeat(8));
    await until(() => sources.length === 8);
    expect(openSources()).toBe(8);
    socket.destroy();
    await until(() => openSources() === 0);
  });

  it('is not counted when it left before the first byte', async () => {
    const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
    let opened = 0;
    let counted = 0;
    const slow = async <T>(give: () => T): Promise<T> => {
      opened++;
      await gone;
      return give();
    };
    const onServe = async (): Promise<void> => void counted++;
    server.overrides = { sizeBytes: 10, read: async () => await slow(() => Buffer.alloc(10)), onServe };
    const connections = await server.connections();
    const reading = await dial(get());
    await until(() => opened === 1);
    server.overrides = {
      open: async (range) => await slow(() => track(createReadStream(server.path, range))),
      onServe,
    };
    const streaming = await dial(get());
    await until(() => opened === 2);
    reading.destroy();
    streaming.destroy();
    await until(async () => (await server.connections()) <= connections);
    leave();
    await until(() => sources.length === 1 && openSources() === 0);
    expect(counted).toBe(0);
  });

  it('is no error of the server when it left while its file was being made', async () => {
    const { promise: making, resolve: made } = Promise.withResolvers<void>();
    let asked = 0;
    server.errors.length = 0;
    const sizeBytes = async (): Promise<number> => {
      asked++;
      await making;
      return SIZE_BYTES;
    };
    server.overrides = { ...server.overrides, sizeBytes, read: undefined };
    const socket = await dial(get());
    await until(() => asked === 1);
    socket.destroy();
    await sleep(50);
    made();
    await until(() => server.errors.length === 1);
    expect(server.errors).toEqual([expect.objectContaining({ code: 'unavailable' })]);
    expect(openSources()).toBe(0);
  });

  it('does not disturb others: the next request on a kept connection, and listeners do not pile up', async () => {
    const socket = await dial('');
    const warnings: Error[] = [];
    const warn = (warning: Error): void => void warnings.push(warning);
    process.on('warning', warn);
    let received = 0;
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    socket.resume();
    for (let i = 1; i <= 30; i++) {
      socket.write(get(`${i}-${i + 299_999}`));
      await until(() => received >= 300_000 * i && openSources() === 0);
    }
    socket.destroy();
    process.off('warning', warn);
    expect(warnings).toEqual([]);
    expect(sources.length).toBe(30);
  });
});

/** How often this process has the file open. Only Linux can tell; elsewhere the streams' own state has to do. */
async function descriptorsOf(path: string): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map(async (fd) => await readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((link) => link === path).length;
}
