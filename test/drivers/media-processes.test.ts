// The processes in which media are decoded: their bounds, their deaths, their queue. What they find: the decoders' tests.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { MediaSource } from '../../src/core/ports.ts';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import { permissionOptions } from '../../src/drivers/media/permissions.ts';
import { temporaryFolder } from '../support/core.ts';
import { plain, slowSvg, sourceOf } from '../support/images.ts';

const slow = sourceOf(slowSvg(), 'image/svg+xml');
const small = sourceOf(await plain(60, 40).jpeg().toBuffer(), 'image/jpeg');
const facts = { width: 60, height: 40 };

/** Decoders that this process, or another, has started and that live. */
function decodersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'latin1');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return command.includes('media/child.ts') && new RegExp(`^PPid:\\s+${parent}$`, 'm').test(status);
      } catch {
        return false;
      }
    })
    .map(Number);
}

const decoders = (): number[] => decodersOf(process.pid);

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 60_000, interval: 20 });

describe('bounds', () => {
  it('starts no process, and reads nothing, for what no decoder knows', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    const before = decoders();
    const open = vi.fn(small.open);
    expect(await decoder.examine({ ...small, mimeType: 'application/octet-stream', open }, [30])).toEqual({
      facts: {},
      text: '',
      pictures: [],
      reason: 'there are no pictures of this kind of file',
    });
    expect(open).not.toHaveBeenCalled();
    expect(decoders()).toEqual(before);
  });

  it('ends what takes too long, keeps its facts, and goes on with the next image', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1, timeoutMs: 1000 });
    const open = vi.fn(slow.open);
    const [late, next] = await Promise.all([decoder.examine({ ...slow, open }, [1000]), decoder.examine(small, [30])]);
    expect(late).toMatchObject({
      facts: { width: 1000, height: 1000 },
      pictures: [],
      reason: 'it could not be decoded in 1 s',
    });
    expect(open, 'tried once more').toHaveBeenCalledTimes(2);
    expect(next).toMatchObject({ facts, pictures: [{ width: 30, height: 20 }] });
  });

  it('ends what takes too much memory', async () => {
    const interlaced = await plain(7000, 7000).png({ progressive: true, compressionLevel: 1 }).toBuffer();
    await using decoder = createMediaDecoder({ concurrency: 1, maxMemoryBytes: 128 * 1024 * 1024 });
    const source = sourceOf(interlaced, 'image/png');
    const open = vi.fn(source.open);
    expect(await decoder.examine({ ...source, open }, [100])).toMatchObject({
      facts: { width: 7000, height: 7000 },
      pictures: [],
      reason: 'it could not be decoded in 128 MiB of memory',
    });
    expect(open).toHaveBeenCalledTimes(1);
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });

  it('tries once more, in a fresh process, what takes too much memory after other images', async () => {
    const deep = plain(7000, 7000).ensureAlpha().toColourspace('rgb16');
    const interlaced = await deep.png({ progressive: true, compressionLevel: 1 }).toBuffer();
    await using decoder = createMediaDecoder({ concurrency: 1, maxMemoryBytes: 480 * 1024 * 1024 });
    const source = sourceOf(interlaced, 'image/png');
    const open = vi.fn(source.open);
    await decoder.examine(small, []);
    expect(await decoder.examine({ ...source, open }, [100])).toMatchObject({
      facts: { width: 7000, height: 7000 },
      pictures: [],
      reason: 'it could not be decoded in 480 MiB of memory',
    });
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('does not even open what is larger than it may hold', async () => {
    await using decoder = createMediaDecoder();
    const open = (): never => {
      throw new Error('opened');
    };
    const huge = { sizeBytes: 600 * 1024 * 1024, mimeType: 'image/png', open };
    expect(await decoder.examine(huge, [30])).toMatchObject({
      facts: {},
      pictures: [],
      reason: 'it is larger than 512 MiB',
    });
  });

  it('says busy when its queue is full, and recovers', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1, maxWaiting: 4 });
    const accepted = [1, 2, 3].map(() => decoder.examine(small, [30]));
    const unhurried = decoder.examine(small, [30], { isBackground: true });
    await expect(decoder.examine(small, [30])).rejects.toMatchObject({ code: 'busy' });
    for (const image of await Promise.all([...accepted, unhurried])) expect(image.facts).toMatchObject(facts);
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });

  it('refuses sides that no picture can have', async () => {
    await using decoder = createMediaDecoder();
    for (const side of [0, -1, 1.5, 16_384, Number.NaN]) {
      await expect(decoder.examine(small, [side])).rejects.toMatchObject({ code: 'invalid', field: 'sides' });
    }
  });
});

