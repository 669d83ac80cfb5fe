import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cursor, decodeCursor, encodeCursor } from '../../src/core/cursors.ts';
import type { Id } from '../../src/core/ids.ts';

const WORKSPACE = '0'.repeat(24) as Id;
const OTHER = '1'.repeat(24) as Id;
const INSTALLATION = { secret: 'a secret' };
const scope = { list: 'assets', workspaceId: WORKSPACE };
const refused = expect.objectContaining({ code: 'invalid', field: 'cursor' });
const cursor: fc.Arbitrary<Cursor> = fc.record({
  sort: fc.record({ field: fc.string(), order: fc.constantFrom('asc', 'desc') }),
  after: fc.record({
    value: fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger()),
    id: fc.constant(WORKSPACE),
  }),
});

describe('cursors', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        cursor,
        (one) => void expect(decodeCursor(INSTALLATION, scope, encodeCursor(INSTALLATION, scope, one))).toEqual(one),
      ),
    );
  });

  it('are good for their list, their workspace and their installation alone', () => {
    fc.assert(
      fc.property(cursor, (one) => {
        const text = encodeCursor(INSTALLATION, scope, one);
        expect(() => decodeCursor({ secret: 'another' }, scope, text)).toThrow(refused);
        expect(() => decodeCursor(INSTALLATION, { ...scope, list: 'folders' }, text)).toThrow(refused);
        expect(() => decodeCursor(INSTALLATION, { ...scope, workspaceId: OTHER }, text)).toThrow(refused);
      }),
    );
  });

  it('are refused with any character changed, added or left out', () => {
    fc.assert(
      fc.property(cursor, fc.nat(), fc.constantFrom('', 'A', '_', '=', ' ', '\0', 'é', 'AA'), (one, at, change) => {
        const text = encodeCursor(INSTALLATION, scope, one);
        const i = at % text.length;
        const changed = text.slice(0, i) + change + text.slice(i + 1);
        if (changed !== text) expect(() => decodeCursor(INSTALLATION, scope, changed)).toThrow(refused);
        expect(() => decodeCursor(INSTALLATION, scope, `${text}${change}A`)).toThrow(refused);
      }),
    );
  });

  it('are refused when they are nothing of the kind', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void expect(() => decodeCursor(INSTALLATION, scope, text)).toThrow(refused),
      ),
    );
  });
});
