import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../src/http/download/safety.ts';
import { startDownloadServer } from './download-server.ts';

const ACTIVE = [
  'text/html',
  'application/xhtml+xml',
  'image/svg+xml',
  'text/xml',
  'application/xml',
  'application/rss+xml',
  'application/xslt+xml',
  'text/xsl',
  'application/mathml+xml',
  'text/css',
  'application/wasm',
  'multipart/related',
  'message/rfc822',
  'application/x-mimearchive',
  'multipart/x-mixed-replace',
  'application/x-shockwave-flash',
  'application/java-archive',
  'text/x-component',
  'text/cache-manifest',
  'text/vtt',
  'application/json',
  'application/manifest+json',
  'application/x-unknown',
];
/** The JavaScript MIME types of the WHATWG MIME Sniffing standard. */
const SCRIPTS = [
  'application/ecmascript',
  'application/javascript',
  'application/x-ecmascript',
  'application/x-javascript',
  'text/ecmascript',
  'text/javascript',
  'text/javascript1.0',
  'text/javascript1.5',
  'text/jscript',
  'text/livescript',
  'text/x-ecmascript',
  'text/x-javascript',
];

describe('what a browser could run', () => {
  it.each([...ACTIVE, ...ACTIVE.map((type) => ` ${type.toUpperCase()} ; a=b`)])('is an attachment: %s', (type) => {
    const presentation = present(type, 'inline');
    expect(presentation.disposition).toBe('attachment');
    expect(presentation.contentSecurityPolicy).toMatch(/^sandbox; default-src 'none';/);
  });

  it.each(SCRIPTS)('is not named a script, so that not even a script element takes it: %s', (type) => {
    expect(present(`${type}; charset=utf-8`, 'inline')).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      disposition: 'attachment',
    });
  });

  it('keeps the type of an SVG, which an img element needs', () => {
    expect(present('image/svg+xml', 'inline').contentType).toBe('image/svg+xml');
  });
});

describe('what a browser may show', () => {
  it.each(['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'audio/mpeg', 'text/plain', 'application/pdf'])(
    'is inline where that is wanted, and only there: %s',
    (type) => {
      expect(present(type, 'inline')).toMatchObject({ contentType: type, disposition: 'inline' });
      const attached = present(type, 'attachment');
      expect(attached.disposition).toBe('attachment');
      expect(attached.contentSecurityPolicy).toMatch(/^sandbox; default-src 'none';/);
    },
  );

  it('is sandboxed without scripts, and fetches nothing but itself', () => {
    for (const type of ['image/png', 'video/mp4', 'audio/mpeg', 'text/plain', 'application/pdf']) {
      const policy = present(type, 'inline').contentSecurityPolicy;
      expect(policy).toMatch(/^sandbox(?: allow-same-origin)?; default-src 'none';/);
      expect(policy).not.toMatch(/script|\*|http/);
    }
  });

  it('lets a player, and nothing else, ask for the file again with the cookies of its origin', () => {
    expect(present('video/mp4', 'inline').contentSecurityPolicy).toMatch(
      /^sandbox allow-same-origin;.*media-src 'self'/,
    );
    expect(present('application/pdf', 'inline').contentSecurityPolicy).not.toContain('allow-same-origin');
  });
});

describe('the type', () => {
  it.each([
    ['text/plain; charset=UTF-8', 'text/plain; charset=utf-8'],
    ['text/csv;charset="utf-8"; header=present', 'text/csv; charset=utf-8'],
    ['text/plain', 'text/plain'],
    ['text/plain; charset=a b', 'text/plain'],
    ['image/png; charset=utf-8', 'image/png'],
    ['IMAGE/PNG', 'image/png'],
    ['', 'application/octet-stream'],
    ['image', 'application/octet-stream'],
    ['image/', 'application/octet-stream'],
    ['image/png, text/html', 'application/octet-stream'],
    ['image/png\r\nX-Evil: 1', 'application/octet-stream'],
    ['text/plain; charset=utf-8\r\nX-Evil: 1', 'text/plain'],
    ['constructor', 'application/octet-stream'],
  ])('of %j is sent as %s', (recorded, sent) => {
    expect(present(recorded, 'inline').contentType).toBe(sent);
  });

  it('is a plain header value, and inline only from the list, whatever was recorded', () => {
    const piece = fc.constantFrom(
      'text/html',
      'image/png',
      'image/svg+xml',
      ';',
      ' ',
      '\r\n',
      'charset=',
      '"',
      ',',
      '\0',
    );
    const recorded = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 6 }).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(recorded, (mimeType) => {
        const { contentType, disposition } = present(mimeType, 'inline');
        expect(contentType).toMatch(/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+(?:; charset=[a-z0-9_.:+-]+)?$/);
        if (disposition === 'inline')
          expect(contentType).toMatch(/^(?:image|audio|video)\/[a-z0-9.-]+$|^text\/plain|pdf$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('is what goes over the wire, with the policies beside it', async () => {
    await using server = await startDownloadServer(10);
    for (const mimeType of ['text/html', 'text/plain', 'image/svg+xml', 'text/javascript', 'evil\r\nx: y']) {
      server.overrides = { mimeType };
      const { headers } = await server.send();
      const expected = present(mimeType, 'inline');
      expect(headers['content-type']).toBe(expected.contentType);
      expect(headers['content-disposition']).toMatch(new RegExp(`^${expected.disposition};`));
      expect(headers['content-security-policy']).toBe(expected.contentSecurityPolicy);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
