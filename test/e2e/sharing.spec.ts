// Sharing as the one who shares does it: a link with its terms, copying it, and all links that there are.
import type { Page } from '@playwright/test';
import { accessibilityFaults, expect, sidewaysScroll } from './fixtures.ts';
import { entry, makeFolder, upload } from './library-server.ts';
import { share, sharesOf, test } from './sharing-server.ts';

const DAY_MS = 86_400_000;
const item = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** Opens the dialog for a folder of the top level. */
async function openDialog(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await entry(page, name).click();
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: `Share “${name}”` })).toBeVisible();
}

test('A link as it is offered ends after seven days, as the server has it', async ({ newPage: page, maker }) => {
  const folder = await makeFolder(maker, 'Defaults');
  await openDialog(page, 'Defaults');
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(page.getByText('The link is ready.')).toBeVisible();
  const [stored] = await sharesOf(maker, folder);
  await expect(page.getByLabel('Link', { exact: true })).toHaveValue(stored?.url ?? '');
  const days = (new Date(stored?.expires_at ?? 0).getTime() - Date.now()) / DAY_MS;
  expect(days).toBeGreaterThan(6.99);
  expect(days).toBeLessThanOrEqual(7);
  expect(stored).toMatchObject({ has_password: false, max_downloads: null, active: true });
});

test('All terms arrive as they were chosen, and the address alone is copied', async ({
  newPage: page,
  maker,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const folder = await makeFolder(maker, 'Terms');
  await openDialog(page, 'Terms');
  await page.getByRole('combobox', { name: 'Valid for' }).click();
  await page.getByRole('option', { name: 'Until a day …' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(page.getByRole('alert')).toHaveText('Choose a day that has not passed.');
  await page.getByLabel('Last day').fill('2035-03-04');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('short');
  await expect(page.getByText(/Easy to guess/)).toBeVisible();
  await password.fill('three blue herons');
  await expect(page.getByText('Hard to guess.')).toBeVisible();
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByLabel('Downloads at most').fill('3');
  await page.getByText('Recipients and note').click();
  await page.getByLabel('Recipients', { exact: true }).fill('grace@example.org, Alan');
  await page.getByLabel('Note', { exact: true }).fill('For the brochure');
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByRole('button', { name: 'Copy Link' }).click();
  const [stored] = await sharesOf(maker, folder);
  expect(stored).toMatchObject({
    expires_at: '2035-03-04T23:59:59.000Z',
    has_password: true,
    max_downloads: 3,
    recipients: ['grace@example.org', 'Alan'],
    note: 'For the brochure',
  });
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(stored?.url);
});

test('Without a clipboard, as over plain HTTP, links can be copied all the same', async ({ newPage: page, maker }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const folder = await makeFolder(maker, 'Plain');
  const { url } = await share(maker, { folder });
  await page.goto('/shares');
  await page.getByRole('button', { name: 'Copy link to Plain' }).click();
  await expect(page.getByLabel('Link', { exact: true })).toHaveValue(url);
  await page.getByLabel('Link', { exact: true }).focus();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(url);
});

test('A link that never ends is chosen, and editing changes nothing but what was touched', async ({
  newPage: page,
  maker,
}) => {
  const folder = await makeFolder(maker, 'Kept');
  await openDialog(page, 'Kept');
  await page.getByRole('combobox', { name: 'Valid for' }).click();
  await page.getByRole('option', { name: 'Never ends' }).click();
  await expect(page.getByText(/works until you withdraw it/)).toBeVisible();
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(page.getByText('The link is ready.')).toBeVisible();
  expect((await sharesOf(maker, folder))[0]?.expires_at).toBeNull();
  const terms = { expires_at: '2035-03-04T15:06:07.000Z', max_downloads: 9, recipients: ['Alan'], note: 'as it was' };
  const { id, url } = await share(maker, { folder, password: 'herons', ...terms });
  await openDialog(page, 'Kept');
  await page.getByRole('button', { name: 'More for Kept' }).first().click();
  await page.getByRole('menuitem', { name: 'Edit …' }).click();
  await expect(page.getByText('Stays as it is')).toBeVisible();
  await page.getByLabel('Note', { exact: true }).fill('another');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog', { name: 'Share “Kept”' })).toBeVisible();
  const stored = (await sharesOf(maker, folder)).find((one) => one.id === id);
  expect(stored).toMatchObject({ ...terms, note: 'another', has_password: true, url });
  const token = url.split('/').at(-1);
  const access = (password: string) => maker.post('/api/share/get_access', { data: { token, password } });
  expect((await access('herons')).status()).toBe(200);
  await page.getByRole('button', { name: 'More for Kept' }).first().click();
  await page.getByRole('menuitem', { name: 'Edit …' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog', { name: 'Share “Kept”' })).toBeVisible();
  expect((await sharesOf(maker, folder)).find((one) => one.id === id)?.has_password).toBe(false);
});

test('A link that is withdrawn stops working at once, and works again when that is undone', async ({
  newPage: page,
  maker,
}) => {
  const folder = await makeFolder(maker, 'Withdrawn');
  const { url } = await share(maker, { folder });
  await page.goto('/shares');
  await item(page, 'Withdrawn').getByRole('button', { name: 'More for Withdrawn' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  await expect(page.getByText('The link was withdrawn.')).toBeVisible();
  expect((await maker.get(url)).status()).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The link works again.')).toBeVisible();
  expect((await maker.get(url)).status()).toBe(200);
});

test('All shares are listed with their state, which also filters them, in the address', async ({
  newPage: page,
  maker,
}) => {
  const ended = await makeFolder(maker, 'Over since long');
  const spent = await makeFolder(maker, 'Spent');
  await share(maker, { folder: ended, expires_at: '2020-01-01' });
  await upload(maker, { name: 'one.txt', folder: spent });
  const { url } = await share(maker, { folder: spent, max_downloads: 1 });
  expect((await maker.get(`${url}/download`)).status()).toBe(200);
  await page.goto('/shares');
  await expect(item(page, 'Over since long')).toContainText('Expired');
  await expect(item(page, 'Spent')).toContainText('1 of 1 downloads');
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Used up' }).click();
  await expect(page).toHaveURL(/\/shares\?state=used-up$/);
  await expect(item(page, 'Over since long')).toHaveCount(0);
  await expect(item(page, 'Spent')).toBeVisible();
  await page.reload();
  await expect(item(page, 'Spent')).toBeVisible();
  await expect(item(page, 'Over since long')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The list and the dialogs of sharing are accessible, also on a small phone (${colorScheme})`, async ({
    newPage: page,
    maker,
  }) => {
    await page.emulateMedia({ colorScheme });
    const name = `Shared access ${colorScheme}`;
    const folder = await makeFolder(maker, name);
    await share(maker, { folder, password: 'herons', max_downloads: 2, note: 'N'.repeat(200) });
    await page.setViewportSize({ width: 320, height: 568 });
    await page.goto('/shares');
    await expect(item(page, name)).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await expect.poll(() => sidewaysScroll(page)).toBe(0);
    await item(page, name)
      .getByRole('button', { name: `More for ${name}` })
      .click();
    await page.getByRole('menuitem', { name: 'Edit …' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await openDialog(page, name);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.getByText('The link is ready.')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}
