// What tests of the library begin with: a server of their own, with folders, real files and many small ones.
import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { test as base, type ConsoleServer, expect, startConsoleWithAccount } from './fixtures.ts';

export const test = base.extend<object, { readonly server: ConsoleServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
    async ({}, use) => {
      await using server = await startConsoleWithAccount();
      await use(server);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export const listOf = (page: Page): Locator => page.getByRole('listbox');
export const entry = (page: Page, name: string): Locator => listOf(page).getByRole('option', { name: `${name},` });
export const selectedNames = async (page: Page): Promise<string[]> =>
  (await listOf(page).locator('[aria-selected="true"]').all()).reduce<Promise<string[]>>(
    async (names, one) => [...(await names), ((await one.getAttribute('aria-label')) ?? '').split(',')[0] ?? ''],
    Promise.resolve([]),
  );

export async function makeFolder(
  request: APIRequestContext,
  name: string,
  parent: string | null = null,
): Promise<string> {
  const response = await request.post('/api/store/folder', { data: { name, parent }, headers: await origin(request) });
  expect(response.ok()).toBe(true);
  const { id }: { id: string } = await response.json();
  return id;
}

/** Answers its id. */
export async function upload(
  request: APIRequestContext,
  {
    name,
    folder = null,
    tags = [],
    from,
    text = name,
  }: {
    readonly name: string;
    readonly folder?: string | null;
    readonly tags?: readonly string[];
    /** A file of test/fixtures; absent: a text. */
    readonly from?: string;
    readonly text?: string;
  },
): Promise<string> {
  const buffer =
    from === undefined ? Buffer.from(text) : await readFile(new URL(`../fixtures/${from}`, import.meta.url));
  const response = await request.post('/api/store/asset/upload', {
    headers: await origin(request),
    multipart: { tags: JSON.stringify(tags), file: { name, mimeType: 'application/octet-stream', buffer } },
  });
  expect(response.ok()).toBe(true);
  const { id }: { id: string } = await response.json();
  if (folder !== null) {
    const moved = await request.patch(`/api/store/asset/${id}`, { data: { folder }, headers: await origin(request) });
    expect(moved.ok()).toBe(true);
  }
  return id;
}

/** `file-000.txt` and so on. */
export async function uploadMany(request: APIRequestContext, count: number, folder: string): Promise<void> {
  for (let start = 0; start < count; start += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, count - start) }, (_none, offset) =>
        upload(request, { name: `file-${String(start + offset).padStart(3, '0')}.txt`, folder }),
      ),
    );
}

/** A cookie counts for a change only with the origin of the server. */
async function origin(request: APIRequestContext): Promise<{ origin: string }> {
  const { url } = await request.get('/favicon.ico').then((response) => ({ url: response.url() }));
  return { origin: new URL(url).origin };
}
