// The processes behind the image decoder: their bounds, their deaths, their queue. What they make: image.test.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { ImageSource } from '../../src/core/ports.ts';
import { createImageDecoder } from '../../src/drivers/image/index.ts';
import { plain, slowSvg, sourceOf } from '../support/images.ts';

const slow = sourceOf(slowSvg());
const small = sourceOf(await plain(60, 40).jpeg().toBuffer());
const facts = { width: 60, height: 40 };

/** Decoders that this process, or another, has started and that live. */
function decodersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'latin1');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return command.includes('decoder.ts') && new RegExp(`^PPid:\\s+${parent}$`, 'm').test(status);
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

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('bounds', () => {
  it('ends what takes too long, keeps its facts, and goes on with the next image', async () => {
    await using decoder = createImageDecoder({ concurrency: 1, timeoutMs: 1000 });
    const [late, next] = await Promise.all([decoder.decode(slow, [1000]), decoder.decode(small, [30])]);
    expect(late).toEqual({
      facts: { width: 1000, height: 1000 },
      pictures: [],
      reason: 'the image could not be decoded in 1 s',
    });
    expect(next).toMatchObject({ facts, pictures: [{ width: 30, height: 20 }] });
  });

  it('ends what takes too much memory', async () => {
    const interlaced = await plain(7000, 7000).png({ progressive: true, compressionLevel: 1 }).toBuffer();
    await using decoder = createImageDecoder({ concurrency: 1, maxMemoryBytes: 128 * 1024 * 1024 });
    const open = vi.fn(sourceOf(interlaced).open);
    const refused = {
      facts: { width: 7000, height: 7000 },
      pictures: [],
      reason: 'the image could not be decoded in 128 MiB of memory',
    };
    expect(await decoder.decode({ sizeBytes: interlaced.length, open }, [100])).toEqual(refused);
    expect(open).toHaveBeenCalledTimes(1);
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });

  it('tries once more, in a fresh process, what takes too much memory after other images', async () => {
    const deep = plain(7000, 7000).ensureAlpha().toColourspace('rgb16');
    const interlaced = await deep.png({ progressive: true, compressionLevel: 1 }).toBuffer();
    await using decoder = createImageDecoder({ concurrency: 1, maxMemoryBytes: 416 * 1024 * 1024 });
    const open = vi.fn(sourceOf(interlaced).open);
    await decoder.decode(small, []);
    expect(await decoder.decode({ sizeBytes: interlaced.length, open }, [100])).toEqual({
      facts: { width: 7000, height: 7000 },
      pictures: [],
      reason: 'the image could not be decoded in 416 MiB of memory',
    });
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('does not even open what is larger than it may hold', async () => {
    await using decoder = createImageDecoder({ maxBytes: 1024 * 1024 });
    const open = (): Promise<Readable> => Promise.reject(new Error('opened'));
    await expect(decoder.decode({ sizeBytes: 1024 * 1024 + 1, open }, [30])).rejects.toMatchObject({
      code: 'invalid',
      message: 'the image is larger than 1 MiB',
    });
  });

  it('says busy when its queue is full, and recovers', async () => {
    await using decoder = createImageDecoder({ concurrency: 1, maxWaiting: 2 });
    const accepted = [1, 2, 3].map(() => decoder.decode(small, [30]));
    await expect(decoder.decode(small, [30])).rejects.toMatchObject({ code: 'busy' });
    for (const image of await Promise.all(accepted)) expect(image.facts).toEqual(facts);
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });

  it('refuses sides that no picture can have', async () => {
    await using decoder = createImageDecoder();
    for (const side of [0, -1, 1.5, 16_384, Number.NaN]) {
      await expect(decoder.decode(small, [side])).rejects.toMatchObject({ code: 'invalid', field: 'sides' });
    }
  });
});

describe('processes', () => {
  it('are started with the first image, used again, and ended when there is nothing to do', async () => {
    await using decoder = createImageDecoder({ concurrency: 2, idleMs: 1000 });
    expect(decoders()).toEqual([]);
    await decoder.decode(small, [30]);
    const [first, ...others] = decoders();
    expect(others).toEqual([]);
    await decoder.decode(small, [30]);
    expect(decoders()).toEqual([first]);
    await eventually(() => expect(decoders()).toEqual([]));
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });

  it('know no environment', async () => {
    vi.stubEnv('CANARY_SECRET', 'canary');
    await using decoder = createImageDecoder();
    await decoder.decode(small, [30]);
    const [pid] = decoders();
    const names = readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .map((entry) => entry.split('=')[0]);
    expect(names.filter((name) => name && !name.startsWith('NODE_CHANNEL_'))).toEqual([]);
  });

  it('leave signals for the whole group to their parent', async () => {
    await using decoder = createImageDecoder({ concurrency: 1 });
    await decoder.decode(small, [30]);
    const [pid = 0] = decoders();
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGINT');
    await sleep(100);
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
    expect(decoders()).toEqual([pid]);
  });

  it('that die cost their own image alone', async () => {
    await using decoder = createImageDecoder({ concurrency: 2 });
    await decoder.decode(small, [30]);
    const [victim = 0] = decoders();
    const lost = decoder.decode(slow, [1000]);
    const others = Array.from({ length: 10 }, () => decoder.decode(small, [30]));
    await sleep(1000);
    process.kill(victim, 'SIGKILL');
    expect(await lost).toMatchObject({ pictures: [], reason: 'the image made its decoder stop' });
    for (const image of await Promise.all(others)) expect(image.pictures).toHaveLength(1);
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });

  it('that die without work are replaced', async () => {
    await using decoder = createImageDecoder({ concurrency: 1 });
    await decoder.decode(small, [30]);
    const [victim = 0] = decoders();
    process.kill(victim, 'SIGKILL');
    await eventually(() => expect(decoders()).toEqual([]));
    // Gone, yet their parent may not know it for another moment: never held against the image.
    const outcome = await decoder.decode(small, [30]).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'unavailable' });
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });

  it('end with their parent, even in the midst of an image', async () => {
    const script = `
      const { createImageDecoder } = await import(process.argv[1]);
      const { slowSvg, sourceOf } = await import(process.argv[2]);
      setTimeout(() => console.log('busy'), 1000);
      await createImageDecoder().decode(sourceOf(slowSvg()), [1000]);`;
    const modules = ['../../src/drivers/image/index.ts', '../support/images.ts'].map(
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
  it('ends a running image, and the next one runs', async () => {
    await using decoder = createImageDecoder({ concurrency: 1 });
    const controller = new AbortController();
    const running = decoder.decode(slow, [1000], controller.signal);
    const next = decoder.decode(small, [30]);
    setTimeout(() => controller.abort(new Error('no longer wanted')), 500);
    await expect(running).rejects.toThrow('no longer wanted');
    expect((await next).facts).toEqual(facts);
  });

  it('takes a waiting image out of the queue unopened', async () => {
    await using decoder = createImageDecoder({ concurrency: 1 });
    const running = decoder.decode(small, [30]);
    const controller = new AbortController();
    const open = vi.fn(small.open);
    const waiting = decoder.decode({ ...small, open }, [30], controller.signal);
    controller.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    await expect(decoder.decode({ ...small, open }, [30], controller.signal)).rejects.toThrow('no longer wanted');
    await running;
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
    expect(open).not.toHaveBeenCalled();
  });

  it('by disposing ends everything and takes nothing more', async () => {
    const decoder = createImageDecoder({ concurrency: 1 });
    const outcomes = Promise.allSettled([decoder.decode(slow, [1000]), decoder.decode(small, [30])]);
    await eventually(() => expect(decoders()).toHaveLength(1));
    await decoder[Symbol.asyncDispose]();
    expect(decoders()).toEqual([]);
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'unavailable' } });
    await expect(decoder.decode(small, [30])).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('sources', () => {
  const failing = (open: ImageSource['open'], sizeBytes = small.sizeBytes): ImageSource => ({ sizeBytes, open });

  it('that fail give their own error, and the next image runs', async () => {
    await using decoder = createImageDecoder({ concurrency: 1, timeoutMs: 500 });
    const broken = async function* () {
      yield Buffer.alloc(100);
      throw new Error('the store went away');
    };
    const unopened = failing(() => Promise.reject(new Error('the store is not there')));
    await expect(decoder.decode(unopened, [30])).rejects.toThrow('the store is not there');
    await expect(
      decoder.decode(
        failing(async () => Readable.from(broken())),
        [30],
      ),
    ).rejects.toThrow('the store went away');
    for (const length of [10, small.sizeBytes + 10]) {
      const wrong = failing(async () => Readable.from([Buffer.alloc(length)]));
      await expect(decoder.decode(wrong, [30])).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });

  it('that stop coming are closed, and are not held against the image', async () => {
    await using decoder = createImageDecoder({ concurrency: 1, timeoutMs: 500 });
    const stalled = new Readable({ read: () => {} });
    stalled.push(Buffer.alloc(10));
    const stopped = { code: 'unavailable', message: 'the bytes of the image stopped coming' };
    await expect(
      decoder.decode(
        failing(async () => stalled),
        [30],
      ),
    ).rejects.toMatchObject(stopped);
    await eventually(() => expect(stalled.destroyed).toBe(true));
    await expect(
      decoder.decode(
        failing(() => new Promise(() => {})),
        [30],
      ),
    ).rejects.toMatchObject(stopped);
    expect((await decoder.decode(small, [30])).facts).toEqual(facts);
  });
});

describe('damage', () => {
  it('of any kind neither hangs nor harms the decoder', { timeout: 60_000 }, async () => {
    let seed = 20_261;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    await using decoder = createImageDecoder({ concurrency: 2 });
    const jobs: Promise<string>[] = [];
    for (const format of ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const) {
      const whole = await plain(160, 120).toFormat(format).toBuffer();
      for (let i = 0; i < 40; i++) {
        const damaged = Buffer.from(i % 3 === 0 ? whole.subarray(0, 1 + random(whole.length)) : whole);
        for (let flips = random(20); flips > 0; flips--) {
          const at = random(damaged.length);
          damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << random(8)), at);
        }
        const outcome = decoder.decode(sourceOf(damaged), [64]).then(
          (image) => (image.pictures.length === 1 || image.reason ? 'decoded' : `nothing and no reason: seed ${seed}`),
          (error: { code?: unknown }) => String(error.code),
        );
        jobs.push(outcome);
      }
    }
    expect(new Set(await Promise.all(jobs))).toEqual(new Set(['decoded', 'invalid']));
    expect((await decoder.decode(small, [30])).pictures).toHaveLength(1);
  });
});
