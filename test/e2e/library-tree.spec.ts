// What is done at the side of the library: to folders in the tree, by dropping on the ways to pages, and with searches that are kept.
import type { Locator, Page } from '@playwright/test';
import { accessibilityFaults, expect } from './fixtures.ts';
import { entry, listOf, makeFolder, test, uploadMany } from './library-server.ts';

const node = (page: Page, name: string): Locator => page.getByRole('tree').getByRole('treeitem', { name });

test('A folder gets another name in the tree by F2 and by its menu, which is taken back by Mod+Z, and goes to the trash', async ({
  signedInPage: page,
  context,
}) => {
  const outer = await makeFolder(context.request, 'Side folder');
  await makeFolder(context.request, 'Side inner', outer);
  await page.goto(`/folder/${outer}`);
  await node(page, 'Side folder').focus();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'New name' });
  await expect(field).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.type('Side renamed');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Side renamed')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Side renamed', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Side folder', level: 1 })).toBeVisible();

  await node(page, 'Side folder').click({ button: 'right' });
  await expect(page.getByRole('menu', { name: 'Actions' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();

  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(node(page, 'Side folder')).toBeHidden();
});

test('What is dropped on the way to the library comes to its top level, and on the way to the trash into that', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Dropped from');
  await uploadMany(context.request, 2, folder);
  await page.goto(`/folder/${folder}`);
  const way = (name: string): Locator =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
  await entry(page, 'file-000.txt').dragTo(way('Library'));
  await expect(page.getByText('One item moved to Library')).toBeVisible();
  await entry(page, 'file-001.txt').dragTo(way('Trash'));
  await expect(page.getByText('One item moved to the trash')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
});

test('A search is kept with its filters, found again at the side after a reload, and forgotten', async ({
  signedInPage: page,
  context,
}) => {
  await uploadMany(context.request, 1, await makeFolder(context.request, 'Searched in'));
  await page.goto('/search?q=file&kind=document');
  await page.getByRole('button', { name: 'Keep this search' }).click();
  const kept = page.getByRole('list', { name: 'Saved searches' }).getByRole('link', { name: 'file, Document' });
  await expect(kept).toBeVisible();
  await page.goto('/');
  expect(await accessibilityFaults(page)).toEqual([]);
  await kept.click();
  await expect(page).toHaveURL(/\/search\?kind=document&q=file$/);
  await expect(listOf(page).getByRole('option').first()).toBeVisible();
  await page.getByRole('button', { name: 'Keep this search', pressed: true }).click();
  await expect(kept).toBeHidden();
});
