// Resumable uploads at their ends: those whose time is up, those that become assets, and those whose lock is lost on the way.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type Core, type Locks, SYSTEM, type UnfinishedStore } from '../../src/core/index.ts';
import { store } from '../../src/dialects/store/index.ts';
import { openDiskUnfinished } from '../../src/drivers/disk/unfinished.ts';
import { openFileLocks } from '../../src/drivers/sqlite/locks.ts';
import { createLog } from '../../src/http/log.ts';
import { createServer } from '../../src/http/server.ts';
import { UploadLocker } from '../../src/http/upload-locker.ts';
import { UploadStore } from '../../src/http/upload-store.ts';
import { contentOf, openTestCore, type TestCore } from '../support/core.ts';
import { httpServices } from '../support/http-services.ts';

const LONG_MS = 60_000;
/** Everything is over, also what was begun in this millisecond. */
const OVER_MS = -1_000;

let opened: TestCore;
let core: Core;
let admin: Actor;
let locks: Locks;
let unfinished: UnfinishedStore;
beforeAll(async () => {
  opened = await openTestCore();
  ({ core, admin } = opened);
  locks = openFileLocks(`${opened.folder}/uploads`);
  unfinished = await openDiskUnfinished(`${opened.folder}/uploads`);
});
afterAll(async () => {
  await locks[Symbol.asyncDispose]();
  await opened[Symbol.asyncDispose]();
});

const newId = (): string => randomBytes(16).toString('hex');

async function begin(sizeBytes: number): Promise<string> {
  const id = newId();
  await core.createResumableUpload(admin, { id, metadata: { filename: 'a.txt' }, sizeBytes });
  return id;
}

const nobody = (): void => undefined;

async function* chunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('an upload whose time is up', () => {
  it('stays while somebody writes to it or makes an asset of it, and goes once nobody does', async () => {
    const locker = new UploadLocker(locks);
    const expiring = new UploadStore({
      core,
      bytes: { ...bound(unfinished), sweep: async () => 0 },
      locker,
      keptMs: OVER_MS,
      asker: () => admin,
      finish: async () => undefined,
    });
    const id = await begin(10);
    await unfinished.append(id, 0, chunk('hello'), new AbortController().signal);
    for (const name of [`${id}.lock`, `${id}.finish`]) {
      let isAsked = false;
      const held = await locks.tryHold(name, () => {
        isAsked = true;
      });
      if (!held) throw new Error('nobody else has it');
      expect(await expiring.deleteExpired()).toBe(0);
      expect([name, isAsked]).toEqual([name, true]);
      expect(await unfinished.size(id)).toBe(5);
      expect(await core.getResumableUpload(admin, id)).toMatchObject({ assetId: null });
      await held.release();
    }
    expect(await expiring.deleteExpired()).toBe(1);
    expect(await unfinished.size(id)).toBe(0);
    await expect(core.getResumableUpload(admin, id)).rejects.toMatchObject({ code: 'not_found' });
    // Nothing is held any more.
    for (const name of [`${id}.lock`, `${id}.finish`]) await (await locks.tryHold(name, nobody))?.release();
  });
});

describe('an upload that is whole', () => {
  it('becomes one asset, and is known to have, in one transaction, with no key that could expire before', async () => {
    const id = await begin(5);
    const asset = { name: 'a.txt', folderId: null, content: contentOf('hello') };
    const first = await core.createResumedAsset(admin, id, asset);
    expect(await core.getResumableUpload(admin, id)).toMatchObject({ assetId: first.id });
    await core.engine.write('testRun', ['delete from idempotency']);
    expect((await core.createResumedAsset(admin, id, asset)).id).toBe(first.id);
    await core.deleteAsset(admin, first.id);
    await expect(core.createResumedAsset(admin, id, asset)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('becomes nothing for anybody but its creator', async () => {
    const id = await begin(5);
    const asset = { name: 'a.txt', folderId: null, content: contentOf('hello') };
    await expect(core.createResumedAsset(SYSTEM, id, asset)).rejects.toMatchObject({ code: 'not_found' });
    expect(await core.getResumableUpload(admin, id)).toMatchObject({ assetId: null });
  });
});

/** Methods of a class are no properties of its objects. */
const bound = (bytes: UnfinishedStore): UnfinishedStore => ({
  size: (name) => bytes.size(name),
  append: (name, offset, sent, lost) => bytes.append(name, offset, sent, lost),
  open: (name, sizeBytes) => bytes.open(name, sizeBytes),
  remove: (name) => bytes.remove(name),
  sweep: (before) => bytes.sweep(before),
  [Symbol.asyncDispose]: () => bytes[Symbol.asyncDispose](),
});

/** Of one process, and lost when it is asked for. */
function losable(): { readonly locks: Locks; lose(): void } {
  const held = new Map<string, AbortController>();
  return {
    locks: {
      async tryHold(name) {
        if (held.has(name)) return undefined;
        const lost = new AbortController();
        held.set(name, lost);
        return { lost: lost.signal, release: async () => void (held.get(name) === lost && held.delete(name)) };
      },
      [Symbol.asyncDispose]: async () => undefined,
    },
    lose() {
      const all = [...held.values()];
      held.clear();
      for (const one of all) one.abort();
    },
  };
}

interface Finishing extends AsyncDisposable {
  send(): Promise<Response>;
}

/** A server at which something happens as the bytes of an upload that is whole are read. */
async function finishing(
  locked: Locks,
  whileReading: (id: string, sender: Actor) => Promise<void>,
): Promise<Finishing> {
  const { token } = await core.createKey(SYSTEM, { workspaceId: opened.workspaceId, label: 'k', scopes: ['admin'] });
  const sender = await core.authenticate('store', token);
  const bytes: UnfinishedStore = {
    ...bound(unfinished),
    async *open(id, sizeBytes) {
      await whileReading(id, sender);
      yield* unfinished.open(id, sizeBytes);
    },
  };
  const services = await httpServices(opened, { unfinished: bytes, locks: locked, keptMs: LONG_MS });
  const server: FastifyInstance = await createServer([store], services, {
    log: createLog('silent'),
    trustProxy: undefined,
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    send: () =>
      fetch(`${url}/files`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'tus-resumable': '1.0.0',
          'upload-length': '5',
          'upload-metadata': `filename ${Buffer.from('a.txt').toString('base64')}`,
          'content-type': 'application/offset+octet-stream',
        },
        body: 'hello',
      }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

describe('a request that loses its lock while it makes an asset of an upload', () => {
  it('is to be sent again', async () => {
    const { locks: locked, lose } = losable();
    await using server = await finishing(locked, async (id) => {
      lose();
      await unfinished.remove(id);
    });
    const answer = await server.send();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toHaveProperty('detail');
  });

  it('is told of the asset when another was sooner', async () => {
    const { locks: locked, lose } = losable();
    const made: string[] = [];
    await using server = await finishing(locked, async (id, sender) => {
      lose();
      const asset = { name: 'a.txt', folderId: null, content: contentOf('hello') };
      made.push((await core.createResumedAsset(sender, id, asset)).id);
      await unfinished.remove(id);
    });
    const answer = await server.send();
    expect(answer.status).toBe(201);
    expect(made).toEqual([answer.headers.get('x-asset-id')]);
  });
});
