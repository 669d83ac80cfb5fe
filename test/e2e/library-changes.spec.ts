// Changing what is selected: names, places, tags, the trash; and finding it again.
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { entry, listOf, makeFolder, selectedNames, test, upload, uploadMany } from './library-server.ts';

const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

test('F2 writes another name, with the part before the extension selected; Ctrl+Z takes it back', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Names');
  await upload(context.request, { name: 'draft.final.txt', folder });
  await page.goto(`/folder/${folder}`);
  await entry(page, 'draft.final.txt').click();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'New name' });
  await expect(field).toBeFocused();
  expect(await field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd])).toEqual([
    0, 11,
  ]);
  await page.keyboard.type('report');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'report.txt')).toBeFocused();
  await page.reload();
  await entry(page, 'report.txt').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('other');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'other.txt')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(entry(page, 'report.txt')).toBeVisible();
  await entry(page, 'report.txt').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Escape');
  await expect(entry(page, 'report.txt')).toBeFocused();
});

test('N makes a folder, into which entries are dragged, and out of which they come by cut and paste', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Places');
  await uploadMany(context.request, 3, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'file-000.txt').click();
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'New folder' }).getByLabel('Name').fill('Inside');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Inside')).toBeVisible();
  await entry(page, 'file-000.txt').click();
  await entry(page, 'file-001.txt').click({ modifiers: ['Control'] });
  await entry(page, 'file-001.txt').dragTo(entry(page, 'Inside'));
  await expect(page.getByText('2 items moved to Inside')).toBeVisible();
  await expect(listOf(page).getByRole('option')).toHaveCount(2);
  await entry(page, 'Inside').dblclick();
  await expect(page.getByRole('heading', { name: 'Inside', level: 1 })).toBeVisible();
  await entry(page, 'file-000.txt').click();
  await page.keyboard.press('Control+x');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('heading', { name: 'Places', level: 1 })).toBeVisible();
  await expect(entry(page, 'file-002.txt')).toBeVisible();
  await page.keyboard.press('Control+v');
  await expect(entry(page, 'file-000.txt')).toBeVisible();
});

