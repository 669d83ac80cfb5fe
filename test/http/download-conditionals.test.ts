import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseHttpDate } from '../../src/http/download/dates.ts';
import { watchOwnTime } from '../support/own-time.ts';
import { type DownloadServer, LAST_MODIFIED_TEXT as SAME, startDownloadServer } from './download-server.ts';

const EARLIER = 'Wed, 04 Mar 2026 05:06:06 GMT';
const LATER = 'Wed, 04 Mar 2026 05:06:08 GMT';
const BAD_DATE = '2026-03-04T05:06:07Z';
/** Stands for the file's own entity tag. */
const TAG = '{etag}';

describe('preconditions (RFC 9110, section 13)', () => {
  let server: DownloadServer;
  beforeAll(async () => {
    server = await startDownloadServer(1000);
  });
  afterAll(async () => await server[Symbol.asyncDispose]());

  const send = async (headers: Record<string, string>, method = 'GET') =>
    await server.send(
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(TAG, server.etag)])),
      method,
    );

  it.each<[number, Record<string, string>]>([
    [200, { 'if-match': TAG }],
    [200, { 'if-match': `"other", ${TAG}` }],
    [200, { 'if-match': `, ,"a,b" ,${TAG},` }],
    [200, { 'if-match': '*' }],
    [412, { 'if-match': `W/${TAG}` }],
    [412, { 'if-match': '"other"' }],
    [412, { 'if-match': 'unquoted' }],
    [412, { 'if-match': `${TAG} ${TAG}` }],
    [412, { 'if-match': '' }],

    [200, { 'if-unmodified-since': SAME }],
    [200, { 'if-unmodified-since': LATER }],
    [412, { 'if-unmodified-since': EARLIER }],
    [200, { 'if-unmodified-since': BAD_DATE }],
    [200, { 'if-match': TAG, 'if-unmodified-since': EARLIER }],
    [412, { 'if-match': '"other"', 'if-unmodified-since': LATER }],

    [304, { 'if-none-match': TAG }],
    [304, { 'if-none-match': `W/${TAG}` }],
    [304, { 'if-none-match': `"other" , W/"x",${TAG}` }],
    [304, { 'if-none-match': '*' }],
    [200, { 'if-none-match': '"other"' }],
    [200, { 'if-none-match': `w/${TAG}` }],
    [200, { 'if-none-match': 'unquoted' }],

    [304, { 'if-modified-since': SAME }],
    [304, { 'if-modified-since': LATER }],
    [304, { 'if-modified-since': 'Wednesday, 04-Mar-26 05:06:07 GMT' }],
    [304, { 'if-modified-since': 'Wed Mar  4 05:06:07 2026' }],
    [200, { 'if-modified-since': EARLIER }],
    [200, { 'if-modified-since': BAD_DATE }],
    [200, { 'if-none-match': '"other"', 'if-modified-since': LATER }],
    [304, { 'if-none-match': TAG, 'if-modified-since': EARLIER }],

    [412, { 'if-match': '"other"', 'if-none-match': TAG }],
    [304, { 'if-match': TAG, 'if-none-match': TAG }],
    [412, { 'if-unmodified-since': EARLIER, 'if-none-match': TAG }],
    [304, { 'if-none-match': TAG, range: 'bytes=0-9' }],
    [412, { 'if-match': '"other"', range: 'bytes=0-9' }],
    [412, { 'if-match': '"other"', range: 'bytes=5000-' }],
    [206, { 'if-match': TAG, range: 'bytes=0-9' }],
    [206, { 'if-none-match': '"other"', range: 'bytes=0-9' }],
  ])('answers %i to %j', async (status, headers) => {
    expect((await send(headers)).status).toBe(status);
    if (!('range' in headers)) expect((await send(headers, 'HEAD')).status).toBe(status);
  });

  it.each<[200 | 206, string]>([
    [206, TAG],
    [200, `W/${TAG}`],
    [200, '"other"'],
    [200, `${TAG}, "other"`],
    [200, '*'],
    [200, ''],
    [206, SAME],
    [206, 'Wednesday, 04-Mar-26 05:06:07 GMT'],
    [200, EARLIER],
    [200, LATER],
    [200, BAD_DATE],
  ])('answers %i to a range with If-Range %s', async (status, ifRange) => {
    const answer = await send({ range: 'bytes=10-19', 'if-range': ifRange });
    expect(answer.status).toBe(status);
    expect(answer.body.equals(status === 206 ? server.bytes.subarray(10, 20) : server.bytes)).toBe(true);
    expect((await send({ range: 'bytes=5000-', 'if-range': ifRange })).status).toBe(status === 206 ? 416 : 200);
  });

  it('ignores dates when the time of the last change is not known', async () => {
    server.overrides = { lastModified: undefined };
    expect((await send({ 'if-modified-since': LATER })).status).toBe(200);
    expect((await send({ 'if-unmodified-since': EARLIER })).status).toBe(200);
    expect((await send({ range: 'bytes=0-9', 'if-range': SAME })).status).toBe(200);
    server.overrides = {};
  });

  it('sends validators and caching with a 304, and nothing about a body', async () => {
    const { headers, body } = await send({ 'if-none-match': TAG });
    expect(headers).toMatchObject({ etag: server.etag, 'last-modified': SAME, 'cache-control': 'private, no-cache' });
    for (const name of ['content-length', 'content-type', 'transfer-encoding'])
      expect(headers).not.toHaveProperty(name);
    expect(body.length).toBe(0);
  });

  it('reads a long list of entity tags, and one made to be slow, in no time', async () => {
    const many = `${'"a",'.repeat(3000)}"z"`;
    using watch = watchOwnTime();
    for (const list of [many, `${', '.repeat(7000)}x`, `${' '.repeat(14_000)}x`, `"${'a'.repeat(14_000)}`]) {
      expect((await send({ 'if-none-match': list })).status).toBe(200);
    }
    expect(watch.ms).toBeLessThan(5_000);
  });
});

describe('HTTP dates', () => {
  const now = Date.UTC(2026, 5, 1);
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', 784111777],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 784111777],
    ['Sun Nov  6 08:49:37 1994', 784111777],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Sat, 29 Feb 2020 00:00:00 GMT', 1582934400],
    ['Tuesday, 01-Jan-76 00:00:00 GMT', Date.UTC(2076, 0, 1) / 1000],
    ['Saturday, 01-Jan-77 00:00:00 GMT', Date.UTC(1977, 0, 1) / 1000],
  ])('reads %s', (text, seconds) => {
    expect(parseHttpDate(text, now)).toBe(seconds);
  });

  it.each([
    '',
    'now',
    '0',
    '1994',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'sun, 06 nov 1994 08:49:37 gmt',
    'Sun, 31 Feb 2020 00:00:00 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
  ])('refuses %j', (text) => {
    expect(parseHttpDate(text, now)).toBeUndefined();
  });
});
