// What the first load costs: bytes as they come over the wire, compressed.
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { entry, makeFolder, test, upload, uploadMany } from './library-server.ts';

const KB = 1_024;

/** Follows what is loaded from now on; by the end of the path. */
function follow(page: Page): { sum(ends: RegExp): Promise<number> } {
  const sizes: Promise<readonly [string, number]>[] = [];
  page.on('requestfinished', (request) => {
    const path = new URL(request.url()).pathname;
    sizes.push(request.sizes().then(({ responseBodySize }) => [path, responseBodySize] as const));
  });
  return {
    async sum(ends) {
      const all = await Promise.all(sizes);
      return all.filter(([path]) => ends.test(path)).reduce((total, [, size]) => total + size, 0);
    },
  };
}

test('The page to sign in takes at most 85 KB of scripts and 12 KB of styles', async ({ page }) => {
  const loaded = follow(page);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await loaded.sum(/\.js$/)).toBeGreaterThan(20 * KB);
  expect(await loaded.sum(/\.js$/)).toBeLessThanOrEqual(85 * KB);
  expect(await loaded.sum(/\.css$/)).toBeLessThanOrEqual(12 * KB);
});

const PICTURE = /\/thumbnail$/;

/** Of everything from now on until the first picture has come as a whole: path and bytes, heads included. */
async function followUntilPicture(page: Page): Promise<Map<string, number>> {
  const cdp = await page.context().newCDPSession(page);
  const paths = new Map<string, string>();
  const loaded = new Map<string, number>();
  let isOver = false;
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) paths.set(requestId, new URL(request.url).pathname);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId);
    if (path === undefined || isOver) return;
    isOver = PICTURE.test(path);
    loaded.set(path, (loaded.get(path) ?? 0) + encodedDataLength);
  });
  return loaded;
}

test('The first load of a library with pictures, files and folders takes less than 200 kB up to its first picture', async ({
  newPage: page,
  browser,
  baseURL,
}) => {
  const folder = await makeFolder(page.request, 'Budget');
  await uploadMany(page.request, 40, folder);
  await upload(page.request, { name: 'budget.jpg', from: 'image/gps.jpg' });
  await page.goto('/everything?q=budget.jpg');
  await expect(entry(page, 'budget.jpg').locator('img[src*="/thumbnail"]')).toBeVisible();

  // With a cache of its own, in which there is nothing.
  await using context = await browser.newContext({ storageState: await page.context().storageState() });
  const fresh = await context.newPage();
  // However slow the machine is: what is loaded once there is time does not come before the picture here.
  await fresh.addInitScript(() => {
    const { setTimeout: start } = window;
    Object.assign(window, { setTimeout: (run: () => void, ms = 0) => (ms < 1_000 ? start(run, ms) : 0) });
  });
  const loaded = await followUntilPicture(fresh);
  await fresh.goto(`${baseURL}/everything`);
  await expect.poll(() => [...loaded.keys()].some((path) => PICTURE.test(path))).toBe(true);
  const sum = [...loaded.values()].reduce((total, bytes) => total + bytes, 0);
  expect(sum).toBeGreaterThan(50_000);
  expect(sum, JSON.stringify([...loaded])).toBeLessThan(200_000);
});
