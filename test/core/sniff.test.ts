import { describe, expect, it } from 'vitest';
import { sniff } from '../../src/core/sniff.ts';

const typeOf = async (text: string | Buffer, name = 'x', declared?: string): Promise<string> =>
  (await sniff(Buffer.from(text), name, declared)).mimeType;

describe('the type of bytes', () => {
  it('is told by the bytes, whatever the name and the sender say', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');
    expect(await typeOf(png, 'a.txt', 'text/plain')).toBe('image/png');
    expect(await typeOf('%PDF-1.7\n', 'a.jpg', 'image/jpeg')).toBe('application/pdf');
  });

  it('is spelled as browsers and filters know it', async () => {
    expect(await typeOf(Buffer.from('000001ba21000100018000010000', 'hex'), 'a.mpg')).toBe('video/mpeg');
    expect(await typeOf(Buffer.from('000001ba44000400040100000000', 'hex'), 'a.vob')).toBe('video/mpeg');
    const opus = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(11)]);
    expect(await typeOf(opus, 'a.opus')).toBe('audio/ogg');
  });

  it('knows SVG and HTML behind declarations and comments', async () => {
    expect(await typeOf('<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.png', 'image/png')).toBe('image/svg+xml');
    expect(await typeOf('\ufeff<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE svg PUBLIC "x">\n<svg>', 'a')).toBe(
      'image/svg+xml',
    );
    expect(await typeOf('  <!-- x --><!DOCTYPE html><p>', 'a.txt', 'text/plain')).toBe('text/html');
    expect(await typeOf('<SCRIPT>alert(1)</SCRIPT>', 'a.txt')).toBe('text/html');
    expect(await typeOf('<svgx>', 'a.txt', 'text/plain')).toBe('text/plain');
    expect(await typeOf('<!-- never closed', 'a.txt', 'text/plain')).toBe('text/plain');
  });

  it('falls back to the sender, then to the name, then to nothing in particular', async () => {
    expect(await typeOf('a,b\n1,2', 'table.csv', 'Text/CSV; charset=utf-8')).toBe('text/csv');
    expect(await typeOf('a,b\n1,2', 'table.csv', 'application/octet-stream')).toBe('text/csv');
    // What a form says of a file by saying nothing (RFC 7578, section 4.4).
    expect(await typeOf('{}', 'facts.json', 'text/plain')).toBe('application/json');
    expect(await typeOf('words', 'words', 'text/plain')).toBe('text/plain');
    expect(await typeOf('let x;', 'code.ts', 'text/plain')).toBe('text/plain');
    expect(await typeOf('words', 'words')).toBe('application/octet-stream');
    expect(await typeOf('words', 'words', 'not a type\r\nX-Evil: 1')).toBe('application/octet-stream');
    expect(await typeOf('', 'empty.md')).toBe('text/markdown');
    const zip = Buffer.from('504b0304140000000000', 'hex');
    expect(await typeOf(zip, 'thing')).toBe('application/zip');
    expect(await typeOf(zip, 'thing', 'application/x-thing')).toBe('application/x-thing');
  });

  it('takes little time over hostile beginnings', async () => {
    for (const text of [
      '<!--'.repeat(20_000),
      '<?'.repeat(30_000),
      ' '.repeat(60_000),
      '<!doctype svg'.repeat(5_000),
    ]) {
      const startedAt = performance.now();
      await typeOf(text);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
  });
});