describe('processes', () => {
  it('are started with the first image, used again, and ended when there is nothing to do', async () => {
    await using decoder = createMediaDecoder({ concurrency: 2, idleMs: 1000 });
    expect(decoders()).toEqual([]);
    await decoder.examine(small, [30]);
    const [first, ...others] = decoders();
    expect(others).toEqual([]);
    await decoder.examine(small, [30]);
    expect(decoders()).toEqual([first]);
    await eventually(() => expect(decoders()).toEqual([]));
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });

  it('know nothing of the environment', async () => {
    vi.stubEnv('CANARY_SECRET', 'canary');
    await using decoder = createMediaDecoder();
    await decoder.examine(small, [30]);
    const [pid] = decoders();
    const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').filter(Boolean);
    expect(variables.filter((variable) => !variable.startsWith('NODE_CHANNEL_'))).toEqual(['MALLOC_ARENA_MAX=2']);
  });

  it('may read their own program, and no other file', async () => {
    await using folder = await temporaryFolder();
    const secret = join(folder.path, 'secret');
    await writeFile(secret, 'canary');
    const own = fileURLToPath(new URL('../../src/drivers/media/child.ts', import.meta.url));
    const script = `
      const fs = require('node:fs');
      const attempt = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
      const [own, secret] = process.argv.slice(1);
      console.log(JSON.stringify([
        attempt(() => fs.readFileSync(own)),
        attempt(() => fs.readFileSync(secret)),
        attempt(() => fs.writeFileSync(secret, '')),
        attempt(() => fs.writeFileSync(own, '')),
      ]));`;
    const { stdout } = await promisify(execFile)(process.execPath, [...permissionOptions(), '-e', script, own, secret]);
    const denied = 'ERR_ACCESS_DENIED';
    expect(JSON.parse(stdout)).toEqual(['done', denied, denied, denied]);
  });

  it('leave signals for the whole group to their parent', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    await decoder.examine(small, [30]);
    const [pid = 0] = decoders();
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGINT');
    await sleep(100);
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
    expect(decoders()).toEqual([pid]);
  });

  it('that die cost their own image alone', async () => {
    await using decoder = createMediaDecoder({ concurrency: 2, timeoutMs: 3000 });
    await decoder.examine(small, [30]);
    const [victim = 0] = decoders();
    const lost = decoder.examine(slow, [1000]);
    const others = Array.from({ length: 10 }, () => decoder.examine(small, [30]));
    await sleep(1000);
    process.kill(victim, 'SIGKILL');
    // Tried once more, and that takes longer than it may.
    expect(await lost).toMatchObject({ pictures: [], reason: 'it could not be decoded in 3 s' });
    for (const image of await Promise.all(others)) expect(image.pictures).toHaveLength(1);
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });

  it('that die without work are replaced', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    await decoder.examine(small, [30]);
    const [victim = 0] = decoders();
    process.kill(victim, 'SIGKILL');
    await eventually(() => expect(decoders()).toEqual([]));
    // Gone, yet their parent may not know it for another moment.
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });

  it('end with their parent, even in the midst of an image', async () => {
    const script = `
      const { createMediaDecoder } = await import(process.argv[1]);
      const { slowSvg, sourceOf } = await import(process.argv[2]);
      setTimeout(() => console.log('busy'), 1000);
      await createMediaDecoder().examine(sourceOf(slowSvg(), 'image/svg+xml'), [1000]);`;
    const modules = ['../../src/drivers/media/index.ts', '../support/images.ts'].map(
      (path) => new URL(path, import.meta.url).href,
    );
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script, ...modules], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(parent.stdout, 'data');
    const children = decodersOf(parent.pid ?? 0);
    expect(children).toHaveLength(1);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await eventually(() => expect(children.filter(isAlive)).toEqual([]));
  });
});

