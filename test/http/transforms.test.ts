// What of a transform is HTTP alone: the Accept header, and a file that is made only when its bytes are wanted.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/errors.ts';
import { acceptedPictures } from '../../src/http/transforms/accept.ts';
import { type DownloadServer, startDownloadServer } from './download-server.ts';

describe('the Accept header', () => {
  const read = (header: string | undefined) => {
    const { named, others } = acceptedPictures(header);
    return { ...Object.fromEntries(named), others };
  };

  it.each<[string, string | undefined, Record<string, number>]>([
    ['absent', undefined, { others: 1 }],
    ['empty', '', { others: 0 }],
    ['of anything', '*/*', { others: 1 }],
    ['of pictures', 'image/*;q=0.5', { others: 0.5 }],
    ['of pictures before anything', 'image/*;q=0.2,*/*;q=0.9', { others: 0.2 }],
    ['of Chrome', 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', { avif: 1, webp: 1, others: 1 }],
    ['of old Safari', 'image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5', { png: 1, others: 0.8 }],
    ['of a page', 'text/html,application/xml;q=0.9,image/webp,*/*;q=0.8', { webp: 1, others: 0.8 }],
    ['in any case', 'IMAGE/WebP;Q=0.3', { webp: 0.3, others: 0 }],
    ['with blanks', ' image/webp ; q=0.3 ,, image/avif ', { webp: 0.3, avif: 1, others: 0 }],
    ['with other parameters', 'image/webp;level=1;q=0.3', { webp: 0.3, others: 0 }],
    ['with a refusal', 'image/webp;q=0,*/*', { webp: 0, others: 1 }],
    ['with the wrong name of JPEG', 'image/jpg;q=0.4', { jpeg: 0.4, others: 0 }],
    ['with a type twice', 'image/gif;q=0.1,image/gif;q=0.7', { gif: 0.7, others: 0 }],
    ['with bad weights', 'image/webp;q=2,image/avif;q=-1,image/png;q=,image/gif;q=0.1234,*/*;q=x', { others: 0 }],
  ])('is read: %s', (_, header, expected) => {
    expect(read(header)).toEqual(expected);
  });

  it('gives each type its weight, in whatever order and spelling', () => {
    const types = ['webp', 'avif', 'png', 'jpeg', 'gif', '*'];
    const entry = fc.record({
      weight: fc.integer({ min: 0, max: 1000 }),
      blank: fc.constantFrom('', ' ', '\t '),
      isLoud: fc.boolean(),
    });
    const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...types), entry), { selector: ([type]) => type });
    fc.assert(
      fc.property(entries, (list) => {
        const header = list
          .map(([type, { weight, blank, isLoud }]) => {
            const text = `image/${type}${blank};${blank}q=${weight / 1000}${blank}`;
            return isLoud ? text.toUpperCase() : text;
          })
          .join(',');
        const weights = list.map(([type, { weight }]) => [type === '*' ? 'others' : type, weight / 1000]);
        expect(read(header)).toEqual({ others: 0, ...Object.fromEntries(weights) });
      }),
    );
  });

  it('is never too strange', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (header) => {
        const { named, others } = acceptedPictures(header);
        for (const weight of [...named.values(), others]) expect(weight >= 0 && weight <= 1).toBe(true);
      }),
    );
  });
});

describe('a file that is made when its bytes are wanted', () => {
  let server: DownloadServer;
  let made = 0;
  beforeAll(async () => {
    server = await startDownloadServer(1000);
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => {
    made = 0;
    server.errors.length = 0;
    server.overrides = {
      lastModified: undefined,
      vary: 'Accept',
      sizeBytes: async () => {
        made += 1;
        return 1000;
      },
    };
  });

  it('is sent like any other', async () => {
    const whole = await server.send();
    expect([whole.status, whole.headers['content-length'], whole.headers.vary]).toEqual([200, '1000', 'Accept']);
    expect(whole.body).toEqual(server.bytes);
    const part = await server.send({ range: 'bytes=10-19' });
    expect([part.status, part.headers['content-range'], part.headers.vary]).toEqual([
      206,
      'bytes 10-19/1000',
      'Accept',
    ]);
    const head = await server.send({}, 'HEAD');
    expect([head.status, head.headers['content-length'], made]).toEqual([200, '1000', 3]);
  });

  it('is not made to say that it is the same, or another than was meant', async () => {
    const same = await server.send({ 'if-none-match': server.etag });
    expect([same.status, same.headers.vary, same.headers.etag]).toEqual([304, 'Accept', server.etag]);
    expect((await server.send({ 'if-match': '"other"' })).status).toBe(412);
    expect(made).toBe(0);
  });

  it('is an orderly error where it can not be made', async () => {
    const busy = new CoreError('busy', 'too many');
    server.overrides = { sizeBytes: () => Promise.reject(busy) };
    const response = await server.send();
    expect([response.status, response.headers.etag, server.errors]).toEqual([500, undefined, [busy]]);
  });
});
