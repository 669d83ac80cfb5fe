// What tests of uploading share: files to choose and to drop, what the server has in the end, and servers of their own.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

export interface StoredAsset {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly version: number;
}

export const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Uploads' });

/** Answers the file's path and its hash. */
export async function makeFile(name: string, bytes: Buffer | number): Promise<{ path: string; sha256: string }> {
  const content = typeof bytes === 'number' ? randomBytes(bytes) : bytes;
  const path = test.info().outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return { path, sha256: sha256Of(content) };
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** By the button of the page. */
export async function chooseFiles(page: Page, paths: string | readonly string[], trigger?: Locator): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  if (trigger) await trigger.click();
  else {
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Upload files' }).click();
  }
  await (await choosing).setFiles(typeof paths === 'string' ? paths : [...paths]);
}

interface DroppedFolder {
  readonly [name: string]: string | DroppedFolder;
}

/** As when somebody drags a folder from the desktop onto the page: texts are files, and each folder gives a hundred entries at a time. */
export async function dropFolder(page: Page, name: string, folder: DroppedFolder): Promise<void> {
  await page.evaluate(
    ([rootName, root]) => {
      type Tree = { readonly [name: string]: string | Tree };
      const entryOf = (entryName: string, content: string | Tree): object =>
        typeof content === 'string'
          ? {
              name: entryName,
              isFile: true,
              isDirectory: false,
              file: (done: (file: File) => void) => done(new File([content], entryName, { lastModified: 1_000 })),
            }
          : {
              name: entryName,
              isFile: false,
              isDirectory: true,
              createReader() {
                const rest = Object.entries(content).map(([child, of]) => entryOf(child, of));
                return { readEntries: (done: (some: object[]) => void) => setTimeout(() => done(rest.splice(0, 100))) };
              },
            };
      const item = { kind: 'file', webkitGetAsEntry: () => entryOf(rootName, root), getAsFile: () => null };
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { types: ['Files'], items: [item], files: [] } });
      document.querySelector('main')?.dispatchEvent(event);
    },
    [name, folder] as const,
  );
}

/** `folder`: its id; absent: everything. */
export async function storedAssets(
  request: APIRequestContext,
  query: Record<string, string> = {},
): Promise<StoredAsset[]> {
  const found: StoredAsset[] = [];
  let cursor: string | null = null;
  do {
    const params: Record<string, string> = { limit: '250', hydrate: 'false', ...query };
    if (cursor !== null) params['cursor'] = cursor;
    const response = await request.get('/api/store/asset', { params });
    expect(response.ok()).toBe(true);
    const page: { items: StoredAsset[]; next_cursor: string | null } = await response.json();
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}

export async function storedSha256(request: APIRequestContext, id: string): Promise<string> {
  return sha256Of(await (await request.get(`/api/store/asset/${id}/content`)).body());
}

/** A folder of its own for a test, shown by the page. */
export async function openNewFolder(page: Page, name: string): Promise<string> {
  const origin = new URL(page.url()).origin;
  const made = await page.context().request.post('/api/store/folder', { data: { name }, headers: { origin } });
  const { id }: { id: string } = await made.json();
  await page.goto(`/folder/${id}`);
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeVisible();
  return id;
}
