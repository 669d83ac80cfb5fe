// The library at awkward moments: keys before it is there or right after something else, what others add meanwhile, files that nobody
// has looked at yet; and dragging to where one can not see at first.
import type { Locator } from '@playwright/test';
import { expect } from './fixtures.ts';
import { entry, listOf, makeFolder, selectedNames, test, upload, uploadMany } from './library-server.ts';

test('A key that is pressed while the console is loaded is heard once it is there', async ({ newPage: page }) => {
  const opened = Promise.withResolvers<void>();
  await page.route(/\/assets\/console-[^/]*\.js$/, async (route) => {
    await opened.promise;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/assets\/console-[^/]*\.js$/);
  await page.goto('/', { waitUntil: 'commit' });
  await asked;
  // The page itself asks for it, so that it listens by then.
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('u');
  opened.resolve();
  await choosing;
});

test('The menu opens by its key right after everything was selected, wherever the focus was', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'All at once');
  await uploadMany(context.request, 3, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  await expect(entry(page, 'file-002.txt')).toBeVisible();
  await page.getByRole('button', { name: 'Upload', exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Move …' }).click();
  await expect(page.getByRole('dialog', { name: 'Move 3 items' })).toBeVisible();
});

test('Keys are for the list again right after something was taken back', async ({ signedInPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Taken back');
  await upload(context.request, { name: 'one.txt', folder });
  await page.goto(`/folder/${folder}`);
  await entry(page, 'one.txt').click();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: /^Tags of/ });
  await dialog.getByRole('textbox', { name: 'Add a tag' }).fill('print');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog', { name: 'Move one item' })).toBeVisible();
});

test('What others add is told of, and shown when it is asked for; what is selected stays', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Shared desk');
  await upload(context.request, { name: 'mine.txt', folder });
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'mine.txt').click();
  await upload(context.request, { name: 'another.txt', folder });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const pill = page.getByRole('status').filter({ hasText: 'Something has changed here' });
  await expect(pill).toBeVisible();
  await expect(entry(page, 'another.txt')).toBeHidden();
  await pill.getByRole('button').click();
  await expect(entry(page, 'another.txt')).toBeVisible();
  await expect(pill).toBeHidden();
  expect(await selectedNames(page)).toEqual(['mine.txt']);
});

test('A picture is asked for once somebody has looked at its file, and then comes by itself', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Fresh');
  // As if nobody had looked yet when the list is asked for first.
  let isFirst = true;
  await page.route(/\/api\/console\/assets\?/, async (route) => {
    const response = await route.fetch();
    const page1: { items: object[] } = await response.json();
    if (isFirst) page1.items = page1.items.map((row) => ({ ...row, has_thumbnail: false, is_pending: true }));
    isFirst = false;
    await route.fulfill({ response, json: page1 });
  });
  await upload(context.request, { name: 'gps.jpg', folder, from: 'image/gps.jpg' });
  await expect
    .poll(async () => {
      const answer = await context.request.get('/api/console/assets', { params: { folder } });
      return (await answer.json()).items[0].has_thumbnail;
    })
    .toBe(true);
  await page.goto(`/folder/${folder}`);
  const tile = entry(page, 'gps.jpg');
  await expect(tile).toBeVisible();
  await expect(tile.locator('img[src*="/thumbnail"]')).toBeVisible();
});

/** What is below the pointer hears of it when it moves once more. */
async function dragOver(target: Locator): Promise<void> {
  for (const x of [64, 66]) await target.hover({ position: { x, y: 14 } });
}

test('Entries are dragged onto the tree, which opens where one waits, and onto the way to a folder', async ({
  signedInPage: page,
  context,
}) => {
  const outer = await makeFolder(context.request, 'Hover outer');
  await makeFolder(context.request, 'Hover inner', outer);
  const from = await makeFolder(context.request, 'Tree from', outer);
  await uploadMany(context.request, 2, from);
  await page.goto(`/folder/${from}?sort=name`);
  const tree = page.getByRole('tree');
  const drag = async (name: string, over: () => Promise<void>) => {
    await entry(page, name).click();
    await page.mouse.down();
    await page.mouse.move(700, 500, { steps: 4 });
    await over();
    await page.mouse.up();
  };
  await drag('file-000.txt', async () => {
    await dragOver(tree.getByRole('treeitem', { name: 'Hover outer' }));
    // It opens by itself.
    await dragOver(tree.getByRole('treeitem', { name: 'Hover inner' }));
  });
  await expect(page.getByText('One item moved to Hover inner')).toBeVisible();
  await expect(listOf(page).getByRole('option')).toHaveCount(1);
  const step = page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: 'Hover outer' });
  await drag('file-001.txt', async () => {
    await dragOver(step);
  });
  await expect(page.getByText('One item moved to Hover outer')).toBeVisible();
  await step.click();
  await expect(entry(page, 'file-001.txt')).toBeVisible();
});
