// What every driver of the port UnfinishedStore must do.
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { UnfinishedStore } from '../../src/core/ports.ts';

export interface UnfinishedUnderTest extends AsyncDisposable {
  /** Two processes on the same bytes. */
  readonly one: UnfinishedStore;
  readonly other: UnfinishedStore;
  /** Files or objects that are there. */
  count(): Promise<number>;
}

const NAME = '0123456789abcdef0123456789abcdef';
const never = new AbortController().signal;
const MIB = 1024 * 1024;

async function* inChunks(bytes: Buffer, chunkBytes = 100_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

async function* brokenAfter(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield* inChunks(bytes);
  throw new Error('cut');
}

export function describeUnfinished(name: string, open: () => Promise<UnfinishedUnderTest>): void {
  describe(`${name}`, () => {
    it('holds what was added, in any steps, by any process', async () => {
      await using under = await open();
      const bytes = randomBytes(20 * MIB + 7);
      expect(await under.one.size(NAME)).toBe(0);
      let end = 0;
      for (const size of [1, 3 * MIB, 10, 700_000, 9 * MIB, 0, 10_000_000]) {
        const store = end % 2 === 0 ? under.one : under.other;
        const next = bytes.subarray(end, end + size);
        end += next.length;
        expect(await store.append(NAME, end - next.length, inChunks(next), never)).toBe(end);
        expect(await under.other.size(NAME)).toBe(end);
      }
      expect(end).toBe(bytes.length);
      expect((await buffer(under.other.open(NAME, end))).equals(bytes)).toBe(true);
    });

    it('keeps what came before a cut', async () => {
      await using under = await open();
      const bytes = randomBytes(9 * MIB);
      await expect(under.one.append(NAME, 0, brokenAfter(bytes), never)).rejects.toThrow('cut');
      expect(await under.other.size(NAME)).toBe(bytes.length);
      const more = randomBytes(5);
      await under.other.append(NAME, bytes.length, inChunks(more), never);
      expect((await buffer(under.one.open(NAME, bytes.length + 5))).equals(Buffer.concat([bytes, more]))).toBe(true);
    });

    it('refuses to add where the end is not', async () => {
      await using under = await open();
      await under.one.append(NAME, 0, inChunks(randomBytes(10)), never);
      for (const offset of [0, 5, 11])
        await expect(under.other.append(NAME, offset, inChunks(randomBytes(3)), never)).rejects.toMatchObject({
          code: 'conflict',
        });
      expect(await under.one.size(NAME)).toBe(10);
    });

    it('writes nothing once the upload is somebody else`s', async () => {
      await using under = await open();
      const lost = new AbortController();
      async function* losing(): AsyncGenerator<Uint8Array> {
        yield randomBytes(10);
        lost.abort(new Error('lost'));
        yield randomBytes(10 * MIB);
      }
      await expect(under.one.append(NAME, 0, losing(), lost.signal)).rejects.toThrow('lost');
      expect(await under.one.size(NAME)).toBeLessThanOrEqual(10);
    });

    it('says that bytes are missing rather than end early', async () => {
      await using under = await open();
      await under.one.append(NAME, 0, inChunks(randomBytes(10)), never);
      await expect(buffer(under.one.open(NAME, 11))).rejects.toMatchObject({ code: 'internal' });
      expect((await buffer(under.one.open(NAME, 4))).length).toBe(4);
    });

    it('removes an upload, and what is old, and nothing else', async () => {
      await using under = await open();
      const second = NAME.replaceAll('0', 'f');
      for (const each of [NAME, second]) await under.one.append(each, 0, inChunks(randomBytes(9 * MIB)), never);
      await under.other.remove(NAME);
      await under.other.remove(NAME);
      expect(await under.one.size(NAME)).toBe(0);
      expect(await under.one.size(second)).toBe(9 * MIB);
      expect(await under.one.sweep(new Date(Date.now() - 60_000))).toBe(0);
      expect(await under.one.sweep(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
      expect(await under.count()).toBe(0);
    });

    it('takes no name that could lead elsewhere', async () => {
      await using under = await open();
      for (const bad of ['', '../x', NAME.toUpperCase(), `${NAME}/`])
        await expect(under.one.size(bad)).rejects.toThrow(TypeError);
    });
  });
}
