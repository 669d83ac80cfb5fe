// What waits for what in PostgreSQL: a long change in one workspace keeps nobody outside of it waiting, and what runs beside each
// other because of that leaves all counts and all bytes right.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type Core, CoreError, type Id, SYSTEM } from '../../src/core/index.ts';
import { reachOf } from '../../src/core/reach.ts';
import { transactions } from '../../src/core/transactions.ts';
import { writesOf } from '../../src/core/writes.ts';
import { examined, giveUpJobOf, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { blobFile, makeOld } from '../support/damage.ts';
import { plain } from '../support/images.ts';
import { openEngine, openSession, settled, untilWaiting } from '../support/postgres.ts';
import { trash } from '../support/trash.ts';

type Tenant = Actor & { readonly workspaceId: Id };

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
const store = (bytes: Uint8Array, name = 'a.txt') => core.storeContent({ bytes: once(bytes), name });
const upload = async (actor: Actor, bytes: Uint8Array, name = 'a.txt') =>
  core.uploadAsset(actor, await store(bytes, name), { name, folderId: null });
const later = (): number => Date.now() + 3_600_000;

let made = 0;
const newImage = () =>
  plain(900 + made++, 700)
    .png()
    .toBuffer();
const newBytes = () => Buffer.from(`never seen before ${made++}`);

const column = async (table: 'assets' | 'users', name: string, id: Id): Promise<unknown> => {
  const { rows } = await sql<{ value: unknown }>`
    select ${sql.ref(name)} as value from ${sql.table(table)} where id = ${id}`.execute(core.engine.db);
  return rows[0]?.value;
};

/** A bulk change of a new workspace that goes on until it is let go. */
async function busyWorkspace() {
  await using resources = new AsyncDisposableStack();
  const session = resources.use(await openSession(opened.url ?? ''));
  const actor = await newTenant(core);
  const folder = await core.createFolder(actor, { name: 'large' });
  await session.query(`begin; set local vitrine.workspace = '*'`);
  await session.query(`select * from folders where id = '${folder.id}' for update`);
  let isOver = false;
  const change = settled(trash(core, actor, folder.id)).finally(() => {
    isOver = true;
  });
  await untilWaiting(core.engine, 1);
  const kept = resources.move();
  return {
    isOver: () => isOver,
    async finish(): Promise<unknown> {
      await session.query('rollback');
      return change;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

describe('while a workspace is at a change that takes long', () => {
  it('another one goes on with all it does', async () => {
    const actor = await newTenant(core);
    const doomed = [await upload(actor, newBytes()), await upload(actor, newBytes())];
    const swept = await upload(actor, newBytes());
    await core.deleteAsset(actor, swept.id);
    await core.discardEntries(actor, { trash: doomed.map(({ id }) => id), purge: [], recursive: false });
    await using busy = await busyWorkspace();

    const asset = await upload(actor, await newImage(), 'a.png');
    await core.examineAsset(asset.id);
    expect(await core.getAsset(actor, asset.id)).toMatchObject({ mediaState: 'ready', height: 700 });
    expect(await core.getRendition(asset, 500)).toMatchObject({ preset: 'fit-500' });
    const same = await upload(
      actor,
      await plain(900 + made - 1, 700)
        .png()
        .toBuffer(),
      'b.png',
    );
    await core.examineAsset(same.id);
    expect(await core.getAsset(actor, same.id)).toMatchObject({ sha256: asset.sha256, mediaState: 'ready' });
    expect(await giveUpJobOf(core, (await upload(actor, newBytes())).id, 'It can not be read.')).toBe(true);

    const abandoned = await store(newBytes());
    await core.releaseContent(abandoned);
    const share = await core.createShare(actor, { assetId: asset.id });
    await core.takeShareDownload(share, [asset.id]);
    await core.countDownloads({ type: 'anonymous' }, [asset.id]);
    await core.countDownloads(await newTenant(core), [asset.id]);
    expect(Number(await column('assets', 'download_count', asset.id))).toBe(3);

    await core.patchAsset(actor, asset.id, { expiresAt: Date.now() - 1 });
    await core.expireEntries();
    expect(await core.listTrashedAssets(actor, { limit: 10 })).toMatchObject({ items: [{ id: asset.id }, {}, {}] });
    const emptied = async () => {
      await core.emptyOldTrash(1);
      await core.purgeDoomed();
      return column('assets', 'id', asset.id);
    };
    await expect.poll(emptied).toBeUndefined();
    await core.sweepBlobs(later());
    expect(await core.blobs.stat(swept.sha256)).toBeUndefined();
    expect(await core.blobs.stat(abandoned.blob.sha256)).toBeUndefined();

    expect(busy.isOver()).toBe(false);
    expect(await busy.finish()).toBe('done');
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });

  it('whoever runs the installation does as well', async () => {
    const { workspaceId } = await newTenant(core);
    await using busy = await busyWorkspace();
    const { workspace } = await core.ensureInstance();
    expect(workspace.id).toBe(opened.workspaceId);
    await core.createWorkspace(SYSTEM, 'new');
    const user = { workspaceId, email: `somebody-${made++}@example.org`, role: 'admin', passwordHash: null };
    expect(await column('users', 'email', await core.createUser(SYSTEM, user))).toBe(user.email);
    const { key } = await core.createKey(SYSTEM, { workspaceId, label: 'new', scopes: ['admin'] });
    await core.revokeApiKey(SYSTEM, key.id);
    expect(await core.openSetup()).toBeNull();
    await core.beginRebuild();
    await core.endRebuild();
    await core.forgetExpired();
    await core.dropRenditionsOf('0'.repeat(64));
    await core.holdBlobs(1);
    expect(await core.takeMover('one', 60_000)).toBe(true);
    await core.leaveMover('one');
    expect(busy.isOver()).toBe(false);
    expect(await busy.finish()).toBe('done');
  });

  it('what has to be alone waits, and keeps neither backups nor moves from going on meanwhile', async () => {
    await using busy = await busyWorkspace();
    // By a process of its own, as an operator does it.
    await using operator = await openEngine(opened.url ?? '');
    const repair = settled(writesOf(operator).repairDiscrepancies());
    await untilWaiting(core.engine, 2);
    await core.holdBlobs(1);
    expect(await core.takeMover('one', 60_000)).toBe(true);
    expect(await core.takeMover('one', 60_000)).toBe(true);
    await core.leaveMover('one');
    await core.releaseContent(await store(newBytes()));
    expect(busy.isOver()).toBe(false);
    expect(await busy.finish()).toBe('done');
    expect(await repair).toBe('done');
  });
});

it('nothing else than what an operator asks for waits for everybody', () => {
  const alone = Object.keys(transactions).filter((name) =>
    [[], [SYSTEM], [{ type: 'anonymous' }], ['0'.repeat(24)]].some((args) => reachOf(name, args).order === 'instance'),
  );
  expect(alone.sort()).toEqual([
    'beginDeparture',
    'endDeparture',
    'repairDiscrepancies',
    'sealLibrary',
    'unsealLibrary',
  ]);
});

/** Does it until it is not told any more that somebody else is at the same bytes. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 200; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !(error instanceof CoreError) || error.code !== 'unavailable') throw error;
    }
  }
}

/** Done, or refused because somebody else is at the same bytes. */
async function attempted(work: Promise<unknown>): Promise<void> {
  const outcome = await settled(work);
  if (outcome !== 'done') expect(outcome).toMatchObject({ code: 'unavailable' });
}

const isWhole = async (): Promise<void> => {
  expect(await core.verifyLibrary()).toMatchObject({ findings: [], remaining: 0 });
  const { rows } = await sql`
    select source_sha256 from renditions where source_sha256 not in (select sha256 from blobs)`.execute(core.engine.db);
  expect(rows).toEqual([]);
};

describe('the same bytes', () => {
  let one: Tenant;
  let other: Tenant;
  beforeAll(async () => {
    [one, other] = [await newTenant(core), await newTenant(core)];
  });

  /** Stored long ago, and named by nothing since. */
  async function forgotten(bytes: Uint8Array): Promise<string> {
    const { blob } = await store(bytes);
    await core.noteUnusedBlob(blob);
    await core.engine.write('testRun', [`update blobs set unreferenced_at = 1 where sha256 = '${blob.sha256}'`], {
      order: 'unordered',
      wall: null,
    });
    await makeOld(blobFile(opened.folder, blob.sha256));
    return blob.sha256;
  }

  it('come in from two workspaces while the sweep removes them, and none is without its bytes then', async () => {
    let claimed = 0;
    for (let round = 0; round < 50; round++) {
      const all = Array.from({ length: 4 }, newBytes);
      const hashes = await Promise.all(all.map(forgotten));
      // Half of them are claimed already when they are asked for, the others perhaps.
      const early = await Promise.all(
        hashes.map(async (sha256, i) => (i < 2 ? core.beginBlobRemoval(sha256, later()) : undefined)),
      );
      const sweep = async (sha256: string, i: number) => {
        const removal = early[i] ?? (await core.beginBlobRemoval(sha256, later()));
        if (!removal) return;
        claimed++;
        const outcome = await core.blobs.remove(sha256, new Date(Date.now() - core.settings.sweepGraceMs));
        await core.endBlobRemoval(removal, outcome);
      };
      await Promise.all([
        ...hashes.map(sweep),
        ...all.flatMap((bytes) => [
          persistently(() => upload(one, bytes)),
          persistently(() => upload(other, bytes)),
          persistently(async () => core.releaseContent(await store(bytes))),
        ]),
      ]);
      for (const sha256 of hashes) expect(await core.blobs.stat(sha256)).toBeDefined();
    }
    expect(claimed).toBeGreaterThanOrEqual(100);
    await isWhole();
  });

  it('are looked at, drawn, deleted and swept in two workspaces at once, and all counts are right then', async () => {
    const blank = await store(Buffer.from('blank'));
    const drawn = [await store(Buffer.from('picture 0')), await store(Buffer.from('picture 1'))];
    for (let round = 0; round < 100; round++) {
      // Several at once are met in different orders, which ends in a deadlock, and that takes its second.
      const all = Array.from({ length: round % 20 === 0 ? 4 : 1 }, newBytes);
      await Promise.all(
        all.map(async (bytes, i) => {
          const assets = await Promise.all(
            [one, other].map(async (actor) => ({ actor, ...(await upload(actor, bytes)) })),
          );
          const picture = (size: number) => {
            // Two are the same bytes, and of every original one.
            const { blob } = size === 1 ? blank : (drawn[i % 2] ?? blank);
            return { preset: `fit-${size}`, blob, mimeType: 'image/webp', width: size, height: size };
          };
          const look = async ({ actor: _, ...asset }: (typeof assets)[number]) =>
            core.noteExamined(asset, {
              ...examined(asset, { width: 1 }, 'words'),
              renditions: [picture(1), picture(2), picture(3)],
            });
          const draw = async ({ actor: _, ...asset }: (typeof assets)[number]) =>
            core.saveRenditions(asset, [picture(2), picture(4), picture(5)]);
          const sweep = async ({ sha256 }: { readonly sha256: string }) => {
            const removal = await core.beginBlobRemoval(sha256, later());
            if (removal) await core.endBlobRemoval(removal, await core.blobs.remove(sha256, new Date(0)));
          };
          await Promise.all(assets.flatMap((asset) => [attempted(look(asset)), attempted(draw(asset))]));
          await Promise.all(
            assets.flatMap((asset, at) => [
              attempted(look(asset)),
              attempted(draw(asset)),
              ...(at === round % 2 || round % 3 === 0
                ? [persistently(() => core.deleteAsset(asset.actor, asset.id))]
                : []),
              attempted(sweep(asset)),
              ...(round % 10 === 0 ? [attempted(core.dropRenditionsOf(blank.blob.sha256))] : []),
            ]),
          );
        }),
      );
    }
    await isWhole();
    await core.sweepBlobs(later());
    await isWhole();
  });
});
