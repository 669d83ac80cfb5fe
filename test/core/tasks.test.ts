import { describe, expect, it } from 'vitest';
import { openTestCore } from '../support/core.ts';

const PERIOD_MS = 60_000;

describe('a task of all processes', () => {
  it('is claimed by one of those who ask, once in a period', async () => {
    await using under = await openTestCore();
    const { core } = under;
    const ask = () => Promise.all(Array.from({ length: 8 }, () => core.claimTask('sweep', PERIOD_MS, 0)));
    expect((await ask()).filter(Boolean)).toHaveLength(1);
    expect((await ask()).filter(Boolean)).toHaveLength(0);
    const dueAt = await core.findTaskTime('sweep');
    expect(dueAt).toBeGreaterThan(Date.now() + PERIOD_MS / 2);
    await core.engine.write('testRun', ['update tasks set due_at = 1']);
    expect((await ask()).filter(Boolean)).toHaveLength(1);
  });

  it('is due some time after somebody has first asked for it', async () => {
    await using under = await openTestCore();
    expect(await under.core.findTaskTime('analyze')).toBeUndefined();
    expect(await under.core.claimTask('analyze', PERIOD_MS, PERIOD_MS)).toBe(false);
    expect(await under.core.findTaskTime('analyze')).toBeGreaterThan(Date.now());
  });

  it('is put off while its claimer is at it, and claimed again when it is not', async () => {
    await using under = await openTestCore();
    const { core } = under;
    expect(await core.claimTask('sweep', PERIOD_MS, 0)).toBe(true);
    await core.engine.write('testRun', ['update tasks set due_at = 1']);
    await core.postponeTask('sweep', PERIOD_MS);
    expect(await core.claimTask('sweep', PERIOD_MS, 0)).toBe(false);
  });
});
