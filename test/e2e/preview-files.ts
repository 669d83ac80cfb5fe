// What tests of the preview share: files whose pictures are there, and the parts of the preview.
import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { upload } from './library-server.ts';

export const previewOf = (page: Page): Locator => page.locator('dialog[data-preview]');
/** The picture that is shown once it is sharp. */
export const pictureOf = (page: Page): Locator => previewOf(page).locator('img[data-picture]');
export const detailsOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });

type Upload = Parameters<typeof upload>[1];

/** Answers its id once the server has looked at the file. */
export async function uploadLookedAt(request: APIRequestContext, file: Upload): Promise<string> {
  const id = await upload(request, file);
  await expect
    .poll(async () => (await (await request.get(`/api/store/asset/${id}/facts`)).json()).state, { timeout: 60_000 })
    .not.toBe('pending');
  return id;
}

/** A text in place of the file of an asset. */
export async function replaceText(request: APIRequestContext, id: string, name: string, text: string): Promise<void> {
  // The server takes changes by a cookie only from its own pages.
  const url = new URL((await request.get('/')).url());
  const response = await request.put(`/api/store/asset/${id}/content`, {
    headers: { origin: url.origin },
    multipart: { file: { name, mimeType: 'text/plain', buffer: Buffer.from(text) } },
  });
  expect(response.ok()).toBe(true);
}

/** Those of the list of strings that break programs which can be names of files, the nastiest kinds first. */
export async function hostileNames(): Promise<string[]> {
  const text = await readFile(new URL('../fixtures/names/naughty-strings.json', import.meta.url), 'utf8');
  const all: string[] = JSON.parse(text);
  const nasty = all.filter((name) => /<(script|img|svg|iframe)|javascript:|\u202e/i.test(name) && !name.includes('/'));
  return nasty.filter((name) => name.trim() === name && name.length < 120).slice(0, 6);
}

/** Whether anything of a stranger's file has run. */
export const hasRun = (page: Page): Promise<boolean> => page.evaluate(() => 'hacked' in window);
