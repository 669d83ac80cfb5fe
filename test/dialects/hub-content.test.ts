// The bytes: downloads, zips of folders and of several at once, small pictures.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, type HubAsset, makeFolder, refusal, startQuietServer, statusOf, upload } from '../support/hub.ts';
import { plain } from '../support/images.ts';
import type { TestServer } from '../support/server.ts';
import { readZip } from '../support/zip.ts';

let server: TestServer;
let folder: HubAsset;
let file: HubAsset;
beforeAll(async () => {
  server = await startQuietServer();
  folder = await makeFolder(server, 'Größe');
  file = await upload(server, 'naïve.txt', '0123456789', folder._id);
  await upload(server, 'deep.txt', 'deep', (await makeFolder(server, 'inner', folder._id))._id);
  await makeFolder(server, 'empty', folder._id);
});
afterAll(() => server[Symbol.asyncDispose]());

const fetched = (address: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  server.api(`/api/assets/${address}`, { headers, method });
const path = (text: string) => `path=${encodeURIComponent(text)}`;
const zipOf = async (response: Response): Promise<Record<string, string>> => {
  expect(response.status).toBe(200);
  return Object.fromEntries(await readZip(await response.arrayBuffer()));
};

describe('a download', () => {
  it('is the file, by id, name or path, with its name and its tag', async () => {
    for (const address of [
      `${file._id}/download`,
      `${encodeURIComponent('NAÏVE.txt')}/download`,
      `browse/download?${path('/größe/naïve.txt')}`,
    ]) {
      const response = await fetched(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="na_ve.txt"; filename*=UTF-8''na%C3%AFve.txt`,
      );
      expect(response.headers.get('content-type')).toContain('text/plain');
      expect(await response.text()).toBe('0123456789');
      const etag = response.headers.get('etag') ?? '';
      expect((await fetched(address, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it('goes on where it was interrupted, and tells its length by HEAD', async () => {
    const part = await fetched(`${file._id}/download`, { range: 'bytes=4-6' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-6/10', '456']);
    const beyond = await fetched(`${file._id}/download`, { range: 'bytes=10-' });
    expect(beyond.headers.get('content-range')).toBe('bytes */10');
    expect(await refusal(beyond)).toEqual([416, 'The file has no such range.']);
    const head = await fetched(`${file._id}/download`, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
  });

  it('of a folder is a zip of all below it', async () => {
    const response = await fetched(`browse/download?${path('Größe')}`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''Gr%C3%B6%C3%9Fe.zip`);
    expect(await zipOf(response)).toMatchObject({ 'naïve.txt': '0123456789', 'inner/deep.txt': 'deep' });
  });

  it('is counted once', async () => {
    const counted = await upload(server, 'counted.txt');
    await (await fetched(`${counted._id}/download`)).text();
    await (await fetched(`${counted._id}/download`, {}, 'HEAD')).text();
    const stored = await server.json<{ download_count: number }>(`/api/store/asset/${counted._id}`);
    expect(stored.download_count).toBe(1);
    expect((await get(server, counted._id)).log).toHaveLength(1);
  });
});

describe('a batch download', () => {
  it('is one zip of files and folders, by ids and names, each once', async () => {
    const other = await upload(server, 'other.txt', 'other');
    for (const json of [{ ids: [other._id, folder._id, 'OTHER.txt'] }, [other._id, 'größe']]) {
      const response = await server.api('/api/assets/batch/download', { method: 'POST', json });
      expect(response.headers.get('content-type')).toBe('application/zip');
      expect(response.headers.get('content-disposition')).toContain('assets.zip');
      const entries = await zipOf(response);
      const files = Object.fromEntries(Object.entries(entries).filter(([name]) => !name.endsWith('/')));
      expect(files).toEqual({ 'other.txt': 'other', 'Größe/naïve.txt': '0123456789', 'Größe/inner/deep.txt': 'deep' });
    }
  });

  it('tells equal names apart, and is refused for what is no file or folder', async () => {
    const again = await upload(server, 'naïve.txt', 'another');
    const response = await server.api('/api/assets/batch/download', {
      method: 'POST',
      json: { ids: [file._id, again._id] },
    });
    expect(await zipOf(response)).toEqual({ 'naïve.txt': '0123456789', 'naïve (2).txt': 'another' });
    for (const id of ['root', 'trash'])
      expect(await statusOf(server, 'batch/download', { method: 'POST', json: { ids: [id] } })).toBe(400);
  });

  it('is refused beyond the limit of files', async () => {
    await using small = await startQuietServer({ VITRINE_MAX_ARCHIVE_ENTRIES: '2' });
    const home = await makeFolder(small, 'f');
    for (const name of ['a', 'b', 'c']) await upload(small, name, name, home._id);
    expect(await statusOf(small, 'f/download')).toBe(413);
    expect(await statusOf(small, 'batch/download', { method: 'POST', json: { ids: ['f'] } })).toBe(413);
  });
});

describe('a thumbnail', () => {
  const sizeOf = async (response: Response): Promise<string> => {
    if (!response.ok) return String(response.status);
    const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    return `${width}x${height}`;
  };

  it('fits into the square that was asked for, of any size, and is never enlarged', async () => {
    const wide = await upload(server, 'wide.jpg', await plain(2_000, 1_000).jpeg().toBuffer());
    const small = await upload(server, 'small.png', await plain(400, 300).png().toBuffer());
    for (const [size, ofWide, ofSmall] of [
      ['', '320x160', '320x240'],
      ['?size=16', '16x8', '16x12'],
      ['?size=200', '200x100', '200x150'],
      ['?size=333', '333x167', '333x250'],
      ['?size=500', '500x250', '400x300'],
      ['?size=701', '701x351', '400x300'],
      ['?size=800', '800x400', '400x300'],
      ['?size=1024', '1024x512', '400x300'],
    ] as const) {
      expect([size, await sizeOf(await fetched(`${wide._id}/thumbnail${size}`))]).toEqual([size, ofWide]);
      expect([size, await sizeOf(await fetched(`${small._id}/thumbnail${size}`))]).toEqual([size, ofSmall]);
    }
  });

  it('is there by both spellings of its path, may be kept, and has a tag', async () => {
    await upload(server, 'seen.png', await plain(600, 600).png().toBuffer());
    for (const address of [
      'seen.png/thumbnail?',
      'browse/thubnail?path=/seen.png&',
      'browse/thumbnail?path=/seen.png&',
    ]) {
      for (const size of ['', 'size=77']) {
        const response = await fetched(address + size);
        expect(await sizeOf(response.clone())).toBe(size === '' ? '320x320' : '77x77');
        expect(response.headers.get('content-type')).toBe('image/webp');
        expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="seen\./);
        expect(response.headers.get('cache-control')).toBe('private, max-age=60, must-revalidate');
        const etag = response.headers.get('etag') ?? '';
        expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
        expect((await fetched(address + size, { 'if-none-match': etag })).status).toBe(304);
        expect((await fetched(address + size, {}, 'HEAD')).status).toBe(200);
      }
    }
  });

  it('shows films, pages and covers as well', async () => {
    for (const name of ['av/clip.mp4', 'pdf/various.pdf', 'office/slides.pptx', 'av/sound.wav']) {
      const bytes = await readFile(new URL(`../fixtures/${name}`, import.meta.url));
      const asset = await upload(server, name.replace(/.*\//, ''), bytes);
      for (const size of [320, 123]) {
        const shown = await sizeOf(await fetched(`${asset._id}/thumbnail?size=${size}`));
        const sides = shown.split('x').map(Number);
        expect([name, shown, Math.max(...sides) <= size]).toEqual([name, expect.stringMatching(/^\d+x\d+$/), true]);
      }
    }
  });

  it('is a 404 of what has no picture, and a 400 in any other size', async () => {
    const none = await upload(server, 'none.bin', new Uint8Array([0, 1, 2, 3, 255]));
    for (const address of [none._id, folder._id, 'root', 'nothing']) {
      expect(await statusOf(server, `${address}/thumbnail`)).toBe(404);
      expect(await statusOf(server, `${address}/thumbnail?size=99`)).toBe(404);
    }
    for (const size of ['15', '1025', '0', '-1', '1e3x', 'big', '99.5', ''])
      expect([size, await statusOf(server, `${none._id}/thumbnail?size=${size}`)]).toEqual([size, 400]);
  });
});
