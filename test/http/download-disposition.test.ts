import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition } from '../../src/http/download/disposition.ts';
import { parseStrictly } from '../support/dispositions.ts';
import { startDownloadServer } from './download-server.ts';

const HOSTILE = [
  'a"b.txt',
  'a\\b.txt',
  'a\\',
  '"; filename="evil.exe',
  "'; filename*=UTF-8''evil.exe",
  "UTF-8''evil.exe",
  'a;b=c,d.txt',
  '100%.txt',
  'a%20b%0d%0a.txt',
  '=1+1.csv',
  '-rf',
  '~',
  '.',
  '..',
  '../../etc/passwd',
  '..\\..\\boot.ini',
  'C:\\a',
  '\\\\host\\share',
  'CON',
  'NUL.txt',
  'a:b',
  'a::$DATA',
  ' leading and trailing ',
  '<script>alert(1)</script>.html',
  '$'.concat('{7*7}{{7*7}}'),
  "O'Brien (1)*.txt",
  'ünïcödé.pdf',
  '写真.jpg',
  'Ω≈ç√∫˜µ≤≥÷.txt',
  '👩‍👩‍👧‍👦.png',
  'a\u202egnp.exe',
  'a\u2028b\u2029c',
  '\ufeffbom',
  'e\u0301 \u00e9 ﬁ ß ı',
  'constructor',
  '__proto__',
];

describe('Content-Disposition', () => {
  it('has the type alone when there is no name', () => {
    expect(contentDisposition('inline')).toBe('inline');
    expect(contentDisposition('attachment', '')).toBe('attachment');
  });

  it('spells a name as RFC 6266 shows it', () => {
    expect(contentDisposition('attachment', '€ rates.txt')).toBe(
      `attachment; filename="_ rates.txt"; filename*=UTF-8''%E2%82%AC%20rates.txt`,
    );
  });

  it.each(HOSTILE)('carries %j through', (name) => {
    const parsed = parseStrictly(contentDisposition('attachment', name));
    expect(parsed.extended).toBe(name);
    expect(parsed.filename).toBe(name.replace(/[^\x20-\x7e]/gu, '_'));
  });

  it('has an underscore for each control character, so that none reaches a header or a file system', () => {
    const controls = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, i) => 127 + i)];
    for (const code of controls) {
      const parsed = parseStrictly(contentDisposition('inline', `a${String.fromCharCode(code)}b`));
      expect(parsed).toEqual({ type: 'inline', filename: 'a_b', extended: 'a_b' });
    }
  });

  it('has U+FFFD for each unpaired surrogate', () => {
    expect(parseStrictly(contentDisposition('inline', 'a\ud800b\udc00\ud83d\ude00')).extended).toBe(
      'a\ufffdb\ufffd\u{1f600}',
    );
  });

  it('bounds the header for a name of any length', () => {
    const header = contentDisposition('attachment', '👩'.repeat(32_768));
    expect(header.length).toBeLessThan(4096);
    expect(parseStrictly(header).extended).toBe('👩'.repeat(255));
  });

  it('parses back to the name for any text', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
      fc.string({ unit: fc.constantFrom(...'"\\;=,%*\'() \r\n\0\u00e9\ud800'), minLength: 1, maxLength: 40 }),
    );
    fc.assert(
      fc.property(name, (text) => {
        const sent = text.toWellFormed().replace(/\p{Cc}/gu, '_');
        const parsed = parseStrictly(contentDisposition('attachment', text));
        expect(parsed).toEqual({ type: 'attachment', filename: sent.replace(/[^\x20-\x7e]/gu, '_'), extended: sent });
      }),
      { numRuns: 3000 },
    );
  });

  it('is accepted by a real server and client, whatever the name', async () => {
    await using server = await startDownloadServer(10);
    for (const name of [...HOSTILE, 'a\r\nX-Evil: 1\r\n\r\n', 'a\0b', '\ud800']) {
      server.overrides = { filename: name };
      const { status, headers } = await server.send();
      expect(status).toBe(200);
      expect(headers).not.toHaveProperty('x-evil');
      expect(headers['content-disposition']).toBe(contentDisposition('inline', name));
    }
  });
});
