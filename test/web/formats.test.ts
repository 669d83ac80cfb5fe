// Numbers, sizes and times as languages write them, and which language is taken.
import { describe, expect, it } from 'vitest';
import { createFormats } from '../../web/src/i18n/formats.ts';
import { preferredLanguage } from '../../web/src/i18n/index.ts';

const en = createFormats('en');
const de = createFormats('de');

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [999_949, '1,000 kB'],
    [999_950, '1 MB'],
    [12_345_678, '12.3 MB'],
    [5e12, '5 TB'],
    [4e18, '4,000 PB'],
  ])('%d is %s', (value, shown) => {
    expect(en.bytes(value)).toBe(shown);
  });

  it('are written as the language does', () => {
    expect(de.bytes(12_345_678)).toBe('12,3 MB');
    expect(de.number(1_234_567)).toBe('1.234.567');
  });
});

describe('times', () => {
  const now = new Date('2026-05-01T12:00:00Z');

  it('are told from now', () => {
    expect(en.relative('2026-05-01T11:57:00Z', now)).toBe('3 minutes ago');
    expect(en.relative('2026-05-03T12:00:00Z', now)).toBe('in 2 days');
    expect(de.relative('2026-04-30T12:00:00Z', now)).toBe('gestern');
  });

  it('to wait are rounded up, and so never too short', () => {
    expect(en.wait(0.2)).toBe('1 second');
    expect(en.wait(40)).toBe('40 seconds');
    expect(en.wait(91)).toBe('2 minutes');
    expect(de.wait(7_000)).toBe('2 Stunden');
  });

  it('of recordings have hours only where there are some', () => {
    expect([5, 185, 3_723].map(en.playingTime)).toEqual(['0:05', '3:05', '1:02:03']);
  });
});

describe('the language', () => {
  it('is the first wanted one that there is, whatever its region', () => {
    expect(preferredLanguage([null, 'fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(preferredLanguage(['en-GB', 'de'])).toBe('en');
    expect(preferredLanguage(['ja'])).toBe('en');
  });
});
