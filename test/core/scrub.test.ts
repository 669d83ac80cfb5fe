// The scrub: how much of a round is done when, and that it goes on where it was.
import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
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
