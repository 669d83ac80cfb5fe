// Ranges and conditions at every door that gives files, all of them together in one request, against an oracle written from RFC 9110:
// sections 13.2.2 (which condition comes first) and 14.2 (what a Range asks for).
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounds } from '../support/figures.ts';
import { knownThings } from '../support/known-things.ts';
import { type ExactAnswer, exactClient } from '../support/requests.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const SIZE = 20_000;
const DOORS = [
  'store',
  'store as an attachment',
  'hub',
  'library',
  'partner',
  'vaults',
  'share',
  'share of a folder',
  'zip of a folder',
  'zip of a selection',
] as const;
const CASES = rounds(200, 2_000);

interface Door {
  readonly path: string;
  readonly etag: string;
  readonly modified: string | undefined;
  readonly bytes: Buffer;
}

let server: TestServer;
let client: ReturnType<typeof exactClient>;
let auth: Readonly<Record<string, string>>;
const doors = new Map<string, Door>();

beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
  client = exactClient(server.url);
  auth = { authorization: `Bearer ${server.rootKey}` };
  const things = knownThings(server, server.rootKey);
  const bytes = randomBytes(SIZE);
  const folder = (await things.get('folder')) ?? '';
  const { id } = await server.upload('a.bin', bytes, `?folder=${folder}`);
  const vault = await things.get('vault');
  const form = formWith('a.bin', bytes, { partition: 'p', collection: 'c', channel: 'h' });
  await server.json(`/api/v1/vaults/${vault}/assets`, { method: 'POST', body: form });
  const { slug } = await server.json<{ slug: string }>(`/api/v1/vaults/${vault}`);
  const { key } = await server.json<{ key: string }>('/api/v1/partner/asset/upload/public', {
    method: 'POST',
    body: formWith('a.bin', bytes),
  });
  const library = formWith('a.bin', bytes, { title: 'a', asset_type: 'document' });
  const publication = await server.json<{ data: { id: string } }>('/api/v1/assets', { method: 'POST', body: library });
  const token = async (json: unknown) =>
    (await server.json<{ token: string }>('/api/share', { method: 'POST', json })).token;
  const paths: Record<(typeof DOORS)[number], string> = {
    store: `/api/store/asset/${id}/content`,
    'store as an attachment': `/api/store/asset/download?id=${id}`,
    hub: `/api/assets/${id}/download`,
    library: `/api/v1/assets/${publication.data.id}/download`,
    partner: `/api/v1/partner/asset/${key}`,
    vaults: `/v/${slug}/p/c/h/a.bin`,
    share: `/s/${await token({ asset: id })}/download`,
    'share of a folder': `/s/${await token({ folder })}/files/${id}/download`,
    'zip of a folder': `/api/store/folder/${folder}/download`,
    'zip of a selection': `/api/store/asset/download?id=${id}&id=${(await server.upload('b.bin', bytes)).id}`,
  };
  for (const [name, path] of Object.entries(paths)) {
    const { status, headers, body } = await client.send({ path, headers: auth });
    if (status !== 200) throw new Error(`${name} answered ${status}`);
    doors.set(name, { path, etag: headers.etag ?? '', modified: headers['last-modified'], bytes: body });
  }
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** `{etag}` and `{date}` stand for those of the file; what a value means is said beside it. */
const LISTS: readonly (readonly [text: string, strong: boolean, weak: boolean])[] = [
  ['*', true, true],
  ['{etag}', true, true],
  ['"a", {etag}', true, true],
  ['"a,{etag}"', false, false],
  ['W/{etag}', false, true],
  ['"a", W/{etag} ,"b"', false, true],
  ['"a"', false, false],
  ['""', false, false],
];
const DATES: readonly (readonly [text: string, order: -1 | 0 | 1])[] = [
  ['{date}', 0],
  ['Thu, 01 Jan 1970 00:00:00 GMT', -1],
  ['Fri, 31 Dec 2100 23:59:59 GMT', 1],
];
const IF_RANGES: readonly (readonly [text: string, isCurrent: boolean])[] = [
  ['{etag}', true],
  ['W/{etag}', false],
  ['"a"', false],
  ['{date}', true],
  ['Thu, 01 Jan 1970 00:00:00 GMT', false],
];

