// Finding one's way in the library, selecting, and the keys.
import { accessibilityFaults, expect, sidewaysScroll } from './fixtures.ts';
import { entry, listOf, makeFolder, selectedNames, test, upload, uploadMany } from './library-server.ts';

test('Folders come first and open by Enter; the way back is a link, a key and the browser', async ({
  signedInPage: page,
  context,
}) => {
  const press = await makeFolder(context.request, 'Press');
  await makeFolder(context.request, 'Spring', press);
  await upload(context.request, { name: 'photo.jpg', from: 'image/gps.jpg', folder: press });
  await upload(context.request, { name: 'annual.pdf', from: 'pdf/various.pdf', folder: press });
  await page.goto(`/folder/${press}`);
  await expect(page.getByRole('heading', { name: 'Press' })).toBeVisible();
  await expect(listOf(page).getByRole('option')).toHaveCount(3);
  await expect(listOf(page).getByRole('option').first()).toHaveAccessibleName(/^Spring, Folder/);
  await expect(entry(page, 'annual.pdf')).toHaveAttribute('aria-setsize', '3');
  await entry(page, 'Spring').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Spring' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('heading', { name: 'Press' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Spring' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: 'Press' }).click();
  await expect(entry(page, 'photo.jpg').locator('img').last()).toHaveJSProperty('complete', true);
});

test('Keys move, extend, select all and none, and find by name', async ({ signedInPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Many');
  await uploadMany(context.request, 260, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'file-000.txt').click();
  await expect(entry(page, 'file-000.txt')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(entry(page, 'file-001.txt')).toBeFocused();
  expect(await selectedNames(page)).toEqual(['file-001.txt']);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: '3 selected' })).toBeAttached();
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+Space');
  await expect(page.getByRole('status').filter({ hasText: '4 selected' })).toBeAttached();
  expect(await selectedNames(page)).toEqual(['file-001.txt', 'file-002.txt', 'file-003.txt', 'file-005.txt']);
  await page.keyboard.press('End');
  await expect(entry(page, 'file-259.txt')).toBeFocused();
  await expect(entry(page, 'file-259.txt')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(entry(page, 'file-000.txt')).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(entry(page, 'file-000.txt')).not.toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('status').filter({ hasText: '260 selected' })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing selected' })).toBeAttached();
  await page.keyboard.type('file-24');
  await expect(entry(page, 'file-240.txt')).toBeFocused();
});

test('A range reaches over pages that were never loaded, survives another view, and takes one thing out of all', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Range');
  await uploadMany(context.request, 260, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  await entry(page, 'file-001.txt').click();
  await page.keyboard.press('Control+End');
  await entry(page, 'file-258.txt').click({ modifiers: ['Shift'] });
  await expect(page.getByRole('status').filter({ hasText: '258 selected' })).toBeAttached();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.locator('[data-view="list"]')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '258 selected' })).toBeAttached();
  await entry(page, 'file-250.txt').click({ modifiers: ['Control'] });
  await expect(page.getByRole('status').filter({ hasText: '257 selected' })).toBeAttached();
  await page.keyboard.press('Delete');
  await expect(page.getByText('257 items moved to the trash')).toBeVisible();
  await expect(listOf(page).getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('257 items put back as before')).toBeVisible();
  await expect(page.getByText('260 assets')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.locator('[data-view="grid"]')).toBeVisible();
});

test('Dragging over empty space frames entries, and a click beside them selects none', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Frame');
  await uploadMany(context.request, 3, folder);
  await page.goto(`/folder/${folder}?sort=name`);
  const [first, second] = [
    await entry(page, 'file-000.txt').boundingBox(),
    await entry(page, 'file-001.txt').boundingBox(),
  ];
  if (first === null || second === null) throw new Error('the entries are not there');
  await page.mouse.move(second.x + 20, second.y + second.height + 60);
  await page.mouse.down();
  await page.mouse.move(second.x - 30, second.y + 80, { steps: 5 });
  await page.mouse.move(first.x + 30, second.y + 60, { steps: 5 });
  await page.mouse.up();
  expect(await selectedNames(page)).toEqual(['file-000.txt', 'file-001.txt']);
  await page.mouse.click(second.x, second.y + second.height + 100);
  expect(await selectedNames(page)).toEqual([]);
});

test('Back leads to where one was, with the same entry in focus', async ({ signedInPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Long');
  await makeFolder(context.request, 'Z', folder);
  await uploadMany(context.request, 120, folder);
  await page.goto(`/folder/${folder}?sort=name&order=desc`);
  await listOf(page).getByRole('option').first().click();
  await page.keyboard.press('End');
  await expect(entry(page, 'file-000.txt')).toBeInViewport();
  await expect.poll(() => page.evaluate(() => JSON.stringify(history.state))).toContain('120');
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByRole('heading', { name: 'Trash', exact: true })).toBeVisible();
  await page.goBack();
  await expect(entry(page, 'file-000.txt')).toBeInViewport();
  await expect(entry(page, 'file-000.txt')).toHaveAttribute('tabindex', '0');
  await page.reload();
  await expect(entry(page, 'file-000.txt')).toBeInViewport();
});

test('The tree opens by its keys, and leads to folders', async ({ signedInPage: page, context }) => {
  const outer = await makeFolder(context.request, 'Tree outer');
  await makeFolder(context.request, 'Tree inner', outer);
  await page.reload();
  const tree = page.getByRole('tree', { name: 'Folders' });
  await tree.getByRole('treeitem', { name: 'Tree outer' }).focus();
  await expect(tree.getByRole('treeitem', { name: 'Tree outer' })).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: 'Tree inner' })).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: 'Tree inner' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Tree inner' })).toBeVisible();
  await tree.getByRole('treeitem', { name: 'Tree inner' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: 'Tree inner' })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The library is accessible, with its menu and dialogs open (${colorScheme})`, async ({
    signedInPage: page,
    context,
  }) => {
    await page.emulateMedia({ colorScheme });
    const folder = await makeFolder(context.request, `Access ${colorScheme}`);
    await makeFolder(context.request, 'Inner', folder);
    await upload(context.request, { name: 'photo.jpg', from: 'image/gps.jpg', folder, tags: ['sea'] });
    await upload(context.request, { name: 'annual.pdf', from: 'pdf/various.pdf', folder });
    await page.goto(`/folder/${folder}?kind=image,pdf`);
    await entry(page, 'photo.jpg').click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'List' }).click();
    await expect(page.locator('[data-view="list"]')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await entry(page, 'photo.jpg').focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(entry(page, 'photo.jpg')).toBeFocused();
    for (const [key, name] of [
      ['t', /^Tags of/],
      ['m', /^Move one/],
      ['Shift+Delete', /for good\?$/],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await page.waitForFunction(() => document.getAnimations().length === 0);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.setViewportSize({ width: 320, height: 568 });
    await expect.poll(() => sidewaysScroll(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}