describe('cancelling', () => {
  it('leaves what was begun to its end', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    const controller = new AbortController();
    const running = decoder.examine(small, [30], { signal: controller.signal });
    await eventually(() => expect(decoders()).toHaveLength(1));
    controller.abort(new Error('no longer wanted'));
    expect((await running).facts).toMatchObject(facts);
  });

  it('takes a waiting image out of the queue unopened', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    const running = decoder.examine(small, [30]);
    const controller = new AbortController();
    const open = vi.fn(small.open);
    const waiting = decoder.examine({ ...small, open }, [30], { signal: controller.signal });
    controller.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    await expect(decoder.examine({ ...small, open }, [30], { signal: controller.signal })).rejects.toThrow(
      'no longer wanted',
    );
    await running;
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
    expect(open).not.toHaveBeenCalled();
  });

  it('by disposing ends everything and takes nothing more', async () => {
    const decoder = createMediaDecoder({ concurrency: 1 });
    const outcomes = Promise.allSettled([decoder.examine(slow, [1000]), decoder.examine(small, [30])]);
    await eventually(() => expect(decoders()).toHaveLength(1));
    await decoder[Symbol.asyncDispose]();
    expect(decoders()).toEqual([]);
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'unavailable' } });
    await expect(decoder.examine(small, [30])).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('sources', () => {
  const failing = (open: MediaSource['open']): MediaSource => ({ ...small, open });

  it('that fail give their own error, and the next image runs', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1, timeoutMs: 3000 });
    const broken = async function* () {
      yield Buffer.alloc(100);
      throw new Error('the store went away');
    };
    const unopened = failing(() => {
      throw new Error('the store is not there');
    });
    await expect(decoder.examine(unopened, [30])).rejects.toThrow('the store is not there');
    await expect(decoder.examine(failing(broken), [30])).rejects.toThrow('the store went away');
    for (const length of [10, small.sizeBytes + 10]) {
      const wrong = failing(() => Readable.from([Buffer.alloc(length)]));
      await expect(decoder.examine(wrong, [30])).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });

  it('that stop coming are told so, and are not held against the image', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1, timeoutMs: 3000 });
    const stalled = new Readable({ read: () => {} });
    stalled.push(Buffer.alloc(10));
    const stopped = { code: 'unavailable', message: 'The bytes stopped coming.' };
    const stalling = failing((_, signal) => addAbortSignal(signal, stalled));
    await expect(decoder.examine(stalling, [30])).rejects.toMatchObject(stopped);
    await eventually(() => expect(stalled.destroyed).toBe(true));
    expect((await decoder.examine(small, [30])).facts).toMatchObject(facts);
  });
});

describe('askers', () => {
  it('take turns, however many pictures one of them asks for', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    const order: string[] = [];
    const ask = (asker: string) => decoder.examine(small, [30], { asker }).then(() => order.push(asker));
    await Promise.all(['greedy', 'greedy', 'greedy', 'greedy', 'modest', 'other', 'modest'].map(ask));
    expect(order).toEqual(['greedy', 'modest', 'other', 'greedy', 'modest', 'greedy', 'greedy']);
  });

  it('have half of the queue each at most', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1, maxWaiting: 4 });
    const ask = (asker: string) => decoder.examine(small, [30], { asker });
    const greedy = [1, 2, 3].map(() => ask('greedy'));
    await expect(ask('greedy')).rejects.toMatchObject({ code: 'busy', retryAfterSeconds: 10 });
    await ask('modest');
    await Promise.all(greedy);
  });
});

describe('the background', () => {
  it('leaves a process to those who wait for their picture', async () => {
    await using decoder = createMediaDecoder({ concurrency: 2, timeoutMs: 3000 });
    const order: string[] = [];
    const background = Promise.allSettled(
      [1, 2, 3].map(async () => {
        await decoder.examine(slow, [1000], { isBackground: true });
        order.push('background');
      }),
    );
    await sleep(100);
    await decoder.examine(small, [30]).then(() => order.push('foreground'));
    expect(order).toEqual(['foreground']);
    await decoder[Symbol.asyncDispose]();
    await background;
  });

  it('gives way to those who came later and wait for their picture', async () => {
    await using decoder = createMediaDecoder({ concurrency: 1 });
    const order: string[] = [];
    await Promise.all([
      decoder.examine(small, [30]).then(() => order.push('first')),
      decoder.examine(small, [30], { isBackground: true }).then(() => order.push('background')),
      decoder.examine(small, [30]).then(() => order.push('second')),
    ]);
    expect(order).toEqual(['first', 'second', 'background']);
  });
});
