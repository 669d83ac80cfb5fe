import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassword, hashToken, newToken, passwordMatches, sameSecret, sign } from '../../src/core/secrets.ts';

describe('tokens', () => {
  it('have 256 random bits behind their prefix, and no two are the same', () => {
    const tokens = Array.from({ length: 1000 }, () => newToken('vk'));
    expect(new Set(tokens).size).toBe(1000);
    for (const token of tokens) expect(token).toMatch(/^vk_[\w-]{43}$/);
  });

  it('are kept as a hash that is the same each time', () => {
    expect(hashToken('a')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  });
});

describe('comparing secrets', () => {
  it('is true for equal ones alone, of whatever length, and never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (a, b) => void expect(sameSecret(a, b)).toBe(a === b),
      ),
    );
    fc.assert(fc.property(fc.string(), (a) => void expect(sameSecret(a, a)).toBe(true)));
  });
});

describe('signatures', () => {
  it('differ with every part, and with where one part ends and the next begins', () => {
    const part = fc.oneof(fc.string(), fc.integer());
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (a, b) => {
        expect(sign('secret', a).equals(sign('secret', b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(sign('secret', ['ab', 'c']).equals(sign('secret', ['a', 'bc']))).toBe(false);
    expect(sign('secret', ['1']).equals(sign('secret', [1]))).toBe(false);
    expect(sign('secret', ['a']).equals(sign('other', ['a']))).toBe(false);
  });

  it('have as many bytes as asked for', () => expect(sign('secret', ['a'], 12)).toHaveLength(12));
});

describe('passwords', () => {
  it('match their own hash alone, in either Unicode form', async () => {
    const stored = await hashPassword('caf\u00e9 au lait');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches('cafe\u0301 au lait', stored)).toBe(true);
    expect(await passwordMatches('cafe au lait', stored)).toBe(false);
    expect(await passwordMatches('', stored)).toBe(false);
  });

  it('are salted', async () => {
    expect(await hashPassword('the same')).not.toBe(await hashPassword('the same'));
  });

  it.each([null, undefined, '', 'plain', '$argon2id$v=19$m=8,t=1,p=1$$', '$2b$10$abcdefghijklmnopqrstuv'])(
    'match nothing when what is stored is %j',
    async (stored) => {
      expect(await passwordMatches('', stored)).toBe(false);
      expect(await passwordMatches('plain', stored)).toBe(false);
    },
  );

  it('take as much work without a hash as with one', async () => {
    const stored = await hashPassword('a password');
    const work = async (hash: string | null): Promise<number> => {
      const before = process.cpuUsage();
      for (let i = 0; i < 5; i++) await passwordMatches('wrong', hash);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await work(stored);
    const [absent, present] = [await work(null), await work(stored)];
    // Without a hash to compare with, one that made none would take a thousandth.
    expect(absent / present).toBeGreaterThan(0.1);
    expect(absent / present).toBeLessThan(10);
  });
});
