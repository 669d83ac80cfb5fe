import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, fromUuid, type Id, newId, parseId, toBase32, toUuid } from '../../src/core/ids.ts';

const HEX = '0123456789abcdef';
const id = fc.string({ unit: fc.constantFrom(...HEX), minLength: 24, maxLength: 24 }).map((text) => text as Id);
const SPELLINGS = [
  ['hex', (one: Id): string => one, parseId],
  ['base32', toBase32, fromBase32],
  ['UUID', toUuid, fromUuid],
] as const;
const MALFORMED = [
  '',
  ' ',
  '0',
  'g'.repeat(24),
  '0'.repeat(23),
  '0'.repeat(25),
  `${'0'.repeat(23)}\n`,
  '../../etc/passwd',
];

describe('ids', () => {
  describe.each(SPELLINGS)('as %s', (_, spell, parse) => {
    it('they come back as they were', () => {
      fc.assert(fc.property(id, (one) => void expect(parse(spell(one))).toBe(one)));
    });

    it('they sort as they do in hex', () => {
      fc.assert(fc.property(id, id, (a, b) => void expect(spell(a) < spell(b)).toBe(a < b)));
    });

    it('they are undefined when anything about them is wrong', () => {
      for (const text of MALFORMED) expect(parse(text)).toBeUndefined();
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (text) => {
          const found = parse(text);
          if (found !== undefined) expect(spell(found)).toBe(text.toLowerCase());
        }),
      );
      fc.assert(
        fc.property(id, fc.nat(), fc.constantFrom('!', 'z', 'u', '0', '-', 'é'), (one, at, char) => {
          const text = spell(one);
          const i = at % text.length;
          const changed = text.slice(0, i) + char + text.slice(i + 1);
          const found = parse(changed);
          if (found !== undefined) expect(spell(found)).toBe(changed);
        }),
      );
    });

    it('they are no ids of the other spellings', () => {
      for (const [, other] of SPELLINGS) {
        if (other === spell) continue;
        fc.assert(fc.property(id, (one) => void expect(parse(other(one))).toBeUndefined()));
      }
    });
  });

  it('it makes UUIDs of version 8 and the variant of RFC 9562', () => {
    fc.assert(
      fc.property(
        id,
        (one) => void expect(toUuid(one)).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/),
      ),
    );
  });

  it('it refuses UUIDs that are not ids: other versions, other variants, bits it does not use', () => {
    const uuid = toUuid('00112233445566778899aabb' as Id);
    expect(fromUuid(uuid)).toBeDefined();
    expect(fromUuid(uuid.toUpperCase())).toBe(fromUuid(uuid));
    for (const [at, char] of [
      [14, '4'],
      [19, '9'],
      [35, '1'],
      [30, '1'],
      [8, '0'],
    ] as const) {
      expect(fromUuid(uuid.slice(0, at) + char + uuid.slice(at + 1))).toBeUndefined();
    }
  });

  it('it refuses base32 that holds more than 96 bits', () => {
    expect(fromBase32('z'.repeat(20))).toBeUndefined();
    expect(fromBase32(`2${'0'.repeat(19)}`)).toBeUndefined();
    expect(fromBase32(`1${'z'.repeat(19)}`)).toBe('f'.repeat(24));
  });

  it('they are unique and increase, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 200 }),
        (clock) => {
          const made = clock.map(newId);
          expect(made).toEqual([...new Set(made)].sort());
        },
      ),
    );
  });

  it('they are unique and increase when hundreds of thousands are made in one second', () => {
    const now = Date.now() + 10_000_000_000;
    const made = Array.from({ length: 300_000 }, () => newId(now));
    expect(new Set(made).size).toBe(made.length);
    for (let i = 1; i < made.length; i++)
      if ((made[i - 1] ?? '') >= (made[i] ?? '')) throw new Error(`${made[i]} is out of order`);
  });
});
