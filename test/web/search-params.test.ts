// The state of a page in its address.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flag, list, oneOf, readParams, text, wholeNumber, writeParams } from '../../web/src/app/search-params.ts';

const PARAMS = {
  q: text(),
  sort: oneOf(['name', 'size', 'created'], 'created'),
  tags: list(),
  all: flag(),
  from: wholeNumber(0),
};

describe('parameters of the address', () => {
  it('are what they are when absent, where the address says nothing or nothing that makes sense', () => {
    const absent = { q: '', sort: 'created', tags: [], all: false, from: 0 };
    expect(readParams(PARAMS, '')).toEqual(absent);
    expect(readParams(PARAMS, '?sort=colour&all=maybe&from=-3&other=1')).toEqual(absent);
  });

  it('come back as they were written', () => {
    const values = fc.record({
      q: fc.string({ unit: 'grapheme' }),
      sort: fc.constantFrom('name' as const, 'size' as const, 'created' as const),
      tags: fc.array(fc.string({ unit: 'grapheme', minLength: 1 })),
      all: fc.boolean(),
      from: fc.nat(),
    });
    fc.assert(
      fc.property(values, (value) => {
        expect(readParams(PARAMS, writeParams(PARAMS, '', value))).toEqual(value);
      }),
    );
  });

  it('leave out what is as when absent, and leave alone what is not theirs', () => {
    expect(writeParams(PARAMS, '?sort=size&open=7', { sort: 'created', q: 'sea' })).toBe('?open=7&q=sea');
    expect(writeParams(PARAMS, '?q=sea', { q: '' })).toBe('');
  });
});
