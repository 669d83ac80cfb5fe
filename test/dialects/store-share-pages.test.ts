// What recipients see: pages, previews, downloads inside a folder, the password form, errors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/index.ts';
import { pdfOf } from '../support/documents.ts';
import { plain } from '../support/images.ts';
import { recording } from '../support/recordings.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type AssetRead, createFolder, createShare, type FolderRead, type ShareRead } from '../support/store.ts';
import { readZip } from '../support/zip.ts';

/** The only script that a page may name. */
const OWN_SCRIPT = /^<script src="\/s\/gallery-[0-9a-f]{12}\.js" integrity="sha256-[\w+/=]+" defer>$/;
const HOSTILE = `<img src=x onerror=alert(1)> "' & <script>alert(1)<!-- ]]> \u202egnp.exe`;

let server: TestServer;
let folder: FolderRead;
let inner: FolderRead;
let picture: AssetRead;
let deep: AssetRead;
let outside: AssetRead;
let share: ShareRead;
beforeAll(async () => {
  server = await startTestServer();
  const top = await createFolder(server, 'secret client');
  folder = await createFolder(server, 'For you', top.id);
  inner = await createFolder(server, HOSTILE, folder.id);
  picture = await server.upload('Sea & sky.png', await plain(400, 300).png().toBuffer(), `?folder=${folder.id}`);
  deep = await server.upload('deep.txt', 'deep', `?folder=${inner.id}`);
  outside = await server.upload('outside.txt', 'outside', `?folder=${top.id}`);
  share = await createShare(server, { folder: folder.id, expires_at: '2035-03-04T15:06:00Z' });
});
afterAll(() => server[Symbol.asyncDispose]());

