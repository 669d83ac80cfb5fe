// Uploading as a user does it: files, folders, names that are taken, and what goes wrong.
import { accessibilityFaults, expect, sidewaysScroll, test } from './fixtures.ts';
import { chooseFiles, dropFolder, makeFile, openNewFolder, panelOf, storedAssets, storedSha256 } from './uploading.ts';

test('Files that are chosen arrive as they are, in the folder that is shown', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await openNewFolder(page, 'Chosen');
  const files = await Promise.all([
    makeFile('sea.bin', 300_000),
    makeFile('ütf „8“.bin', 5_000_000),
    makeFile('empty.txt', 0),
  ]);
  await chooseFiles(
    page,
    files.map(({ path }) => path),
  );
  await expect(panelOf(page)).toContainText('3 files uploaded');
  await expect(panelOf(page).getByRole('progressbar')).toHaveCount(0);
  const stored = await storedAssets(context.request, { folder });
  expect(stored.map(({ name }) => name).sort()).toEqual(['empty.txt', 'sea.bin', 'ütf „8“.bin']);
  const hashes = await Promise.all(stored.map(({ id }) => storedSha256(context.request, id)));
  expect(new Set(hashes)).toEqual(new Set(files.map(({ sha256 }) => sha256)));
});

test('The keys lead to the choice of files and of folders', async ({ signedInPage: page }) => {
  await openNewFolder(page, 'Keys');
  for (const keys of ['u', 'Shift+U']) {
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press(keys);
    expect((await choosing).isMultiple()).toBe(true);
  }
});

test('A folder that is dropped arrives with all its folders, the empty ones too', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await openNewFolder(page, 'Dropped');
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}.txt`, `text ${index}`]));
  await dropFolder(page, 'Trip', { ...many, Nothing: {}, Deep: { Deeper: { 'last.txt': 'the last one' } } });
  await expect(panelOf(page)).toContainText('252 files uploaded');
  const folders: { items: { id: string; name: string; parent: string | null; asset_count: number }[] } = await (
    await context.request.get('/api/store/folder', { params: { hydrate: 'false', limit: '250' } })
  ).json();
  const inside = (parent: string) => folders.items.filter((one) => one.parent === parent);
  const [trip, ...others] = inside(folder);
  expect(others).toEqual([]);
  expect(trip).toMatchObject({ name: 'Trip', asset_count: 250 });
  const [deep, nothing] = inside(trip?.id ?? '').sort((a, b) => a.name.localeCompare(b.name));
  expect(nothing).toMatchObject({ name: 'Nothing', asset_count: 0 });
  expect(inside(deep?.id ?? '')).toMatchObject([{ name: 'Deeper', asset_count: 1 }]);
});

test('Of names that are taken, each file is skipped, kept beside or made a new version, as is chosen', async ({
  signedInPage: page,
  context,
}) => {
  await openNewFolder(page, 'Taken');
  await dropFolder(page, 'Here', { 'a.txt': 'old a', 'b.txt': 'old b', 'c.txt': 'old c' });
  await expect(panelOf(page)).toContainText('3 files uploaded');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await dropFolder(page, 'Here', { 'A.txt': 'new a', 'b.txt': 'new b', 'c.txt': 'new c', 'd.txt': 'new d' });
  const panel = panelOf(page);
  await expect(panel).toContainText('3 names are taken');
  // The one whose name is free is not held up.
  await expect(panel.getByRole('listitem').filter({ hasText: 'd.txt' })).toContainText('Uploaded');
  await panel.getByRole('button', { name: 'Skip: A.txt' }).click();
  await panel.getByRole('button', { name: 'Keep both: b.txt' }).click();
  await panel.getByRole('button', { name: 'Replace: c.txt' }).click();
  await expect(panel).toContainText('3 files uploaded');
  const stored = await storedAssets(context.request, { search: 'txt', folder__isnull: 'false' });
  const byName = new Map(stored.map((one) => [one.name, one]));
  expect([...byName.keys()].filter((name) => /^[A-Da-d]( \(2\))?\.txt$/.test(name)).sort()).toEqual([
    'a.txt',
    'b (2).txt',
    'b.txt',
    'c.txt',
    'd.txt',
  ]);
  expect(byName.get('c.txt')?.version).toBe(2);
  expect(byName.get('b.txt')?.version).toBe(1);
  const content = async (name: string) =>
    (await context.request.get(`/api/store/asset/${byName.get(name)?.id}/content`)).text();
  expect(await Promise.all(['a.txt', 'b.txt', 'b (2).txt', 'c.txt'].map(content))).toEqual([
    'old a',
    'old b',
    'new b',
    'new c',
  ]);
});

test('One choice does for all names that are taken', async ({ signedInPage: page, context }) => {
  await openNewFolder(page, 'All of them');
  const texts = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`all-${index}.txt`, `one ${index}`]));
  await dropFolder(page, 'Same', texts);
  await expect(panelOf(page)).toContainText('20 files uploaded');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await dropFolder(page, 'Same', texts);
  await expect(panelOf(page)).toContainText('20 names are taken');
  await panelOf(page).getByRole('button', { name: 'Keep both', exact: true }).click();
  await expect(panelOf(page)).toContainText('20 files uploaded');
  await expect(panelOf(page)).toContainText('Same content as');
  expect((await storedAssets(context.request, { search: 'all' })).length).toBe(40);
});

test('Files that are dragged over the page show where they would go, things of the page do not', async ({
  signedInPage: page,
}) => {
  const drag = (types: readonly string[]) =>
    page.evaluate((all) => {
      const event = new Event('dragover', { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { types: all, dropEffect: 'none' } });
      document.querySelector('main')?.dispatchEvent(event);
    }, types);
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeVisible();
  await drag(['text/plain', 'Files', 'application/x-vitrine-items']);
  await expect(page.getByText('Drop to upload to the library')).toBeHidden();
  await drag(['Files']);
  await expect(page.getByText('Drop to upload to the library')).toBeVisible();
  await expect(page.getByText('Drop to upload to the library')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The panel is accessible and fits a small phone (${colorScheme})`, async ({ signedInPage: page }) => {
    await page.emulateMedia({ colorScheme });
    await openNewFolder(page, `Panel ${colorScheme}`);
    await dropFolder(page, 'Some', { 'one.txt': `1 ${colorScheme}`, 'two.txt': `2 ${colorScheme}` });
    await expect(panelOf(page)).toContainText('2 files uploaded');
    await dropFolder(page, 'Some', { 'one.txt': '1', 'three.txt': '3' });
    await expect(panelOf(page)).toContainText('One name is taken');
    expect(await accessibilityFaults(page)).toEqual([]);
    await panelOf(page).getByRole('button', { name: 'More' }).click();
    await expect(page.getByRole('menuitem', { name: 'Cancel all' })).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 320, height: 568 });
    await expect.poll(() => sidewaysScroll(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await panelOf(page).getByRole('button', { name: 'Skip', exact: true }).click();
    await expect(panelOf(page)).toContainText('3 files uploaded');
  });
}
