// A move at its narrow places, which a killed process or a stalled one comes to by chance: at real stores, without commands.
import { glob, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFile } from '../../src/app/stores.ts';
import * as arriving from '../../src/core/moving/arriving.ts';
import { type LibraryPlace, type MoveOptions, moveLibrary } from '../../src/core/moving/index.ts';
import * as leaving from '../../src/core/moving/leaving.ts';
import { undoMove } from '../../src/core/moving/undoing.ts';
import type { BlobStore } from '../../src/core/ports.ts';
import { writesOf } from '../../src/core/writes.ts';
import { listChanges } from '../../src/database/moves.ts';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { sha256Of } from '../support/blobs.ts';
import { openTestCore, type TestCore, temporaryFolder } from '../support/core.ts';
import { blobFile, flipBit } from '../support/damage.ts';

let opened: TestCore;
beforeAll(async () => {
  opened = await openTestCore();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Random enough texts whose hash begins so. */
function textAt(start: string): string {
  for (let i = 0; ; i++) if (sha256Of(Buffer.from(`text ${i}`)).startsWith(start)) return `text ${i}`;
}

async function upload(text: string): Promise<string> {
  const { core, admin } = opened;
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  await core.uploadAsset(admin, await core.storeContent({ bytes, name: 'a.txt' }), { name: 'a.txt', folderId: null });
  return sha256Of(Buffer.from(text));
}

const move = (
  from: LibraryPlace,
  to: LibraryPlace,
  moves: MoveOptions['moves'],
  options: Partial<Pick<MoveOptions, 'switches' | 'acceptsDamage'>> = {},
) =>
  moveLibrary({
    ...{ from, to, moves, switches: true, acceptsDamage: false, ...options },
    tell: () => undefined,
    signal: new AbortController().signal,
  });

/** Tells whether anything can be changed, changes nothing. */
const FOR_ALL = new Set(['checkUnsealed']);

const undo = ({ engine, blobs }: Pick<LibraryPlace, 'engine' | 'blobs'>, acceptsDamage = false) =>
  undoMove({
    engine,
    // The test's own goes on.
    openBlobs: async () =>
      new Proxy(blobs, { get: (of, name) => (name === Symbol.asyncDispose ? idle : bound(of, name)) }),
    acceptsDamage,
    signal: AbortSignal.timeout(2_000),
  });

const idle = async (): Promise<void> => undefined;

function bound(of: BlobStore, name: string | symbol): unknown {
  const value: unknown = Reflect.get(of, name);
  return typeof value === 'function' ? value.bind(of) : value;
}

describe('a move', () => {
  it('is nothing that a request can ask for', async () => {
    const names = [...Object.keys(arriving), ...Object.keys(leaving), 'moveLibrary', 'undoMove'];
    expect(names).toContain('sealLibrary');
    for (const layer of ['dialects', 'http', 'jobs'])
      for await (const file of glob(`src/${layer}/**/*.ts`)) {
        const called = new Set((await readFile(file, 'utf8')).match(/\w+(?=\()/g));
        expect(names.filter((name) => called.has(name) && !FOR_ALL.has(name))).toEqual([]);
      }
  });

  it('of bytes alone takes along what comes while they are copied, behind those that were copied already', async () => {
    const { core } = opened;
    await using folder = await temporaryFolder();
    await using there = await openDiskBlobStore(folder.path, { reserveBytes: 0 });
    await upload(textAt('fff'));
    let late: string | undefined;
    const blobs: BlobStore = new Proxy(core.blobs, {
      get(_, name) {
        if (name === 'stat' && late === undefined)
          return async (sha256: string) => {
            late ??= await upload(textAt('000'));
            return core.blobs.stat(sha256);
          };
        return bound(core.blobs, name);
      },
    });
    const from = { engine: core.engine, blobs, name: 'here' };
    const to = { engine: core.engine, blobs: there, name: 'there' };
    expect(await move(from, to, { records: false, bytes: true })).toMatchObject({ state: 'bytes moved' });
    await undo(from);
    expect(await there.stat(late ?? '')).toBeDefined();
  });

  it('that was held up while another process took over changes neither place', async () => {
    await using folder = await temporaryFolder();
    await using engine = await openDatabaseFile(`${folder.path}/vitrine.sqlite`);
    const there = writesOf(engine);
    const arrival = { kind: 'move', id: 'this', library: 'library' } as const;
    const rows = [{ table: 'instance', rows: [{ name: 'secret', value: 'late' }] }];
    await there.beginArrival({ ...arrival, by: 'one' });
    await there.beginArrival({ ...arrival, by: 'other' });
    await expect(there.putPortions('one', rows)).rejects.toMatchObject({ code: 'conflict' });
    await expect(there.finishArrival('this', 'one')).rejects.toMatchObject({ code: 'conflict' });
    expect(await there.hasArrived('this')).toBe(false);
    await there.putPortions('other', rows);
    await there.finishArrival('this', 'other');
    expect(await there.hasArrived('this')).toBe(true);

    const here = writesOf(opened.core.engine);
    expect(await here.takeMover('one', 0)).toBe(true);
    expect(await here.takeMover('other', 60_000)).toBe(true);
    await here.sealLibrary('other');
    const late = [() => here.unsealLibrary('one'), () => here.sealLibrary('one'), () => here.forgetChanges('one', [1])];
    for (const change of late) await expect(change()).rejects.toMatchObject({ code: 'conflict' });
    await expect(upload('refused')).rejects.toMatchObject({ code: 'unavailable' });
    await here.unsealLibrary('other');
    await here.leaveMover('other');
    await upload('taken');
  });

  it('that is begun again asks the new store once for all that is there', async () => {
    const { core } = opened;
    await using folder = await temporaryFolder();
    await using there = await openDiskBlobStore(folder.path, { reserveBytes: 0 });
    for (let i = 0; i < 30; i++) await upload(`one of many ${i}`);
    const asked: string[] = [];
    const counted: BlobStore = new Proxy(there, {
      get(of, name) {
        if (name === 'stat' || name === 'list' || name === 'create') asked.push(name);
        return bound(of, name);
      },
    });
    const from = { engine: core.engine, blobs: core.blobs, name: 'here' };
    const to = { engine: core.engine, blobs: counted, name: 'there' };
    const { blobs } = await move(from, to, { records: false, bytes: true }, { switches: false });
    expect(blobs).toBeGreaterThanOrEqual(30);
    asked.length = 0;
    expect(await move(from, to, { records: false, bytes: true }, { switches: false })).toMatchObject({ blobs: 0 });
    expect(asked).toEqual(['list']);
    await undo(from);
  });

  it('leaves damaged blobs behind only when it is told to', async () => {
    const { core, folder } = opened;
    await using place = await temporaryFolder();
    await using there = await openDiskBlobStore(place.path, { reserveBytes: 0 });
    const [damaged, whole] = [await upload('to be damaged'), await upload('to stay whole')];
    await flipBit(blobFile(folder, damaged));
    const from = { engine: core.engine, blobs: core.blobs, name: 'here' };
    const to = { engine: core.engine, blobs: there, name: 'there' };
    const moves = { records: false, bytes: true };
    await expect(move(from, to, moves)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(damaged),
    });
    await upload('while it has not moved');
    const report = await move(from, to, moves, { acceptsDamage: true });
    expect(report).toMatchObject({ state: 'bytes moved', damaged: [damaged] });
    expect([await there.stat(damaged), (await there.stat(whole))?.sizeBytes]).toEqual([undefined, 13]);
    await undo(from);
    await core.blobs.remove(damaged, new Date(Date.now() + 60_000));
    await upload('to be damaged');
  });

  it('whose switch fails lets the library be changed as before, and can be begun again', async () => {
    const { core } = opened;
    await using folder = await temporaryFolder();
    await using engine = await openDatabaseFile(`${folder.path}/vitrine.sqlite`);
    const from = { engine: core.engine, blobs: core.blobs, name: 'here' };
    const failing = (failure: Error): LibraryPlace => ({
      engine: { ...engine, filling: { ...engine.filling, end: () => Promise.reject(failure) } },
      blobs: core.blobs,
      name: 'there',
    });
    const refusal = new Error('the new place is full');
    await expect(move(from, failing(refusal), { records: true, bytes: false })).rejects.toBe(refusal);
    await upload('after a switch that failed');
    const to = { engine, blobs: core.blobs, name: 'there' };
    expect(await move(from, to, { records: true, bytes: false })).toMatchObject({ state: 'moved' });
    await expect(upload('after a switch')).rejects.toMatchObject({ code: 'unavailable' });
    await undo(from);
    await upload('after it was undone');
  });

  it('of records alone is undone while the bytes are there that the old records name, or when it is told to', async () => {
    const { core } = opened;
    await using folder = await temporaryFolder();
    await using engine = await openDatabaseFile(`${folder.path}/vitrine.sqlite`);
    const swept = await upload('swept by the other place');
    const from = { engine: core.engine, blobs: core.blobs, name: 'here' };
    const to = { engine, blobs: core.blobs, name: 'there' };
    await move(from, to, { records: true, bytes: false });
    await core.blobs.remove(swept, new Date(Date.now() + 60_000));
    await expect(undo(from)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(swept) });
    await expect(upload('sealed still')).rejects.toMatchObject({ code: 'unavailable' });
    expect(await undo(from, true)).toEqual({ undone: true, guarded: [] });
    await upload('swept by the other place');
    expect(await undo(from)).toEqual({ undone: false, guarded: [] });
  });

  it('is not undone beneath a process that goes on with it', async () => {
    const { core } = opened;
    const here = writesOf(core.engine);
    await here.takeMover('at work', 60_000);
    await here.beginDeparture({ id: 'this', to: 'there' });
    await here.sealLibrary('at work');
    await expect(undo(core)).rejects.toThrow();
    await expect(upload('sealed still')).rejects.toMatchObject({ code: 'unavailable' });
    await here.leaveMover('at work');
    expect(await undo(core)).toEqual({ undone: true, guarded: [] });
    await upload('in place');
    expect(await listChanges(core.engine.db, 1)).toEqual([]);
  });
});
