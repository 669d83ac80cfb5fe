import { describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/index.ts';
import { clientNetwork, createAttempts } from '../../src/http/attempts.ts';

describe('attempts', () => {
  it('are refused after too many failures, for their key alone, until the window has passed', () => {
    let now = 0;
    const attempts = createAttempts(3, 1_000, () => now);
    for (let i = 0; i < 3; i++) attempts.begin('a');
    expect(() => attempts.begin('a')).toThrow(CoreError);
    attempts.begin('b');
    now = 1_001;
    attempts.begin('a');
  });

  it('count anew after one has succeeded', () => {
    const attempts = createAttempts(3, 1_000, () => 0);
    for (let i = 0; i < 3; i++) attempts.begin('a');
    attempts.succeed('a');
    for (let i = 0; i < 3; i++) attempts.begin('a');
    expect(() => attempts.begin('a')).toThrow(CoreError);
  });

  it('are not multiplied by the addresses one customer has', () => {
    expect(clientNetwork({ ip: '192.0.2.7' })).toBe('192.0.2.7');
    expect(clientNetwork({ ip: '::ffff:192.0.2.7' })).toBe('192.0.2.7');
    expect(clientNetwork({ ip: '2001:db8:1:2:3:4:5:6' })).toBe(clientNetwork({ ip: '2001:db8:1:2::9' }));
    expect(clientNetwork({ ip: '2001:db8:1:3::1' })).not.toBe(clientNetwork({ ip: '2001:db8:1:2::1' }));
  });
});
