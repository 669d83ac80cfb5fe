// The queue of jobs: who has one, who may settle it, and when it is tried no more.
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { type Core, CoreError, SYSTEM } from '../../src/core/index.ts';
import type { MediaDecoder } from '../../src/core/ports.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { contentOf, openTestCore, type TestCore } from '../support/core.ts';

const WAIT = { timeout: 60_000, interval: 20 };
const SILENT = { debug: () => undefined, error: () => undefined };
const EXAMINED = { facts: {}, text: '', pictures: [] };

/** One that looks at nothing, and answers when the test wants it to. */
function decoderOf(examine: MediaDecoder['examine']) {
  const decoder = {
    revision: 1,
    examined: 0,
    examine(...args: Parameters<MediaDecoder['examine']>) {
      decoder.examined++;
      return examine(...args);
    },
    load: () => ({ running: 0, waiting: 0 }),
    transform: () => Promise.reject(new Error('no pictures here')),
    [Symbol.asyncDispose]: async () => undefined,
  };
  return decoder satisfies MediaDecoder;
}

/** One that has begun once `begun` resolves, and answers after `release`. */
function heldDecoder() {
  const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const decoder = decoderOf(async () => {
    begun.resolve();
    await released.promise;
    return EXAMINED;
  });
  return Object.assign(decoder, { begun: begun.promise, release: released.resolve });
}

const endLeases = (core: Core) => core.engine.write('testRun', ['update jobs set leased_until = 1']);

/** One that had begun all there is to do, and whose place another has taken. */
async function workerEnds(core: Core): Promise<void> {
  for (const job of await core.takeJobs(100, 'worker')) await core.beginJob(job);
  await core.freeJobs('worker');
}

const jobsOf = async (core: Core) => (await core.getFigures(SYSTEM)).jobs[0];

/** Each upload leaves a job behind it. */
async function withJobs(count: number): Promise<TestCore> {
  const under = await openTestCore();
  for (let i = 0; i < count; i++)
    await under.core.createAsset(under.admin, { name: `${i}.txt`, folderId: null, content: contentOf(`text ${i}`) });
  return under;
}

