import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/errors.ts';
import { extensionOf, fileName, folderName, MOST_TAGS, nameKey, tagList } from '../../src/core/names.ts';

const bytes = (text: string): number => Buffer.byteLength(text);
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('a', '.', '/', '\\', '\0', '\ud800', 'é', 'e\u0301', ' ', '𝔘', '\u202e'),
    maxLength: 400,
  }),
);
const accepted = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(CoreError);
    expect(error).toMatchObject({ code: 'invalid' });
    return undefined;
  }
};

describe('file names', () => {
  it('are never empty, too long, a directory, or of characters that do harm', () => {
    fc.assert(
      fc.property(anything, (sent) => {
        const name = fileName(sent);
        expect(name.trim()).not.toBe('');
        expect(['.', '..']).not.toContain(name);
        expect(bytes(name)).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(CONTROLS);
        expect(name).not.toMatch(/[/\\]/);
        expect(name.isWellFormed()).toBe(true);
        expect(name).toBe(name.normalize('NFC'));
        expect(fileName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
    ['/', 'unnamed'],
    ['', 'unnamed'],
    ['..', 'unnamed'],
    ['a/..', 'unnamed'],
    ['   ', 'unnamed'],
    ['a\0b\r\n.txt', 'ab.txt'],
    ['e\u0301.txt', 'é.txt'],
    ['\ud800.txt', '\ufffd.txt'],
    [' leading and trailing ', ' leading and trailing '],
    ['.hidden', '.hidden'],
    [`${' '.repeat(300)}x`, 'unnamed'],
  ])('%j becomes %j', (sent, kept) => expect(fileName(sent)).toBe(kept));

  it('keep their extension and whole characters when they are cut', () => {
    expect(fileName(`${'a'.repeat(300)}.jpeg`)).toBe(`${'a'.repeat(250)}.jpeg`);
    expect(fileName(`${'𝔘'.repeat(100)}.png`)).toBe(`${'𝔘'.repeat(62)}.png`);
    expect(fileName('é'.repeat(200))).toBe('é'.repeat(127));
  });
});

describe('folder names', () => {
  it('are refused or kept so that they are accepted again unchanged', () => {
    fc.assert(
      fc.property(anything, (sent) => {
        const name = accepted(() => folderName(sent));
        if (typeof name !== 'string') return;
        expect(name.trim()).not.toBe('');
        expect(name).not.toMatch(CONTROLS);
        expect(name).not.toContain('/');
        expect(bytes(name)).toBeLessThanOrEqual(255);
        expect(folderName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['', ' ', '.', '..', '\0', 'a/b', 'x'.repeat(256), 'é'.repeat(128)])(
    '%j is refused, naming the field',
    (sent) => {
      expect(() => folderName(sent, 'title')).toThrow(expect.objectContaining({ code: 'invalid', field: 'title' }));
    },
  );
});

describe('extensions and keys', () => {
  it.each([
    ['a.JPG', 'jpg'],
    ['archive.tar.gz', 'gz'],
    ['.bashrc', ''],
    ['none', ''],
    ['dot.', ''],
    ['a.b c', ''],
    [`a.${'x'.repeat(17)}`, ''],
    ['a.C++', 'c++'],
  ])('the extension of %j is %j', (name, extension) => expect(extensionOf(name)).toBe(extension));

  it('fold to the same key when they differ in case alone, and not when they only look alike', () => {
    expect(nameKey('Straße.TXT')).toBe(nameKey('straße.txt'));
    expect(nameKey('U\u0308bersicht')).toBe(nameKey('übersicht'));
    for (const [one, other] of [
      ['ＡＢＣ', 'abc'],
      ['ﬁle', 'file'],
      ['p²', 'p2'],
    ] as const)
      expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

describe('tags', () => {
  it('are each once, in the order given, without blanks and control characters', () => {
    expect(tagList(['b', 'a', 'b', ' ', '', 'a\0', 'e\u0301', 'é', 'A'])).toEqual(['b', 'a', 'é', 'A']);
  });

  it('are refused when there are too many or one is too long', () => {
    const many = Array.from({ length: MOST_TAGS + 1 }, (_, i) => `tag ${i}`);
    expect(() => tagList(many)).toThrow(expect.objectContaining({ code: 'invalid', field: 'tags' }));
    expect(tagList(many.slice(1))).toHaveLength(MOST_TAGS);
    expect(() => tagList(['é'.repeat(128)])).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('are accepted again unchanged', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 20 }), (sent) => {
        const tags = accepted(() => tagList(sent));
        if (Array.isArray(tags)) expect(tagList(tags)).toEqual(tags);
      }),
    );
  });
});
