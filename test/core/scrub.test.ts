// The scrub: how much of a round is done when, and that it goes on where it was.
import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { delegating } from '../../src/app/delegating.ts';
import { CoreError, SYSTEM } from '../../src/core/index.ts';
import type { BlobStore } from '../../src/core/ports.ts';
import { loseBlob, sha256Of } from '../support/blobs.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { blobFile, flipBit } from '../support/damage.ts';

const DAY_MS = 24 * 60 * 60_000;
const BLOBS = 120;

async function filled(count = BLOBS): Promise<TestCore & { readonly hashes: readonly string[] }> {
  const opened = await openTestCore();
  const hashes: string[] = [];
  for (let i = 0; i < count; i++) {
    const bytes = randomBytes(2_000);
    const content = await opened.core.storeContent({ bytes: once(bytes), name: 'a.bin' });
    await opened.core.uploadAsset(opened.admin, content, { name: 'a.bin', folderId: null });
    hashes.push(sha256Of(bytes));
  }
  await opened.core.scrubBlobs({ share: 1 });
  return { ...opened, hashes, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function checkOf({ core }: TestCore, name: string) {
  const found = (await core.getFigures(SYSTEM)).scrub.checks.find((check) => check.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

describe('the scrub', () => {
  it('reads as much as is due by then, each blob once in a round, and begins the next round after it', async () => {
    await using under = await filled();
    const { core } = under;
    const start = Date.now();
    await core.scrubBlobs({ share: 1, now: start + 10 * DAY_MS });
    const third = await checkOf(under, 'bytes');
    // As hashes fall.
    expect(third.blobs).toBeGreaterThan(BLOBS / 8);
    expect(third.blobs).toBeLessThan(BLOBS / 1.5);
    expect(await checkOf(under, 'records')).toMatchObject({ rounds: 1, blobs: 0, allBlobs: BLOBS });
    await core.scrubBlobs({ share: 1, now: start + 10 * DAY_MS });
    expect((await checkOf(under, 'bytes')).blobs).toBe(third.blobs);
    await core.scrubBlobs({ share: 1, now: start + 31 * DAY_MS });
    expect(await checkOf(under, 'bytes')).toMatchObject({
      rounds: 1,
      blobs: 0,
      position: '',
      allBlobs: BLOBS,
      allBytes: BLOBS * 2_000,
    });
    expect((await core.getVerified(SYSTEM)).verified).toBe(BLOBS);
  });

  it('goes on where it was stopped', async () => {
    await using under = await filled();
    const { core } = under;
    const stop = new AbortController();
    const [first = ''] = under.hashes.toSorted();
    await flipBit(blobFile(under.folder, first));
    const now = Date.now() + 31 * DAY_MS;
    await core.scrubBlobs({ share: 1, now, signal: stop.signal, tell: () => stop.abort() });
    const stopped = await checkOf(under, 'bytes');
    expect(stopped).toMatchObject({ rounds: 0, damaged: 1 });
    expect(stopped.blobs).toBeLessThan(BLOBS);
    await core.scrubBlobs({ share: 1, now });
    expect(await checkOf(under, 'bytes')).toMatchObject({ rounds: 1, allBlobs: BLOBS });
  });

  it('misses a blob that is gone within a day, without reading any', async () => {
    await using under = await filled(20);
    const [lost = ''] = under.hashes;
    await loseBlob(under.core.blobs, lost);
    const told: object[] = [];
    await under.core.scrubBlobs({ share: 1, now: Date.now() + DAY_MS + 1, tell: (report) => told.push(report) });
    expect(told).toMatchObject([
      { sha256: lost, fault: 'missing', settlement: 'damaged', assets: [{ name: 'a.bin' }] },
    ]);
    await expect(under.core.getSoundBlob(lost)).resolves.toMatchObject({ sha256: lost });
    expect((await under.core.listKnownDamage(SYSTEM, 10)).map(({ damage }) => damage)).toEqual(['missing']);
  });

  it('takes a disk that is not there for no damage', async () => {
    await using under = await filled(20);
    for (const name of ['blobs', 'temporary'])
      await rename(join(under.folder, name), join(under.folder, `${name}-away`));
    const turn = under.core.scrubBlobs({ share: 1, now: Date.now() + 31 * DAY_MS });
    await expect(turn).rejects.toMatchObject({ code: expect.stringMatching(/^(unavailable|internal)$/) });
    for (const name of ['blobs', 'temporary'])
      await rename(join(under.folder, `${name}-away`), join(under.folder, name));
    expect(await under.core.listKnownDamage(SYSTEM, 10)).toEqual([]);
    await under.core.scrubBlobs({ share: 1, now: Date.now() + 31 * DAY_MS });
    expect((await under.core.getFigures(SYSTEM)).scrub).toMatchObject({ damaged: 0, found: 0 });
  });

  it('never moves away bytes that are right', async () => {
    await using under = await filled(3);
    const [hash = ''] = under.hashes;
    expect(await under.core.blobs.quarantine?.(hash)).toBe('kept');
    expect(await under.core.blobs.quarantine?.(sha256Of(Buffer.from('absent')))).toBe('absent');
    expect((await under.core.blobs.read(hash))?.length).toBe(2_000);
    await flipBit(blobFile(under.folder, hash));
    expect(await under.core.blobs.quarantine?.(hash)).toBe('taken');
    expect(await under.core.blobs.stat(hash)).toBeUndefined();
  });
});

describe('bytes that come in again', () => {
  const scrubAll = async ({ core }: TestCore): Promise<{ readonly settlement: string }[]> => {
    const told: { readonly settlement: string }[] = [];
    await core.scrubBlobs({ share: 1, now: Date.now() + 31 * DAY_MS, tell: (report) => told.push(report) });
    return told;
  };
  const upload = async ({ core, admin }: TestCore, bytes: Uint8Array) =>
    core.uploadAsset(admin, await core.storeContent({ bytes: once(bytes), name: 'a.bin' }), {
      name: 'a.bin',
      folderId: null,
    });

  it('are not taken for damaged, whatever is being done about the damaged ones', async () => {
    for (const moment of ['before', 'after'] as const) {
      const bytes = randomBytes(2_000);
      const again = Promise.withResolvers<() => Promise<unknown>>();
      const around = (blobs: BlobStore): BlobStore =>
        delegating(blobs, {
          async quarantine(sha256) {
            const uploadAgain = await again.promise;
            if (moment === 'before') await uploadAgain();
            const taken = await blobs.quarantine?.(sha256);
            if (moment === 'after') await uploadAgain();
            return taken ?? 'absent';
          },
        });
      await using under = await openTestCore(undefined, around);
      const sha256 = sha256Of(bytes);
      await upload(under, bytes);
      await under.core.scrubBlobs({ share: 1 });
      await flipBit(blobFile(under.folder, sha256));
      again.resolve(() => upload(under, bytes));
      const settlements = (await scrubAll(under)).map(({ settlement }) => settlement);
      expect([moment, settlements]).toEqual([moment, moment === 'before' ? [] : ['mended']]);
      expect(await under.core.listKnownDamage(SYSTEM, 10)).toEqual([]);
      expect(await under.core.getSoundBlob(sha256)).toMatchObject({ sha256 });
      expect(await under.core.verifyLibrary()).toMatchObject({ remaining: 0 });
    }
  });

  it('mend what is damaged at once, also where they replace themselves', async () => {
    const quarantine = () => Promise.reject(new CoreError('unavailable', 'They can not be taken aside now.'));
    const around = (blobs: BlobStore): BlobStore => delegating(blobs, { quarantine });
    await using under = await openTestCore(undefined, around);
    const { core, admin } = under;
    const bytes = randomBytes(2_000);
    const asset = await upload(under, bytes);
    await core.scrubBlobs({ share: 1 });
    await flipBit(blobFile(under.folder, asset.sha256));
    expect(await scrubAll(under)).toMatchObject([{ settlement: 'damaged' }]);
    await expect(core.getSoundBlob(asset.sha256)).rejects.toMatchObject({ code: 'internal' });

    const content = await core.storeContent({ bytes: once(bytes), name: 'a.bin' });
    expect(await core.uploadReplacement(admin, content, asset.id)).toMatchObject({ version: 1 });
    expect(await core.getSoundBlob(asset.sha256)).toMatchObject({ sha256: asset.sha256 });
    expect(await core.listKnownDamage(SYSTEM, 10)).toEqual([]);
  });
});