describe('a job', () => {
  it('is taken by one of those who ask', async () => {
    await using under = await withJobs(20);
    const taken = await Promise.all(Array.from({ length: 12 }, () => under.core.takeJobs(3)));
    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(20);
    expect(await under.core.findsDueJob()).toBe(false);
  });

  it('is taken before those that are less urgent, and not kept waiting by more urgent ones that are due later', async () => {
    await using under = await withJobs(4);
    const { core } = under;
    const ids = (await core.engine.db.selectFrom('jobs').select('id').orderBy('id').execute()).map(({ id }) => id);
    const set = (place: number, columns: string) =>
      core.engine.write('testRun', [`update jobs set ${columns} where id = '${ids[place]}'`]);
    const inMinutes = Date.now() + 600_000;
    await set(0, `priority = 1, run_at = ${inMinutes}`);
    await set(1, 'priority = 30');
    await set(2, 'priority = 20');
    await set(3, `priority = 20, run_at = ${inMinutes}`);
    expect((await core.takeJobs(4)).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(await core.findsDueJob()).toBe(false);
  });

  it('is taken again when the lease of its worker has ended, unless that was renewed', async () => {
    await using under = await withJobs(2);
    const { core } = under;
    const [one, two] = await core.takeJobs(2);
    if (!one || !two) throw new Error('there are two jobs');
    await endLeases(core);
    expect(await core.findsDueJob()).toBe(true);
    await core.renewJobs([one]);
    const again = await core.takeJobs(2);
    expect(again).toEqual([{ ...two, attempts: 2 }]);
    await core.finishJob(one);
    await core.finishJob({ ...two, attempts: 2 });
    await core.renewJobs([one, two]);
    await endLeases(core);
    expect(await core.takeJobs(2)).toEqual([]);
  });

  it('is not claimed by renewing it when it has been settled', async () => {
    await using under = await withJobs(1);
    const { core } = under;
    const [job] = await core.takeJobs(1);
    if (!job) throw new Error('there is a job');
    await core.failJob(job, 'not now', false);
    await core.renewJobs([job]);
    await core.engine.write('testRun', ['update jobs set run_at = 1']);
    expect(await core.takeJobs(1)).toHaveLength(1);
  });

  it('is settled by nobody but its holder: one who has lost it changes nothing', async () => {
    await using under = await withJobs(1);
    const { core } = under;
    const [lost] = await core.takeJobs(1);
    await endLeases(core);
    const [held] = await core.takeJobs(1);
    if (!lost || !held) throw new Error('there is a job');
    await core.finishJob(lost);
    await core.beginJob({ ...lost, begun: 3 });
    await core.failJob(lost, 'not mine', false);
    expect(await core.giveUpJob(lost.payload, lost, { error: 'not mine', reason: 'Not mine.' })).toBe(false);
    await core.returnJobs([lost]);
    await endLeases(core);
    await core.renewJobs([lost]);
    expect(await core.takeJobs(1)).toEqual([{ ...held, attempts: 3 }]);
    expect(await jobsOf(core)).toMatchObject({ due: 1, waiting: 0, dead: 0 });
  });

  it('is let go of at once when somebody else has the name of its worker, which is dead then; and stays counted', async () => {
    await using under = await withJobs(3);
    const { core } = under;
    const [ofOne] = await core.takeJobs(1, 'one');
    const [ofOther] = await core.takeJobs(1, 'other');
    const [ofNobody] = await core.takeJobs(1);
    if (!ofOne || !ofOther || !ofNobody) throw new Error('there are three jobs');
    await core.beginJob(ofOne);
    await core.freeJobs('one');
    expect(await core.takeJobs(3)).toEqual([{ ...ofOne, attempts: 2, begun: 1 }]);
    // By a name that is the dead one's no more.
    await core.freeJobs('one');
    await core.failJob(ofOther, 'not now', false);
    await core.freeJobs('other');
    expect(await core.takeJobs(3)).toEqual([]);
  });

  it('that was given back counts as never taken', async () => {
    await using under = await withJobs(1);
    const { core } = under;
    const [job] = await core.takeJobs(1);
    if (!job) throw new Error('there is a job');
    await core.returnJobs([job]);
    expect(await core.takeJobs(1)).toEqual([job]);
  });
});

describe('a worker', () => {
  it('tries what nobody had begun, however often it was taken: an answer may have been lost each time', async () => {
    await using decoder = decoderOf(async () => EXAMINED);
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    const asset = await core.createAsset(admin, { name: 'a.jpg', folderId: null, content: contentOf('a') });
    for (let taken = 1; taken <= 12; taken++) {
      expect(await core.takeJobs(1)).toMatchObject([{ attempts: taken, begun: 0 }]);
      await endLeases(core);
    }
    await using _worker = startWorker(core, { concurrency: 2, log: SILENT });
    await vi.waitFor(async () => expect(await jobsOf(core)).toMatchObject({ due: 0, waiting: 0, dead: 0 }), WAIT);
    expect(decoder.examined).toBe(1);
    expect(await core.getAsset(admin, asset.id)).not.toMatchObject({ mediaState: 'pending' });
  });

  it('begins what was taken before once that is noted', async () => {
    await using decoder = heldDecoder();
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    await core.createAsset(admin, { name: 'a.jpg', folderId: null, content: contentOf('a') });
    await core.takeJobs(1);
    await endLeases(core);
    await using _worker = startWorker(core, { concurrency: 1, log: SILENT });
    await decoder.begun;
    // As its process would leave it that ended here.
    expect(await core.engine.db.selectFrom('jobs').select(['attempts', 'begun']).execute()).toEqual([
      { attempts: 2, begun: 1 },
    ]);
    decoder.release();
  });

  it('tries again as long as it takes what failed because a store was away, or too much was to be done', async () => {
    let failures = 0;
    await using decoder = decoderOf(async () => {
      if (failures++ < 12) throw new CoreError(failures % 2 ? 'unavailable' : 'busy', 'Not now.');
      return EXAMINED;
    });
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    await core.createAsset(admin, { name: 'a.jpg', folderId: null, content: contentOf('a') });
    await using _worker = startWorker(core, { concurrency: 1, log: SILENT });
    await vi.waitFor(async () => {
      await core.engine.write('testRun', ['update jobs set run_at = 1 where leased_until is null']);
      expect(await jobsOf(core)).toMatchObject({ due: 0, waiting: 0, dead: 0 });
    }, WAIT);
    expect(failures).toBe(13);
  });

  it('lays aside what has failed five times, and says of the asset why', async () => {
    let failures = 0;
    await using decoder = decoderOf(async () => {
      failures++;
      throw new Error('broken');
    });
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    const asset = await core.createAsset(admin, { name: 'a.jpg', folderId: null, content: contentOf('a') });
    await using _worker = startWorker(core, { concurrency: 1, log: SILENT });
    await vi.waitFor(async () => {
      await core.engine.write('testRun', ['update jobs set run_at = 1 where leased_until is null']);
      expect(await jobsOf(core)).toMatchObject({ dead: 1 });
    }, WAIT);
    expect(failures).toBe(5);
    expect(await core.getAsset(admin, asset.id)).toMatchObject({
      mediaState: 'no_preview',
      mediaReason: 'It could not be looked at.',
    });
  });

  it('lays aside a job whose worker ended at it time and again, and does not try it any more', async () => {
    await using decoder = decoderOf(async () => EXAMINED);
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    const asset = await core.createAsset(admin, { name: 'a.jpg', folderId: null, content: contentOf('a') });
    for (let attempt = 1; attempt <= 5; attempt++) {
      await workerEnds(core);
      expect(await core.engine.db.selectFrom('jobs').select('begun').execute()).toEqual([{ begun: attempt }]);
    }
    {
      await using _worker = startWorker(core, { concurrency: 2, log: SILENT });
      await vi.waitFor(async () => expect(await jobsOf(core)).toMatchObject({ due: 0, waiting: 0, dead: 1 }), WAIT);
      expect(await core.getAsset(admin, asset.id)).toMatchObject({
        mediaState: 'no_preview',
        mediaReason: 'Each process that was at it ended before it was done.',
      });
    }
    expect(decoder.examined).toBe(0);
    // Whoever asks for it has it looked at.
    await core.rebuildMedia();
    expect(decoder.examined).toBe(1);
  });

  it('makes the last attempt at a job while it is at nothing else', async () => {
    let [underWay, most] = [0, 0];
    await using decoder = decoderOf(async () => {
      most = Math.max(most, ++underWay);
      await turn();
      underWay--;
      return EXAMINED;
    });
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    for (let i = 0; i < 6; i++)
      await core.createAsset(admin, { name: `${i}.txt`, folderId: null, content: contentOf(`text ${i}`) });
    for (let attempt = 1; attempt <= 4; attempt++) {
      await workerEnds(core);
    }
    await using _worker = startWorker(core, { concurrency: 6, log: SILENT });
    await vi.waitFor(async () => expect(await jobsOf(core)).toMatchObject({ due: 0, dead: 0 }), WAIT);
    expect([decoder.examined, most]).toEqual([6, 1]);
  });

  it('that is stopped gives back what it can not finish in time, which is no attempt', async () => {
    await using decoder = heldDecoder();
    await using under = await openTestCore(decoder);
    const { core, admin } = under;
    await core.createAsset(admin, { name: 'a.txt', folderId: null, content: contentOf('a') });
    const worker = startWorker(core, { concurrency: 1, log: SILENT, finishMs: 1 });
    await decoder.begun;
    const stopped = worker[Symbol.asyncDispose]();
    const again = await vi.waitFor(async () => {
      const [job] = await core.takeJobs(1);
      if (!job) throw new Error('not yet');
      return job;
    }, WAIT);
    expect(again.attempts).toBe(1);
    decoder.release();
    await stopped;
    // It was done all the same; whose it is by now settles it.
    expect(await jobsOf(core)).toMatchObject({ due: 1 });
    await core.finishJob(again);
    expect(await jobsOf(core)).toMatchObject({ due: 0, waiting: 0, dead: 0 });
  });
});
