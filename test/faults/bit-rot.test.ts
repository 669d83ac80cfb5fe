// Bytes that change on the disk by themselves: all of it is found and nothing else, wrong bytes are never served as if they were right,
// and what can be mended is.
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/core/index.ts';
import { sha256Of, storeBytes } from '../support/blobs.ts';
import { blobFile, cutShort, extend, flipBit, makeOld, remove, swap, zeroBlock } from '../support/damage.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const BLOBS = rounds(200, 10_000);
const DAMAGED_SHARE = 10;
/** So that some are read in one go, and some are streamed. */
const SIZES = [1_000, 60_000, 300_000, 1_200_000];
const LATER_MS = 40 * 24 * 60 * 60_000;

/** Each way takes the file, and another one that is damaged as well where it needs two. */
const WAYS: Readonly<Record<string, (file: string, other: string) => Promise<void>>> = {
  'one bit': (file) => flipBit(file),
  'its last bit': async (file) => flipBit(file, (await sizeOf(file)) - 1),
  'a block': (file) => zeroBlock(file),
  'cut short': (file) => cutShort(file),
  extended: (file) => extend(file),
  'two swapped': (file, other) => swap(file, other),
  gone: (file) => remove(file),
  'a folder in its place': async (file) => {
    await rm(file);
    await mkdir(file);
  },
};

const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;

interface Stored {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: () => Buffer;
}

/** The same ones again and again, so that thousands need no memory. */
function bytesOf(number: number): Buffer {
  const size = SIZES[number % SIZES.length] ?? 1_000;
  const seed = createHash('sha512').update(`bit rot ${number}`).digest();
  return Buffer.concat(Array.from({ length: Math.ceil(size / seed.length) }, () => seed)).subarray(0, size);
}

let server: TestServer;
let folder: string;
let backup: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-bit-rot-'));
  backup = join(folder, 'copy');
  server = await startTestServer({
    isEmbedded: true,
    settings: { VITRINE_WORKER: 'false', VITRINE_HEAL_FROM: backup, VITRINE_SWEEP_GRACE_SECONDS: '20' },
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const fileOf = ({ sha256 }: Stored): string => blobFile(server.dataFolder, sha256);

async function uploadAll(count: number): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (let number = 0; number < count; number++) {
    const bytes = bytesOf(number);
    const { id } = await server.upload(`${number}.bin`, bytes);
    stored.push({ id, sha256: sha256Of(bytes), bytes: () => bytesOf(number) });
  }
  return stored;
}

/** Answers those that are damaged now, by the way in which they are. */
async function damageSome(stored: readonly Stored[], count: number): Promise<Map<Stored, string>> {
  const damaged = new Map<Stored, string>();
  const step = Math.floor(stored.length / count);
  const chosen = Array.from({ length: count }, (_, i) => stored[i * step]).filter((one) => one !== undefined);
  const ways = Object.entries(WAYS);
  for (let i = 0; i < chosen.length; i++) {
    const [one, other] = [chosen[i], chosen[i + 1]];
    let [way, apply] = ways[i % ways.length] ?? ['', remove];
    if (!one) continue;
    if (way === 'two swapped' && (!other || other.sha256 === one.sha256)) [way, apply] = ['gone', remove];
    await apply(fileOf(one), other ? fileOf(other) : '');
    damaged.set(one, way);
    if (way === 'two swapped' && other) {
      damaged.set(other, way);
      i++;
    }
  }
  return damaged;
}

let scrubbedUntil = Date.now();

/** All that a whole round of both checks tells. */
async function scrub(core: Core): Promise<{ sha256: string; settlement: string }[]> {
  const told: { sha256: string; settlement: string }[] = [];
  const tell = (report: (typeof told)[number]): number => told.push(report);
  // The first one begins both.
  await core.scrubBlobs({ share: 1, now: scrubbedUntil, tell });
  scrubbedUntil += LATER_MS;
  await core.scrubBlobs({ share: 1, now: scrubbedUntil, tell });
  return told;
}

type Answer = 'right' | 'refused' | 'cut' | 'wrong';

async function download({ id, sha256 }: Pick<Stored, 'id' | 'sha256'>): Promise<Answer> {
  const answer = await server.api(`/api/store/asset/${id}/content`);
  if (!answer.ok) {
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/\w/) });
    return 'refused';
  }
  try {
    return sha256Of(new Uint8Array(await answer.arrayBuffer())) === sha256 ? 'right' : 'wrong';
  } catch {
    return 'cut';
  }
}

async function downloadAll(stored: Iterable<Stored>): Promise<Record<Answer, number>> {
  const counted = { right: 0, refused: 0, cut: 0, wrong: 0 };
  for (const one of stored) counted[await download(one)]++;
  return counted;
}

