// Uploads that are cut: by leaving the page, by the connection, by the end of the session; and those that the server refuses.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ACCOUNT, expect, startConsoleServer, test } from './fixtures.ts';
import { chooseFiles, makeFile, openNewFolder, panelOf, storedAssets, storedSha256 } from './uploading.ts';

test.use({ expectedFailures: [/\/(files|api)\b/] });

const SLOW_BYTES_PER_SECOND = 1_500_000;

/** `isSlow` false: as fast as it goes. */
async function throttle(page: Page, isSlow: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: isSlow ? SLOW_BYTES_PER_SECOND : -1,
  });
}

const keptNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('uploads')));

/** Until some of the bytes are at the server. */
const untilUnderWay = (page: Page) => expect(panelOf(page)).toContainText(/[1-9][\d.]* MB of/);

test('An upload that is cut by a reload goes on where it was once its file is chosen again', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await openNewFolder(page, 'Cut');
  const film = await makeFile('film.bin', 12_000_000);
  await throttle(page, true);
  await chooseFiles(page, film.path);
  await untilUnderWay(page);
  await page.reload();
  await throttle(page, false);
  const panel = panelOf(page);
  await expect(panel).toContainText('One upload was cut off');
  await expect(panel).toContainText('film.bin');
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  const other = await makeFile('other.bin', 1_000);
  await chooseFiles(page, [film.path, other.path], panel.getByRole('button', { name: 'Choose files' }));
  await expect(panel).toContainText('One file uploaded');
  expect(offsets[0]).toBeGreaterThan(0);
  const stored = await storedAssets(context.request, { folder });
  expect(stored.map(({ name }) => name)).toEqual(['film.bin']);
  expect(await storedSha256(context.request, stored[0]?.id ?? '')).toBe(film.sha256);
  await expect.poll(() => keptNames(page)).toEqual([]);
});

test('What was cut can be discarded, and its names are forgotten at the latest when somebody signs out', async ({
  signedInPage: page,
}) => {
  await openNewFolder(page, 'Discarded');
  const film = await makeFile('secret name.bin', 12_000_000);
  for (const isDiscarded of [true, false]) {
    await throttle(page, true);
    await chooseFiles(page, film.path);
    await untilUnderWay(page);
    await page.reload();
    await throttle(page, false);
    await expect(panelOf(page)).toContainText('secret name.bin');
    expect(await keptNames(page)).toHaveLength(1);
    if (isDiscarded) {
      const deleting = page.waitForRequest((request) => request.method() === 'DELETE');
      await panelOf(page).getByRole('button', { name: 'Discard' }).click();
      expect((await (await deleting).response())?.status()).toBe(204);
      await expect(panelOf(page)).toBeHidden();
    } else {
      await page.getByRole('button', { name: 'Account' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    }
    expect(await keptNames(page)).toEqual([]);
  }
});

test('An upload waits while there is no connection, and goes on with it', async ({ signedInPage: page, context }) => {
  const folder = await openNewFolder(page, 'Offline');
  const film = await makeFile('clip.bin', 12_000_000);
  await throttle(page, true);
  await chooseFiles(page, film.path);
  await untilUnderWay(page);
  await context.setOffline(true);
  await expect(panelOf(page)).toContainText('Waiting for the connection');
  await context.setOffline(false);
  await expect(panelOf(page)).toContainText('One file uploaded');
  const [stored] = await storedAssets(context.request, { folder });
  expect(await storedSha256(context.request, stored?.id ?? '')).toBe(film.sha256);
});

test('Uploads are paused and go on, one by one and all together, and go on while other pages are looked at', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await openNewFolder(page, 'Paused');
  const files = await Promise.all(['p1.bin', 'p2.bin'].map((name) => makeFile(name, 4_000_000)));
  await throttle(page, true);
  await chooseFiles(
    page,
    files.map(({ path }) => path),
  );
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Pause p1.bin' }).click();
  await expect(panel.getByRole('button', { name: 'Go on with p1.bin' })).toBeVisible();
  await panel.getByRole('button', { name: 'Pause all' }).click();
  await expect(panel).toContainText('Paused at 0 of 2');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click();
  await panel.getByRole('button', { name: 'Go on', exact: true }).click();
  await throttle(page, false);
  await expect(panel).toContainText('2 files uploaded');
  const stored = await storedAssets(context.request, { folder });
  const hashes = await Promise.all(stored.map(({ id }) => storedSha256(context.request, id)));
  expect(new Set(hashes)).toEqual(new Set(files.map(({ sha256 }) => sha256)));
});

test('When the session ends in the middle, signing in again is all that uploads need', async ({
  signedInPage: page,
  context,
}) => {
  const folder = await openNewFolder(page, 'Session');
  const files = await Promise.all(Array.from({ length: 6 }, (_, index) => makeFile(`s${index}.bin`, 2_500_000)));
  await throttle(page, true);
  await chooseFiles(
    page,
    files.map(({ path }) => path),
  );
  await untilUnderWay(page);
  await context.clearCookies();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await throttle(page, false);
  await dialog.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(panelOf(page)).toContainText('6 files uploaded');
  expect((await storedAssets(context.request, { folder })).length).toBe(6);
});

test('What the server refuses is said in plain words, and never looks finished', async ({ page }) => {
  await using server = await startConsoleServer({ VITRINE_MAX_RESUMABLE_BYTES: '1000000' });
  await page.goto(server.setupUrl);
  await page.getByLabel('E-mail address').fill(ACCOUNT.email);
  await page.getByLabel('Name', { exact: true }).fill(ACCOUNT.name);
  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Set password' }).click();
  const [small, large] = await Promise.all([makeFile('small.bin', 1_000), makeFile('large.bin', 2_500_000)]);
  await chooseFiles(page, [small.path, large.path]);
  const panel = panelOf(page);
  await expect(panel).toContainText('One file has failed');
  await expect(panel.getByRole('listitem').filter({ hasText: 'large.bin' })).toContainText(
    'The file is larger than this server takes.',
  );
  const bar = panel.getByRole('progressbar', { name: 'Progress of all uploads' });
  expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(100);
  const saving = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Save the list as text' }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toBe(
    'Failed\tlarge.bin\t2500000\tThe file is larger than this server takes.\nUploaded\tsmall.bin\t1000\t\n',
  );
});