test('M moves by a dialog with a tree, a search and new folders', async ({ signedInPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Dialog from');
  await makeFolder(context.request, 'Dialog target');
  await uploadMany(context.request, 2, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'file-000.txt').click();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Move one item' });
  await expect(dialog.getByRole('button', { name: 'Move here' })).toBeDisabled();
  await dialog.getByLabel('Find a folder').fill('dialog t');
  await dialog.getByRole('button', { name: 'Dialog target' }).click();
  await dialog.getByRole('button', { name: 'Move here' }).click();
  await expect(page.getByText('One item moved to Dialog target')).toBeVisible();
  await expect(listOf(page).getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(listOf(page).getByRole('option')).toHaveCount(2);
  await entry(page, 'file-001.txt').click();
  await page.keyboard.press('m');
  const other = page.getByRole('dialog', { name: 'Move one item' });
  await other.getByRole('treeitem', { name: 'Dialog target' }).click();
  await other.getByRole('button', { name: 'Move here' }).click();
  await expect(listOf(page).getByRole('option')).toHaveCount(1);
});

test('Tags of many show which of them have one, and are set and taken back for all at once', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Tagged');
  await upload(context.request, { name: 'one.txt', folder, tags: ['coast', 'winter'] });
  await upload(context.request, { name: 'two.txt', folder, tags: ['coast'] });
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'one.txt').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Tags of 2 assets' });
  await expect(dialog.getByRole('checkbox', { name: 'coast' })).toHaveAttribute('aria-checked', 'true');
  await expect(dialog.getByRole('checkbox', { name: 'winter' })).toHaveAttribute('aria-checked', 'mixed');
  await dialog.getByRole('textbox', { name: 'Add a tag' }).fill('print');
  await page.keyboard.press('Enter');
  await dialog.getByRole('checkbox', { name: 'coast' }).click();
  await dialog.getByRole('checkbox', { name: 'winter' }).click();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Tags of 2 items changed')).toBeVisible();
  const tagsOf = async (): Promise<string[][]> => {
    const answer: { items: { tags: string[] }[] } = await (
      await context.request.get(`/api/console/assets?folder=${folder}&sort_by=name&sort_order=asc`)
    ).json();
    return answer.items.map(({ tags }) => tags.toSorted());
  };
  expect(await tagsOf()).toEqual([
    ['print', 'winter'],
    ['print', 'winter'],
  ]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 items put back as before')).toBeVisible();
  expect(await tagsOf()).toEqual([['coast', 'winter'], ['coast']]);
});

test('What is deleted lies in the trash, comes back to where it was, and goes for good only when that is confirmed', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Deleted from');
  await uploadMany(context.request, 3, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'file-000.txt').click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  await expect(page.getByText('2 items moved to the trash')).toBeVisible();
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(entry(page, 'file-000.txt')).toBeVisible();
  await entry(page, 'file-000.txt').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expect(page.getByText('One item restored to /Deleted from')).toBeVisible();
  await expect(entry(page, 'file-000.txt')).toHaveCount(0);
  await entry(page, 'file-001.txt').click();
  await page.keyboard.press('Shift+Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete one item for good?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(entry(page, 'file-001.txt')).toBeVisible();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page
    .getByRole('dialog', { name: /for good\?$/ })
    .getByRole('button', { name: 'Delete for good' })
    .click();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await page.goto(`/folder/${folder}`);
  await expect(listOf(page).getByRole('option')).toHaveCount(2);
});

test('Searching finds as one types, filters are chips, and what was found leads to where it lies', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Lighthouses');
  await upload(context.request, { name: 'lighthouse-north.txt', folder, tags: ['coast'] });
  await upload(context.request, { name: 'lighthouse-map.jpg', from: 'image/gps.jpg', folder });
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('lighthouse');
  await expect(page).toHaveURL(/\/search\?q=lighthouse$/);
  await expect(entry(page, 'lighthouse-north.txt')).toBeVisible();
  await expect(entry(page, 'Lighthouses')).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: 'Image' }).click();
  await expect(page).toHaveURL(/kind=image/);
  await page.keyboard.press('Escape');
  await expect(listOf(page).getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: 'coast' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing matches “lighthouse” with Image, #coast.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove filter: Image' }).click();
  await expect(entry(page, 'lighthouse-north.txt')).toBeVisible();
  await entry(page, 'lighthouse-north.txt').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Open location' }).click();
  await expect(page.getByRole('heading', { name: 'Lighthouses', level: 1 })).toBeVisible();
  await expect(entry(page, 'lighthouse-north.txt')).toBeFocused();
  expect(await selectedNames(page)).toEqual(['lighthouse-north.txt']);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Remove filter: #coast' })).toBeVisible();
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap opens, a finger that rests selects, and one that moves scrolls', async ({
    signedInPage: page,
    context,
  }) => {
    const folder = await makeFolder(context.request, 'Touched');
    await makeFolder(context.request, 'Within', folder);
    await uploadMany(context.request, 30, folder);
    await page.goto(`/folder/${folder}?sort=name`);
    const session = await context.newCDPSession(page);
    const box = await entry(page, 'file-000.txt').boundingBox();
    if (box === null) throw new Error('the entry is not there');
    const point = { x: box.x + 40, y: box.y + 40 };
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await expect(status(page, 'One selected')).toBeAttached();
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await entry(page, 'file-001.txt').tap();
    await expect(status(page, '2 selected')).toBeAttached();
    await page.getByRole('button', { name: 'Select none' }).tap();
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await session.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: [{ x: point.x, y: point.y - 120 }],
    });
    await expect.poll(() => page.locator('[data-view]').evaluate((element) => element.scrollTop)).toBeGreaterThan(20);
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(status(page, 'Nothing selected')).toBeAttached();
    // It goes on for a while after the finger has left.
    let before = -1;
    const rests = async (): Promise<boolean> => {
      const top = await page.locator('[data-view]').evaluate((element) => element.scrollTop);
      const isSame = top === before;
      before = top;
      return isSame;
    };
    await expect.poll(rests).toBe(true);
    await page.locator('[data-view]').evaluate((element) => element.scrollTo(0, 0));
    await entry(page, 'Within').tap();
    await expect(page.getByRole('heading', { name: 'Within', level: 1 })).toBeVisible();
  });
});
