import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeMetadata, metadataOf } from '../../src/core/metadata.ts';

const refused = expect.objectContaining({ code: 'invalid', field: 'metadata' });
const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

describe('metadata', () => {
  it('is kept as it was when it is a JSON object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 5 })), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        const forbidden = /"(__proto__|constructor|prototype)":/.test(JSON.stringify(plain));
        if (forbidden) expect(() => metadataOf(plain)).toThrow(refused);
        else if (!JSON.stringify(plain).includes('\\u0000'))
          expect(JSON.parse(JSON.stringify(metadataOf(plain)))).toEqual(plain);
      }),
    );
  });

  it.each([null, undefined, 1, 'text', true, [], [{}]])('%j is refused: it is no object', (value) => {
    expect(() => metadataOf(value)).toThrow(refused);
  });

  it.each(['{"__proto__":{"admin":true}}', '{"a":{"constructor":1}}', '{"a":[{"prototype":1}]}'])(
    '%s is refused: such a key could harm a program',
    (json) => {
      expect(() => metadataOf(JSON.parse(json))).toThrow(refused);
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    },
  );

  it('is refused when it is too deep or too large, and not before', () => {
    expect(metadataOf(nested(15))).toEqual(nested(15));
    expect(() => metadataOf(nested(16))).toThrow(refused);
    expect(() => metadataOf(nested(5_000))).toThrow(refused);
    expect(() => metadataOf({ large: 'x'.repeat(64 * 1024) })).toThrow(refused);
    expect(metadataOf({ large: 'x'.repeat(64 * 1024 - 20) })).toBeDefined();
  });

  it('holds nothing that a database can not keep', () => {
    expect(metadataOf({ 'k\0': 'a\0b', list: ['\ud800'] })).toEqual({ 'k\ufffd': 'a\ufffdb', list: ['\ufffd'] });
  });

  it('is merged key by key, a null removing its key', () => {
    expect(mergeMetadata({ a: 1, b: { c: 2 }, d: 3 }, { b: { e: 4 }, d: null, f: [] })).toEqual({
      a: 1,
      b: { e: 4 },
      f: [],
    });
  });
});