describe('bytes that change on the disk', () => {
  it('are never a clean answer, are all found and no others, and are mended by an upload or from a copy', async (test) => {
    const stored = await uploadAll(BLOBS);
    const { core } = server;
    expect(await scrub(core)).toEqual([]);
    const damaged = await damageSome(stored, BLOBS / DAMAGED_SHARE);
    // What is too long begins with the right bytes, and these are sent.
    const isHarmless = (one: Stored): boolean => damaged.get(one) === 'extended';

    const unseen = await downloadAll([...damaged.keys()].filter((_, i) => i % 3 === 0));
    expect(unseen.wrong).toBe(0);

    const told = await scrub(core);
    const known = (await core.listKnownDamage({ type: 'system' }, 100_000)).map(({ sha256 }) => sha256);
    const expected = [...damaged.keys()].map(({ sha256 }) => sha256);
    expect(known.toSorted()).toEqual(expected.toSorted());
    // Each once, by the scrub or by whoever has met it first.
    expect(new Set(told.map(({ sha256 }) => sha256)).size).toBe(told.length);
    const { found } = (await core.getFigures({ type: 'system' })).scrub;
    expect(found).toBe(damaged.size);
    const taken = await readdir(join(server.dataFolder, 'quarantine'));
    const wrong = [...damaged.values()].filter((way) => way !== 'gone');
    expect(taken).toHaveLength(wrong.length);

    const seen = await downloadAll(damaged.keys());
    expect(seen).toEqual({ right: 0, refused: damaged.size, cut: 0, wrong: 0 });
    const sound = stored.filter((one, i) => !damaged.has(one) && i % 10 === 1);
    expect(await downloadAll(sound)).toMatchObject({ right: sound.length });

    // Half of them come in again; a copy of the library has the others.
    const [again, others] = [true, false].map((isEven) =>
      [...damaged.keys()].filter((_, i) => (i % 2 === 0) === isEven),
    );
    for (const one of again ?? []) await server.upload('again.bin', one.bytes());
    expect((await downloadAll(again ?? [])).right).toBe(again?.length);
    for (const one of others ?? []) {
      const file = blobFile(backup, one.sha256);
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, one.bytes());
    }
    const mended = await scrub(core);
    expect(mended.map(({ settlement }) => settlement)).toEqual((others ?? []).map(() => 'mended'));
    expect((await downloadAll(damaged.keys())).right).toBe(damaged.size);
    const figures = (await core.getFigures({ type: 'system' })).scrub;
    expect(figures).toMatchObject({ damaged: 0, found: damaged.size, mended: damaged.size });
    expect(await core.verifyLibrary()).toMatchObject({ remaining: 0, blobs: BLOBS });

    tellFigures(test, {
      blobs: BLOBS,
      damaged: damaged.size,
      found: known.length,
      'false alarms': known.filter((sha256) => !expected.includes(sha256)).length,
      'clean answers with wrong bytes': unseen.wrong + seen.wrong,
      'refused or cut before the scrub': unseen.refused + unseen.cut,
      'refused after it': seen.refused,
      'mended by uploads': again?.length ?? 0,
      'mended from a copy': mended.length,
      harmless: [...damaged.keys()].filter(isHarmless).length,
    });
  });

  it('are noticed to be right again when people put them back', async (test) => {
    const one = { id: '', sha256: '', bytes: () => randomBytes(0) };
    const bytes = randomBytes(5_000);
    const stored: Stored = { ...one, id: (await server.upload('back.bin', bytes)).id, sha256: sha256Of(bytes) };
    const copy = join(folder, 'aside');
    await cp(fileOf(stored), copy);
    await flipBit(fileOf(stored));
    await scrub(server.core);
    expect(await download(stored)).toBe('refused');
    await cp(copy, fileOf(stored));
    await scrub(server.core);
    expect(await download(stored)).toBe('right');
    expect(await server.core.listKnownDamage({ type: 'system' }, 10)).toEqual([]);
    tellFigures(test, { 'put back and noticed': 1 });
  });
});

describe('bytes without a record', () => {
  it('are listed, and removed by a repair, which takes nothing that is being uploaded', async (test) => {
    const runs = rounds(5, 100);
    const planted = rounds(100, 500);
    const { core } = server;
    const acknowledged = new Map<string, string>();
    let isDone = false;
    const uploading = Array.from({ length: 3 }, async (_, lane) => {
      for (let i = 0; !isDone; i++) {
        const bytes = randomBytes(2_000 + lane);
        // An orphan of old, of which an upload makes an asset just now.
        if (i % 2 === 0) await makeOld(blobFile(server.dataFolder, await storeBytes(core.blobs, bytes)));
        acknowledged.set((await server.upload(`${lane}-${i}.bin`, bytes)).id, sha256Of(bytes));
      }
    });
    let listed = 0;
    let removed = 0;
    for (let run = 0; run < runs; run++) {
      const orphans: string[] = [];
      for (let i = 0; i < planted / runs; i++) {
        const sha256 = await storeBytes(core.blobs, randomBytes(300));
        await makeOld(blobFile(server.dataFolder, sha256));
        orphans.push(sha256);
      }
      const before = await core.verifyLibrary({ quick: true });
      listed += before.found.orphan;
      expect(before.repaired.orphan).toBe(0);
      for (const sha256 of orphans) expect(await core.blobs.stat(sha256)).toBeDefined();
      removed += (await core.verifyLibrary({ quick: true, repair: true })).repaired.orphan;
      for (const sha256 of orphans) expect(await core.blobs.stat(sha256)).toBeUndefined();
    }
    isDone = true;
    await Promise.all(uploading);
    let wrong = 0;
    for (const [id, sha256] of acknowledged) if ((await download({ id, sha256 })) !== 'right') wrong++;
    expect(wrong).toBe(0);
    expect(listed).toBeGreaterThanOrEqual(planted);
    expect(removed).toBeGreaterThanOrEqual(planted);

    const [lost] = acknowledged;
    if (!lost) throw new Error('nothing was uploaded');
    await remove(blobFile(server.dataFolder, lost[1]));
    const { found, findings } = await core.verifyLibrary({ quick: true, repair: true });
    expect([found.missing, findings.find(({ problem }) => problem === 'missing')?.assets[0]?.id]).toEqual([1, lost[0]]);
    expect(await server.json(`/api/store/asset/${lost[0]}`)).toMatchObject({ id: lost[0] });
    tellFigures(test, {
      runs,
      planted,
      listed,
      removed,
      'uploads meanwhile': acknowledged.size,
      'wrongly removed': wrong,
    });
  });
});
