import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/core/index.ts';
import { contentOf, openTestCore, type TestCore } from '../support/core.ts';

const endLeases = (core: Core) => core.engine.write('testRun', ['update jobs set leased_until = 1']);

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

  it('is taken again when the lease of its worker has ended, unless that was renewed', async () => {
    await using under = await withJobs(2);
    const { core } = under;
    const [one, two] = await core.takeJobs(2);
    if (!one || !two) throw new Error('there are two jobs');
    await endLeases(core);
    expect(await core.findsDueJob()).toBe(true);
    await core.renewJobs([one.id]);
    const again = await core.takeJobs(2);
    expect(again).toEqual([{ ...two, attempts: 2 }]);
    await core.finishJob(one.id);
    await core.finishJob(two.id);
    await core.renewJobs([one.id, two.id]);
    await endLeases(core);
    expect(await core.takeJobs(2)).toEqual([]);
  });

  it('is not claimed by renewing it when it has been settled', async () => {
    await using under = await withJobs(1);
    const { core } = under;
    const [job] = await core.takeJobs(1);
    if (!job) throw new Error('there is a job');
    await core.failJob(job, 'not now');
    await core.renewJobs([job.id]);
    await core.engine.write('testRun', ['update jobs set run_at = 1']);
    expect(await core.takeJobs(1)).toHaveLength(1);
  });
});
