import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseRanges } from '../../src/http/download/ranges.ts';
import { type Answer, type DownloadServer, startDownloadServer } from './download-server.ts';

interface Part {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** A strict reader of multipart/byteranges: throws on anything that is not exactly as RFC 9110, section 14.6, has it. */
function readParts({ headers, body }: Answer, sizeBytes: number, contentType: string): Part[] {
  const boundary = /^multipart\/byteranges; boundary=([0-9a-f]+)$/.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw new Error('no boundary');
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const lead = parts.length === 0 ? `--${boundary}` : `\r\n--${boundary}`;
    if (body.toString('latin1', at, at + lead.length) !== lead) throw new Error('no delimiter');
    at += lead.length;
    if (body.toString('latin1', at, at + 4) === '--\r\n') {
      if (at + 4 !== body.length) throw new Error('bytes after the end');
      return parts;
    }
    const headEnd = body.indexOf('\r\n\r\n', at) + 4;
    const match = /^\r\nContent-Type: (.+)\r\nContent-Range: bytes (\d+)-(\d+)\/(\d+)\r\n\r\n$/.exec(
      body.toString('latin1', at, headEnd),
    );
    if (match === null || match[1] !== contentType || Number(match[4]) !== sizeBytes) throw new Error('bad part head');
    const [start, end] = [Number(match[2]), Number(match[3])];
    at = headEnd + end - start + 1;
    parts.push({ start, end, bytes: body.subarray(headEnd, at) });
  }
}