const position = fc.oneof(fc.integer({ min: 0, max: SIZE + 500 }), fc.constantFrom(0, 1, SIZE - 1, SIZE, SIZE + 1));
const spec = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(position, fc.nat(2_000)).map(([start, more]) => `${start}-${start + more}`) },
  { weight: 1, arbitrary: position.map((start) => `${start}-`) },
  { weight: 1, arbitrary: fc.nat(SIZE * 2).map((length) => `-${length}`) },
);
/** Nothing that RFC 9110 takes for one. */
const NO_RANGES = ['bytes=', 'bytes=a-b', 'bytes=5-2', 'lines=1-2', 'bytes=0-1,x', 'bytes', '0-1'];

const sometimes = <T>(values: readonly T[], weight = 3) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });

const requests = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD'),
  range: fc.oneof(
    { weight: 6, arbitrary: fc.array(spec, { minLength: 1, maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom(...NO_RANGES) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  ifRange: sometimes(IF_RANGES),
  ifMatch: sometimes(LISTS, 5),
  ifNoneMatch: sometimes(LISTS, 5),
  ifModifiedSince: sometimes(DATES, 5),
  ifUnmodifiedSince: sometimes(DATES, 5),
});
type Asked = typeof requests extends fc.Arbitrary<infer T> ? T : never;

const NOTHING: Asked = {
  method: 'GET',
  range: undefined,
  ifRange: undefined,
  ifMatch: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
  ifUnmodifiedSince: undefined,
};
/** One of each answer there is. */
const EXAMPLES: readonly Partial<Asked>[] = [
  {},
  { range: ['0-0', '5-9'] },
  { range: ['99999999-'] },
  { ifMatch: ['"a"', false, false] },
  { ifNoneMatch: ['{etag}', true, true] },
];

/** What has to be answered: a status, or the bytes that were asked for. */
function expected(asked: Asked, { bytes, modified }: Door): 200 | 304 | 412 | 416 | readonly [number, number][] {
  const { method, range, ifRange, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = asked;
  const hasDate = modified !== undefined;
  if (ifMatch) {
    if (!ifMatch[1]) return 412;
  } else if (ifUnmodifiedSince && hasDate && ifUnmodifiedSince[1] < 0) return 412;
  if (ifNoneMatch) {
    if (ifNoneMatch[2]) return 304;
  } else if (ifModifiedSince && hasDate && ifModifiedSince[1] >= 0) return 304;
  if (method !== 'GET' || !Array.isArray(range) || (ifRange && !(ifRange[1] && (hasDate || ifRange[0] !== '{date}'))))
    return 200;
  const ranges = range
    .map((one): [number, number] => {
      const [first = '', last = ''] = one.split('-');
      if (first === '') return [Math.max(0, bytes.length - Number(last)), last === '0' ? -1 : bytes.length - 1];
      return [Number(first), last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1)];
    })
    .filter(([start, end]) => start < bytes.length && start <= end);
  return ranges.length === 0 ? 416 : ranges;
}

/** Of 206, with their places; throws on what is not exactly as section 14.6 has it. */
function partsOf({ headers, body }: ExactAnswer, size: number): { readonly start: number; readonly bytes: Buffer }[] {
  const single = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
  if (single) {
    expect([Number(single[3]), body.length]).toEqual([size, Number(single[2]) - Number(single[1]) + 1]);
    return [{ start: Number(single[1]), bytes: body }];
  }
  const boundary = /^multipart\/byteranges; boundary=(\S+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const text = body.toString('latin1');
  expect(text.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
  const pieces = `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1);
  return pieces.map((piece) => {
    const [, first, last, all] = /\r\nContent-Range: bytes (\d+)-(\d+)\/(\d+)\r\n/.exec(piece) ?? [];
    const bytes = Buffer.from(piece.slice(piece.indexOf('\r\n\r\n') + 4), 'latin1');
    expect([Number(all), bytes.length]).toEqual([size, Number(last) - Number(first) + 1]);
    return { start: Number(first), bytes };
  });
}

function check(answer: ExactAnswer, asked: Asked, door: Door): void {
  const wanted = expected(asked, door);
  const { status, headers, body } = answer;
  const { bytes, etag } = door;
  if (status === 304 || status === 412 || status === 416 || typeof wanted === 'number') expect(status).toBe(wanted);
  if (asked.method === 'HEAD' || status === 304) expect(body).toHaveLength(0);
  if (status < 400) expect(headers.etag).toBe(etag);
  if (status === 416) expect(headers['content-range']).toBe(`bytes */${bytes.length}`);
  if (status === 200) {
    expect(headers['content-length']).toBe(String(bytes.length));
    if (asked.method === 'GET') expect(sha256(body)).toBe(sha256(bytes));
  }
  if (typeof wanted === 'number') return;
  const covered = Buffer.alloc(bytes.length);
  for (const [start, end] of wanted) covered.fill(1, start, end + 1);
  if (status === 200) {
    // Asked for more than a GET, or for many pieces.
    const sum = wanted.reduce((total, [start, end]) => total + end - start + 1, 0);
    expect(sum > bytes.length || piecesOf(covered) > 5).toBe(true);
    return;
  }
  expect(status).toBe(206);
  expect(body.length).toBeLessThanOrEqual(1.1 * bytes.length);
  for (const part of partsOf(answer, bytes.length)) {
    expect(part.bytes.equals(bytes.subarray(part.start, part.start + part.bytes.length))).toBe(true);
    // Each byte once, and none that was not asked for.
    const place = covered.subarray(part.start, part.start + part.bytes.length);
    expect(place.includes(0)).toBe(false);
    place.fill(0);
  }
  expect(covered.includes(1)).toBe(false);
}

const piecesOf = (covered: Buffer): number =>
  covered
    .toString('latin1')
    .split('\0')
    .filter((piece) => piece !== '').length;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('ranges and conditions', () => {
  it.each(DOORS)(
    'are answered as RFC 9110 has it, however they come together: %s',
    async (name) => {
      const door = doors.get(name);
      if (!door) throw new Error(`there is no ${name}`);
      expect(door.etag).toMatch(/^"[^"]+"$/);
      const seen = new Set<number>();
      const fill = (text: string) =>
        text.replaceAll('{etag}', door.etag).replaceAll('{date}', door.modified ?? 'Thu, 01 Jan 1970 00:00:00 GMT');
      const property = fc.asyncProperty(requests, async (asked) => {
        const { method, range, ifRange, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = asked;
        const said = {
          range: Array.isArray(range) ? `bytes=${range.join(',')}` : range,
          'if-range': ifRange?.[0],
          'if-match': ifMatch?.[0],
          'if-none-match': ifNoneMatch?.[0],
          'if-modified-since': ifModifiedSince?.[0],
          'if-unmodified-since': ifUnmodifiedSince?.[0],
        };
        const headers = { ...auth };
        for (const [header, text] of Object.entries(said))
          if (text !== undefined) Object.assign(headers, { [header]: fill(text) });
        const answer = await client.send({ method, path: door.path, headers });
        seen.add(answer.status);
        check(answer, asked, door);
      });
      await fc.assert(property, { numRuns: CASES, examples: EXAMPLES.map((asked) => [{ ...NOTHING, ...asked }]) });
      expect([...seen].sort()).toEqual([200, 206, 304, 412, 416]);
    },
    300 * CASES,
  );
});
