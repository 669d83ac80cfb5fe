import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { openDiskUnfinished } from '../../src/drivers/disk/unfinished.ts';
import { describeUnfinished } from '../contract/unfinished-store.ts';
import { temporaryFolder } from '../support/core.ts';

describeUnfinished('unfinished uploads on a disk', async () => {
  const folder = await temporaryFolder();
  return {
    one: await openDiskUnfinished(folder.path),
    other: await openDiskUnfinished(folder.path),
    count: async () => (await readdir(folder.path)).length,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
});

it('of unfinished uploads on a disk, nothing counts that was not made durable, as a power cut may leave it', async () => {
  await using folder = await temporaryFolder();
  await using store = await openDiskUnfinished(folder.path);
  const name = '0123456789abcdef0123456789abcdef';
  const never = new AbortController().signal;
  async function* bytes(text: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  expect(await store.append(name, 0, bytes('durable, '), never)).toBe(9);
  await appendFile(join(folder.path, name), Buffer.alloc(100));
  expect(await store.size(name)).toBe(9);
  expect(await store.append(name, 9, bytes('and so is this'), never)).toBe(23);
  expect((await buffer(store.open(name, 23))).toString()).toBe('durable, and so is this');
});
