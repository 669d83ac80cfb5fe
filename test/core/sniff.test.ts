import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../src/core/sniff.ts';
import { watchOwnTime } from '../support/own-time.ts';

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

  it('is not an image or a PDF because the sender or the name says so', async () => {
    const garbage = Buffer.from('00017f8090ffa55a00ff', 'hex');
    for (const [name, declared] of [
      ['x.jpg', 'image/jpeg'],
      ['x.jpg', undefined],
      ['x', 'image/jpg'],
      ['x.png', 'application/octet-stream'],
      ['x.pdf', 'application/pdf'],
      ['x.heic', 'image/heic'],
      ['x.tif', 'image/tiff'],
    ] as const) {
      expect([name, await typeOf(garbage, name, declared)]).toEqual([name, 'application/octet-stream']);
      expect([name, await typeOf('hello, Grüße', name, declared)]).toEqual([name, 'text/plain']);
    }
    expect(await typeOf('hello', 'x.psd', 'image/x-canon-cr2')).toBe('text/plain');
    expect(await typeOf('a,b', 'x.csv', 'image/png')).toBe('text/csv');
    expect(await typeOf('hello', 'x.pdf', 'text/plain')).toBe('text/plain');
    expect(await typeOf('<?xml version="1.0"?><a/>', 'x.jpg', 'image/jpeg')).toBe('application/xml');
    const zip = Buffer.from('504b0304140000000000', 'hex');
    expect(await typeOf(zip, 'x.jpg', 'image/jpeg')).toBe('application/zip');
    expect(await typeOf(zip, 'x.docx', 'image/jpeg')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    expect((await sniff(Buffer.from('hello'), 'x.jpg', 'image/jpeg')).kind).toBe('document');
  });

  it('is an image or a PDF where only its signature is left, or where nobody can know better', async () => {
    const picture = sharp({ create: { width: 40, height: 40, channels: 3, background: '#369' } });
    for (const format of ['jpeg', 'png', 'gif', 'webp', 'avif', 'tiff'] as const) {
      const bytes = await picture.toFormat(format).toBuffer();
      for (const length of [12, 20, 100])
        expect([length, await typeOf(bytes.subarray(0, length), `x.${format}`)]).toEqual([length, `image/${format}`]);
    }
    expect(await typeOf(Buffer.from('ffd8ffe000104a46', 'hex'), 'x.jpg', 'image/jpg')).toMatch(/^image\/jpe?g$/);
    expect(await typeOf(`junk${' '.repeat(900)}%PDF-1.4\n`, 'x.pdf')).toBe('application/pdf');
    expect(await typeOf(`junk${' '.repeat(1_100)}%PDF-1.4\n`, 'x.pdf')).toBe('text/plain');
    expect(await typeOf(Buffer.from('00017f8090ffa55a', 'hex'), 'x', 'image/x-hasselblad-3fr')).toBe(
      'image/x-hasselblad-3fr',
    );
    expect(await typeOf('P3\n1 1\n255\n0 0 0', 'x.ppm')).toBe('image/x-portable-pixmap');
    expect(await typeOf('<a:svg xmlns:a="http://www.w3.org/2000/svg"/>', 'x.svg')).toBe('image/svg+xml');
    expect(await typeOf('junk before the first frame', 'x.mp3', 'audio/mpeg')).toBe('audio/mpeg');
  });

  it('takes little time over hostile beginnings', async () => {
    for (const text of [
      '<!--'.repeat(20_000),
      '<?'.repeat(30_000),
      ' '.repeat(60_000),
      '<!doctype svg'.repeat(5_000),
    ]) {
      using watch = watchOwnTime();
      await typeOf(text);
      expect(watch.ms).toBeLessThan(5_000);
    }
  });
});