const visit = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });
const textOf = async (url: string) => (await visit(url)).text();
const formOf = (password: string): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({ password }),
});
/** Every address that a page leads to or loads. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));

describe('the page of a folder', () => {
  it('shows what is in it, and when it ends in plain words', async () => {
    const page = await textOf(share.url);
    expect(page).toContain('<title>For you</title>');
    expect(page).toContain('Sea &amp; sky.png');
    expect(page).toContain('4 March 2035 at 15:06 UTC');
    expect(page).toContain('2 files');
    expect(page).not.toContain('secret client');
    expect(page).not.toContain('outside.txt');
  });

  it('leads to nothing but its own addresses, all of which answer', async () => {
    const links = linksIn(await textOf(share.url));
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) {
      expect(link).toMatch(new RegExp(`^/s/(${share.token}(/|$)|gallery-[0-9a-f]+\\.js$)`));
      expect([link, (await visit(server.url + link)).status]).toEqual([link, 200]);
    }
  });

  it('leads into folders below and back', async () => {
    const page = await textOf(`${share.url}/folders/${inner.id}`);
    expect(page).toContain('deep.txt');
    expect(page).toContain(`href="/s/${share.token}">`);
    expect(page).not.toContain('secret client');
    expect((await visit(`${share.url}/folders/${folder.id}`)).status).toBe(200);
  });

  it('gives files, views, small pictures and zips', async () => {
    const file = await visit(`${share.url}/files/${deep.id}/download`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(await file.text()).toBe('deep');
    const beyond = await visit(`${share.url}/files/${deep.id}/download`, { headers: { range: 'bytes=4-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */4']);
    expect(await beyond.text()).toContain('The file ends before that');
    const view = await visit(`${share.url}/files/${picture.id}/download?view=true`);
    expect(view.headers.get('content-disposition')).toMatch(/^inline/);
    expect(view.headers.get('content-security-policy')).toContain('sandbox');
    const small = await visit(`${share.url}/files/${picture.id}/thumbnail`);
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const all = await visit(`${share.url}/download`);
    const weight = `${(Number(all.headers.get('content-length')) / 1000).toFixed(1)} kB`;
    expect(await textOf(share.url)).toContain(`<span class="weight">${weight}</span>`);
    expect([...(await readZip(await all.arrayBuffer())).values()].filter(Boolean)).toHaveLength(2);
    const below = await visit(`${share.url}/folders/${inner.id}/download`);
    expect([...(await readZip(await below.arrayBuffer())).keys()]).toEqual(['deep.txt']);
  });

  it('knows nothing outside the shared folder', async () => {
    const ids = [outside.id, '0'.repeat(24), 'x', '..%2f..'];
    const paths = ids.flatMap((id) => [
      `files/${id}/download`,
      `files/${id}/thumbnail`,
      `folders/${id}`,
      `folders/${id}/download`,
    ]);
    const above = typeof folder.parent === 'object' ? folder.parent?.id : folder.parent;
    const pages = await Promise.all(
      [...paths, `folders/${above}`, 'nonsense', 'files'].map(async (path) => visit(`${share.url}/${path}`)),
    );
    for (const response of pages) expect(response.status).toBe(404);
    const bodies = new Set(await Promise.all(pages.map((response) => response.text())));
    expect(bodies.size).toBe(1);
  });

  it('shows many files in pages', async () => {
    const many = await createFolder(server, 'many');
    await Promise.all(Array.from({ length: 125 }, (_, i) => server.upload(`file ${i}.txt`, 'x', `?folder=${many.id}`)));
    const { url } = await createShare(server, { folder: many.id });
    const first = await textOf(url);
    const next = linksIn(first).find((link) => link.includes('?after='));
    const second = await textOf(server.url + next);
    const names = [first, second].flatMap((page) =>
      [...page.matchAll(/title="(file \d+\.txt)"/g)].map(([, name]) => name),
    );
    expect(names).toHaveLength(125);
    expect(new Set(names).size).toBe(125);
    expect(linksIn(second).some((link) => link.includes('?after='))).toBe(false);
    expect((await visit(`${share.url}?after=${next?.split('=')[1]}`)).status).toBe(422);
  });

  it('says so when there is nothing', async () => {
    const { url } = await createShare(server, { folder: (await createFolder(server, 'void')).id });
    const page = await textOf(url);
    expect(page).toContain('There is nothing in this folder yet.');
    expect(page).not.toContain('/download');
  });

  it('counts views', async () => {
    const counted = await createShare(server, { folder: folder.id });
    await textOf(counted.url);
    await textOf(`${counted.url}/`);
    await visit(counted.url, { method: 'HEAD' });
    expect(await server.json<ShareRead>(`/api/share/${counted.id}`)).toMatchObject({
      view_count: 2,
      last_accessed: expect.stringMatching(/Z$/),
    });
  });
});

describe('the page of an asset', () => {
  it('shows its picture, its facts and how to get it', async () => {
    const { url, token } = await createShare(server, { asset: picture.id, max_downloads: 1 });
    const page = await textOf(url);
    expect(page).toContain(`src="/s/${token}/files/${picture.id}/thumbnail"`);
    expect(page).toContain(`href="/s/${token}/download"`);
    expect(page).toContain('1 download left');
    expect((await visit(`${url}/files/${deep.id}/download`)).status).toBe(404);
  });

  it('says how long recordings are, and how many pages documents have', async () => {
    for (const [name, bytes, said] of [
      ['clip.mp4', recording('book.m4a'), '16:31'],
      ['two.pdf', pdfOf(['one', 'two']), '2 pages'],
    ] as const) {
      const asset = await server.upload<AssetRead>(name, bytes);
      await server.core.examineAsset(asset.id as Id);
      expect(await textOf((await createShare(server, { asset: asset.id })).url)).toContain(`<li>${said}</li>`);
    }
  });

  it('plays sound and video where playing uses nothing up', async () => {
    const video = await server.upload('film.mp4', 'not a film');
    const free = await textOf((await createShare(server, { asset: video.id })).url);
    const limited = await textOf((await createShare(server, { asset: video.id, max_downloads: 5 })).url);
    expect([free.includes('<video'), limited.includes('<video')]).toEqual([true, false]);
  });
});