describe('ranges (RFC 9110, section 14)', () => {
  let server: DownloadServer;
  beforeAll(async () => {
    server = await startDownloadServer(200_000);
  });
  afterAll(async () => await server[Symbol.asyncDispose]());
  beforeEach(() => {
    server.opened.length = 0;
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-', 0, 199_999],
    ['bytes=199999-', 199_999, 199_999],
    ['bytes=-1', 199_999, 199_999],
    ['bytes=-999999', 0, 199_999],
    ['bytes=100-99999999999999999999', 100, 199_999],
    ['Bytes=5-9', 5, 9],
    ['bytes=,5-9 ,', 5, 9],
    ['bytes=5-9,10-19', 5, 19],
    ['bytes=10-19,5-12', 5, 19],
    ['bytes=5-9,200000-', 5, 9],
  ])('answers %s with one part', async (range, start, end) => {
    const { status, headers, body } = await server.send({ range });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(`bytes ${start}-${end}/200000`);
    expect(headers['content-length']).toBe(String(end - start + 1));
    expect(headers).toMatchObject({ 'content-type': 'image/png', etag: server.etag, 'accept-ranges': 'bytes' });
    expect(headers).toHaveProperty('repr-digest');
    expect(body.equals(server.bytes.subarray(start, end + 1))).toBe(true);
    expect(server.opened).toEqual([`${start}-${end}`]);
  });

  it.each(['bytes=200000-', 'bytes=200000-300000', 'bytes=-0', 'bytes=999999999999999999999999-', 'bytes=-0,200000-'])(
    'answers %s with 416 and the size',
    async (range) => {
      const { status, headers, body } = await server.send({ range });
      expect([status, headers['content-range'], headers['accept-ranges']]).toEqual([416, 'bytes */200000', 'bytes']);
      expect(headers).not.toHaveProperty('etag');
      // What the error looks like is for whoever handles it.
      expect(JSON.parse(body.toString())).toEqual({ code: 'range_not_satisfiable' });
      expect(server.opened).toEqual([]);
    },
  );

  it.each([
    '',
    'bytes',
    'bytes=',
    'bytes=,',
    'bytes=-',
    'bytes=a-b',
    'bytes=5',
    'bytes=9-5',
    'bytes=0-1,9-5',
    'bytes=0-1;5-6',
    'bytes=0x0-0x5',
    'bytes=--5',
    'bytes=1.5-3',
    'bytes =0-1',
    'bytes=0 - 1',
    'bytes=0-1, bytes=3-4',
    'items=0-5',
    'none',
    '0-5',
    'bytes=0-,0-,0-',
    'bytes=0-150000,50000-199999',
    'bytes=0-0,2-2,4-4,6-6,8-8,10-10',
    `bytes=${Array.from({ length: 1300 }, (_, i) => `${i * 2}-${i * 2}`).join(',')}`,
  ])('ignores %s', async (range) => {
    const { status, headers, body } = await server.send({ range });
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('content-range');
    expect(body.equals(server.bytes)).toBe(true);
  });

  it('sends several ranges in the order asked for, with an exact length', async () => {
    const answer = await server.send({ range: 'bytes=500-599, 0-9, -5, 100000-180000, 300000-' });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-length']).toBe(String(answer.body.length));
    const parts = readParts(answer, 200_000, 'image/png');
    expect(parts.map(({ start, end }) => [start, end])).toEqual([
      [500, 599],
      [0, 9],
      [199_995, 199_999],
      [100_000, 180_000],
    ]);
    for (const { start, end, bytes } of parts) expect(bytes.equals(server.bytes.subarray(start, end + 1))).toBe(true);
    expect(server.opened).toEqual(['500-599', '0-9', '199995-199999', '100000-180000']);
  });

  it('names the harmless type inside the parts, too', async () => {
    server.overrides = { mimeType: 'text/javascript' };
    const answer = await server.send({ range: 'bytes=0-1,5-6' });
    expect(readParts(answer, 200_000, 'text/plain')).toHaveLength(2);
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/);
    server.overrides = {};
  });

  it('equals slices of the file for any set of ranges', async () => {
    const position = fc.oneof(fc.nat(199_999), fc.nat(300), fc.integer({ min: 199_900, max: 200_100 }));
    const spec = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(position, fc.nat(3000)).map(([start, more]) => `${start}-${start + more}`) },
      position.map((start) => `${start}-`),
      fc.nat(5000).map((length) => `-${length}`),
    );
    const sets = fc.array(spec, { minLength: 1, maxLength: 7 }).map((specs) => `bytes=${specs.join(',')}`);
    await fc.assert(
      fc.asyncProperty(sets, async (range) => {
        const answer = await server.send({ range });
        const covered = coveredBy(range, 200_000);
        if (answer.status === 200) {
          expect(answer.body.equals(server.bytes)).toBe(true);
          return;
        }
        if (answer.status === 416) {
          expect(covered.size).toBe(0);
          return;
        }
        expect(answer.status).toBe(206);
        expect(answer.headers['content-length']).toBe(String(answer.body.length));
        expect(answer.body.length).toBeLessThan(1.1 * 200_000);
        const single = /^bytes (\d+)-(\d+)\/200000$/.exec(answer.headers['content-range'] ?? '');
        const parts = single
          ? [{ start: Number(single[1]), end: Number(single[2]), bytes: answer.body }]
          : readParts(answer, 200_000, 'image/png');
        expect(parts.length).toBeLessThanOrEqual(5);
        let sentBytes = 0;
        for (const { start, end, bytes } of parts) {
          expect(bytes.equals(server.bytes.subarray(start, end + 1))).toBe(true);
          for (let i = start; i <= end; i++) if (!covered.has(i)) throw new Error(`byte ${i} was not asked for`);
          sentBytes += bytes.length;
        }
        expect(sentBytes).toBe(covered.size);
      }),
      { numRuns: 250 },
    );
  });

  it('chooses exactly the bytes asked for, each once, whatever the ranges', () => {
    const spec = fc.oneof(
      fc.tuple(fc.nat(60), fc.nat(20)).map(([start, more]) => `${start}-${start + more}`),
      fc.nat(60).map((start) => `${start}-`),
      fc.nat(20).map((length) => `-${length}`),
    );
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 9 }), fc.nat(50), (specs, sizeBytes) => {
        const header = `bytes=${specs.join(',')}`;
        const choice = chooseRanges(header, sizeBytes);
        const covered = coveredBy(header, sizeBytes);
        if (choice.kind === 'whole') return;
        if (choice.kind === 'unsatisfiable') {
          expect(covered.size).toBe(0);
          return;
        }
        const ranges = choice.kind === 'single' ? [choice.range] : choice.ranges;
        const chosen = ranges.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, i) => start + i));
        expect(chosen.toSorted((a, b) => a - b)).toEqual([...covered].sort((a, b) => a - b));
        expect(ranges.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 5000 },
    );
  });

  it('never throws, whatever the header', () => {
    const text = fc.string({ unit: fc.constantFrom(...'bytes=0123456789-, \t;'), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.nat(100), (header, sizeBytes) => {
        const choice = chooseRanges(`bytes=${header}`, sizeBytes);
        if (choice.kind !== 'single') return;
        expect(choice.range.start).toBeLessThanOrEqual(choice.range.end);
        expect(choice.range.end).toBeLessThan(sizeBytes);
      }),
      { numRuns: 5000 },
    );
  });
});

/** The oracle: byte by byte, what a valid Range header asks for. */
function coveredBy(header: string, sizeBytes: number): Set<number> {
  const covered = new Set<number>();
  for (const spec of header.slice('bytes='.length).split(',')) {
    const [first = '', last = ''] = spec.split('-');
    const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
    const end = first === '' || last === '' ? sizeBytes - 1 : Number(last);
    for (let i = start; i <= Math.min(end, sizeBytes - 1); i++) covered.add(i);
  }
  return covered;
}
