// What recipients see of single files, in which language, and the script that makes the pages handier.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../support/images.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type AssetRead, createFolder, createShare, type FolderRead, type ShareRead } from '../support/store.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

let server: TestServer;
let folder: FolderRead;
let picture: AssetRead;
let outside: AssetRead;
let share: ShareRead;
beforeAll(async () => {
  server = await startTestServer();
  folder = await createFolder(server, 'For you');
  picture = await server.upload('sea.png', await plain(400, 300).png().toBuffer(), `?folder=${folder.id}`);
  outside = await server.upload('outside.txt', 'outside');
  share = await createShare(server, { folder: folder.id });
});
afterAll(() => server[Symbol.asyncDispose]());

const visit = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });
const textOf = async (url: string) => (await visit(url)).text();
/** Every address that a page leads to or loads. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, link = '']) => link);

describe('the page of a file in a folder', () => {
  it('leads to those beside it by name, back to its folder, and to nothing else', async () => {
    const beside = await createFolder(server, 'beside');
    const ids: string[] = [];
    for (const name of ['B.txt', 'a.txt', 'c.txt', 'b.txt'])
      ids.push((await server.upload(name, name, `?folder=${beside.id}`)).id);
    const { url, token } = await createShare(server, { folder: beside.id });
    const stepsOf = async (id = '') => {
      const page = await textOf(`${url}/files/${id}`);
      for (const link of linksIn(page)) expect([link, (await visit(server.url + link)).status]).toEqual([link, 200]);
      expect(linksIn(page)).toContain(`/s/${token}`);
      return ['prev', 'next'].map((rel) => new RegExp(`/files/([0-9a-f]{24})" rel="${rel}"`).exec(page)?.[1]);
    };
    const [upper, a, c, lower] = ids;
    expect(await stepsOf(a)).toEqual([undefined, upper]);
    expect(await stepsOf(upper)).toEqual([a, lower]);
    expect(await stepsOf(lower)).toEqual([upper, c]);
    expect(await stepsOf(c)).toEqual([lower, undefined]);
    expect((await visit(`${url}/files/${outside.id}`)).status).toBe(404);
  });

  it('counts nothing by itself, and says where showing it would', async () => {
    const limited = await createShare(server, { folder: folder.id, max_downloads: 1 });
    const page = await textOf(`${limited.url}/files/${picture.id}`);
    expect(page).toContain('uses one of its downloads');
    expect(page).not.toContain('size=');
    const { download_count } = await server.json<ShareRead>(`/api/share/${limited.id}`);
    expect(download_count).toBe(0);
    expect((await visit(`${limited.url}/download`)).status).toBe(200);
    const spent = await visit(`${limited.url}/files/${picture.id}`);
    expect([spent.status, (await spent.text()).includes('downloads of this link are used up')]).toEqual([410, true]);
  });

  it('offers to open only what a browser shows without running it', async () => {
    for (const [name, isOpened] of [
      ['drawing.svg', false],
      ['page.html', false],
      ['notes.txt', true],
    ] as const) {
      const asset = await server.upload(name, isOpened ? 'notes' : SVG);
      const page = await textOf((await createShare(server, { asset: asset.id })).url);
      expect([name, page.includes('view=true')]).toEqual([name, isOpened]);
    }
  });
});

describe('the languages of the pages', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr, de;q=0.5, en;q=0.7', 'en'],
    ['fr', 'en'],
    ['de;q=0', 'en'],
    ['', 'en'],
    [';;,q=,%', 'en'],
  ])('answer %j in %s, errors too', async (wanted, language) => {
    const headers = { 'accept-language': wanted };
    for (const url of [share.url, `${server.url}/s/unknown`])
      expect(await (await visit(url, { headers })).text()).toContain(`<html lang="${language}">`);
  });
});

describe('the script of the pages', () => {
  it('is the one that the policy names, is kept for ever, and is small', async () => {
    const response = await visit(share.url);
    const tag = /<script src="([^"]+)" integrity="([^"]+)" defer>/.exec(await response.text());
    const script = await visit(server.url + tag?.[1]);
    const bytes = Buffer.from(await script.arrayBuffer());
    const digest = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
    expect(tag?.[2]).toBe(digest);
    expect(response.headers.get('content-security-policy')).toContain(`script-src '${digest}';`);
    expect(bytes.length).toBeLessThanOrEqual(20 * 1024);
    expect(Object.fromEntries(script.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });
});
