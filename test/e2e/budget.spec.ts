// What the first load costs: bytes as they come over the wire, compressed.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

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

test('The first load of the library takes at most 200 KB', async ({ newPage: page }) => {
  const loaded = follow(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Drop files anywhere to begin' })).toBeVisible();
  expect(await loaded.sum(/./)).toBeGreaterThan(50 * KB);
  expect(await loaded.sum(/./)).toBeLessThanOrEqual(200 * KB);
});
