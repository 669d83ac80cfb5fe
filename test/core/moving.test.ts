// A move at its narrow places, which a killed process or a stalled one comes to by chance: at real stores, without commands.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFile } from '../../src/app/stores.ts';
import { type LibraryPlace, type MoveOptions, moveLibrary, undoMove } from '../../src/core/moving/index.ts';
import type { BlobStore } from '../../src/core/ports.ts';
import { writesOf } from '../../src/core/writes.ts';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { sha256Of } from '../support/blobs.ts';
import { openTestCore, type TestCore, temporaryFolder } from '../support/core.ts';

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

const move = (from: LibraryPlace, to: LibraryPlace, moves: MoveOptions['moves']) =>
  moveLibrary({
    ...{ from, to, moves, switches: true, acceptsDamage: false },
    tell: () => undefined,
    signal: new AbortController().signal,
  });

describe('a move', () => {
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
        const value: unknown = Reflect.get(core.blobs, name);
        return typeof value === 'function' ? value.bind(core.blobs) : value;
      },
    });
    const from = { engine: core.engine, blobs, name: 'here' };
    const to = { engine: core.engine, blobs: there, name: 'there' };
    expect(await move(from, to, { records: false, bytes: true })).toMatchObject({ state: 'bytes moved' });
    await undoMove(from);
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
    for (const late of [here.unsealLibrary('one'), here.sealLibrary('one'), here.forgetChanges('one', [1])])
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(upload('refused')).rejects.toMatchObject({ code: 'unavailable' });
    await here.unsealLibrary('other');
    await here.leaveMover('other');
    await upload('taken');
  });
});