describe('a password', () => {
  it('is asked for by a form, and nothing is shown before', async () => {
    const { url, token } = await createShare(server, { folder: folder.id, password: 'päss wörd' });
    const closed = await textOf(url);
    expect(closed).toContain('<form class="card" method="post"');
    expect(closed).not.toContain('For you');
    for (const path of [
      '/download',
      `/files/${picture.id}/download`,
      `/files/${picture.id}/thumbnail`,
      `/folders/${inner.id}`,
    ]) {
      const response = await visit(url + path);
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('Sea');
    }
    const wrong = await visit(url, formOf('wrong "><b>'));
    expect(wrong.status).toBe(403);
    const text = await wrong.text();
    expect(text).toContain('role="alert"');
    expect(text).not.toContain('wrong "');
    const right = await visit(url, formOf('päss wörd'));
    expect([right.status, right.headers.get('location')]).toEqual([303, `/s/${token}`]);
    const cookie = (right.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(right.headers.get('set-cookie')).toContain(`Path=/s/${token}; Max-Age=3600; HttpOnly; SameSite=Lax`);
    const page = await (await visit(url, { headers: { cookie } })).text();
    expect(page).toContain('For you');
    for (const link of linksIn(page))
      expect((await visit(server.url + link, { headers: { cookie } })).status).toBe(200);
    const other = await createShare(server, { folder: folder.id, password: 'päss wörd' });
    expect(await (await visit(other.url, { headers: { cookie } })).text()).toContain('<form');
  });

  it('is limited in attempts, by a page that says so', async () => {
    const { url } = await createShare(server, { folder: folder.id, password: 'right' });
    for (let i = 0; i < 10; i++) expect((await visit(url, formOf('wrong'))).status).toBe(403);
    const response = await visit(url, formOf('right'));
    expect(response.status).toBe(429);
    expect(await response.text()).toContain('Too many attempts');
  });
});

describe('every page', () => {
  it('lets no script run, tells nobody where it was, and is kept nowhere', async () => {
    const used = await createShare(server, { asset: deep.id, expires_at: '2020-01-01' });
    const urls: [string, number][] = [
      [share.url, 200],
      [used.url, 410],
      [`${server.url}/s/unknown`, 404],
      [`${server.url}/s`, 404],
      [`${server.url}/s/a/b/c/d`, 404],
      [`${server.url}/s/%zz`, 400],
    ];
    for (const [url, status] of urls) {
      const response = await visit(url);
      expect([url, response.status]).toEqual([url, status]);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+';/,
        ),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cache-control': expect.stringContaining('no-store'),
        'x-robots-tag': 'noindex, nofollow',
      });
      const page = await response.text();
      expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
      const scripts = [...page.matchAll(/<script[^>]*>/gi)].map(([tag]) => tag);
      for (const tag of scripts) expect(tag).toMatch(OWN_SCRIPT);
      expect(page.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]* on\w+=/i);
      expect(page).not.toMatch(/="\s*javascript:/i);
    }
    expect((await visit(share.url, { method: 'DELETE' })).status).toBe(405);
  });

  it('escapes every name', async () => {
    const page = await textOf(share.url);
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const named = await textOf(`${share.url}/folders/${inner.id}`);
    expect(named.match(/<title>([\s\S]*?)<\/title>/)?.[1]).not.toContain('<');
    const asset = await server.upload('a.txt', 'a');
    const json = { name: `"><svg onload=alert(1)>.txt`, description: `</p><script>alert(1)</script>` };
    await server.api(`/api/store/asset/${asset.id}`, { method: 'PATCH', json });
    const shown = await textOf((await createShare(server, { asset: asset.id })).url);
    expect(shown).not.toMatch(/<svg onload|<script>/);
  });
});
