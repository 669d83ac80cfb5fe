import { describe, expect, it } from 'vitest';
import { clientNetwork, createAttempts } from '../../src/http/attempts.ts';
import { openTestCore } from '../support/core.ts';

const wrong = async (): Promise<never> => {
  throw new Error('wrong');
};
const right = async (): Promise<string> => 'in';
const outcome = (promise: Promise<unknown>) =>
  promise.catch((error: unknown) => (error instanceof Error ? error.message : error));

describe('attempts', () => {
  it('are refused after ten failures, for their key alone, at whichever node they were made', async () => {
    await using under = await openTestCore();
    const nodes = [createAttempts(under.core), createAttempts(under.core)];
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, i) => outcome(nodes[i % 2]?.make('a', `guess ${i}`, wrong) ?? Promise.reject())),
    );
    expect(made.filter((said) => said === 'wrong')).toHaveLength(10);
    await expect(nodes[0]?.make('a', 'the right one', right)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await nodes[1]?.make('b', 'the right one', right)).toBe('in');
  });

  it('count anew after one has succeeded, and not at all what was right a moment ago', async () => {
    await using under = await openTestCore();
    const attempts = createAttempts(under.core);
    for (let i = 0; i < 9; i++) await outcome(attempts.make('a', 'guess', wrong));
    expect(await attempts.make('a', 'the right one', right)).toBe('in');
    for (let i = 0; i < 10; i++) expect(await outcome(attempts.make('a', 'guess', wrong))).toBe('wrong');
    await expect(attempts.make('a', 'guess', right)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await attempts.make('a', 'the right one', right)).toBe('in');
  });

  it('are forgotten when they no longer count', async () => {
    await using under = await openTestCore();
    for (let i = 0; i < 11; i++) await under.core.beginAttempt('a');
    expect(await under.core.engine.write('testRun', ['update attempts set until = 1 returning key'])).toHaveLength(1);
    expect(await under.core.beginAttempt('a')).toBeNull();
    await under.core.engine.write('testRun', ['update attempts set until = 1']);
    await under.core.forgetExpired();
    expect(await under.core.engine.write('testRun', ['select key from attempts'])).toEqual([]);
  });

  it('are not multiplied by the addresses one customer has', () => {
    expect(clientNetwork({ ip: '192.0.2.7' })).toBe('192.0.2.7');
    expect(clientNetwork({ ip: '::ffff:192.0.2.7' })).toBe('192.0.2.7');
    expect(clientNetwork({ ip: '2001:db8:1:2:3:4:5:6' })).toBe(clientNetwork({ ip: '2001:db8:1:2::9' }));
    expect(clientNetwork({ ip: '2001:db8:1:3::1' })).not.toBe(clientNetwork({ ip: '2001:db8:1:2::1' }));
  });
});
