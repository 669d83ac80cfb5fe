// What recipients of a link see, in a clean profile: with scripts and without, and whatever files are named and hold.
import type { Page } from '@playwright/test';
import { readZip } from '../support/zip.ts';
import { accessibilityFaults, expect, sidewaysScroll } from './fixtures.ts';
import { makeFolder, upload } from './library-server.ts';
import { download, share, test, waitForPicture } from './sharing-server.ts';

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><rect width="9" height="9"/></svg>`;
const tile = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ hasText: name }).getByRole('link').first();
const viewed = (page: Page) => page.getByRole('dialog').getByRole('heading', { level: 1 });

test.describe('Without scripts', () => {
  test.use({ javaScriptEnabled: false, expectedFailures: [/\/s\/[\w-]+$/] });

  test('a gallery leads to files, from one to the next, into folders and back, and to all bytes as they are', async ({
    page,
    maker,
  }) => {
    const folder = await makeFolder(maker, 'For you');
    const deeper = await makeFolder(maker, 'Deeper', folder);
    await upload(maker, { name: 'a.txt', text: 'first', folder });
    await waitForPicture(maker, await upload(maker, { name: 'b.jpg', from: 'image/gps.jpg', folder }));
    await upload(maker, { name: 'deep.txt', text: 'deep', folder: deeper });
    const { url } = await share(maker, { folder });
    await page.goto(url);
    await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
    const zip = await download(page, /^Download all as zip/);
    const kilobytes = `${(zip.length / 1000).toFixed(zip.length < 10_000 ? 1 : 0)} kB`;
    await expect(page.getByRole('link', { name: /^Download all as zip/ })).toContainText(kilobytes);
    const files = await readZip(new Uint8Array(zip).buffer);
    expect([...files.keys()].filter((name) => !name.endsWith('/')).sort()).toEqual([
      'Deeper/deep.txt',
      'a.txt',
      'b.jpg',
    ]);
    expect([files.get('a.txt'), files.get('Deeper/deep.txt')]).toEqual(['first', 'deep']);
    await tile(page, 'a.txt').click();
    await expect(page.getByRole('heading', { name: 'a.txt' })).toBeVisible();
    expect((await download(page, 'Download')).toString()).toBe('first');
    await page.getByRole('link', { name: 'Next: b.jpg' }).click();
    await expect(page.getByRole('img', { name: 'Preview of b.jpg' })).toHaveJSProperty('complete', true);
    await expect(page.getByRole('link', { name: /^Next/ })).toHaveCount(0);
    await page.getByRole('link', { name: 'Back to For you' }).click();
    await page.getByRole('link', { name: /^Deeper/ }).click();
    await expect(page.getByRole('heading', { name: 'Deeper' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Folders above' }).getByRole('link', { name: 'For you' }).click();
    await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible();
  });

  test('a password is given by Enter, and what is wrong is said', async ({ page, maker }) => {
    const folder = await makeFolder(maker, 'Locked');
    const { url } = await share(maker, { folder, password: 'herons' });
    await page.goto(url);
    const field = page.getByLabel('Password');
    await field.fill('herrings');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('The password is wrong.');
    await field.fill('herons');
    await field.press('Enter');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(page).toHaveURL(url);
  });
});

test.describe('In German', () => {
  test.use({ locale: 'de-DE' });

  test('the pages say what they say in the language of who reads them, also that a link has ended', async ({
    page,
    maker,
  }) => {
    const folder = await makeFolder(maker, 'Sprache');
    await upload(maker, { name: 'eins.txt', folder });
    await page.goto((await share(maker, { folder })).url);
    await expect(page.getByRole('link', { name: /^Alles als Zip herunterladen/ })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const ended = await share(maker, { folder, expires_at: '2020-01-01' });
    expect((await page.request.get(ended.url, { headers: { 'accept-language': 'de' } })).status()).toBe(410);
    await page.setContent(await (await page.request.get(ended.url, { headers: { 'accept-language': 'de' } })).text());
    await expect(page.getByRole('heading', { name: 'Dieser Link ist abgelaufen' })).toBeVisible();
  });
});

test('A preview opens over the gallery, keys and swipes lead on, and closing leads back to the file seen last', async ({
  page,
  maker,
}) => {
  const folder = await makeFolder(maker, 'Gallery');
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await upload(maker, { name, folder });
  const { url } = await share(maker, { folder });
  await page.goto(url);
  await tile(page, 'a.txt').click();
  await expect(viewed(page)).toHaveText('a.txt');
  await expect(page).toHaveURL(/\/files\/[0-9a-f]{24}$/);
  await page.keyboard.press('ArrowRight');
  await expect(viewed(page)).toHaveText('b.txt');
  await page.locator('dialog .stage').evaluate((stage) => {
    const at = (x: number) => ({ pointerType: 'touch', isPrimary: true, bubbles: true, clientX: x, clientY: 300 });
    stage.dispatchEvent(new PointerEvent('pointerdown', at(600)));
    stage.dispatchEvent(new PointerEvent('pointerup', at(300)));
  });
  await expect(viewed(page)).toHaveText('c.txt');
  await page.keyboard.press('ArrowLeft');
  await expect(viewed(page)).toHaveText('b.txt');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(tile(page, 'b.txt')).toBeFocused();
  await expect(page).toHaveURL(url);
  await page.keyboard.press('Enter');
  await expect(viewed(page)).toHaveText('b.txt');
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'b.txt' })).toBeVisible();
  await page.getByRole('link', { name: 'Next: c.txt' }).click();
  await expect(page.getByRole('heading', { name: 'c.txt' })).toBeVisible();
});

test('More files come into the gallery without leaving it', async ({ page, maker }) => {
  const folder = await makeFolder(maker, 'Many');
  const names = Array.from({ length: 125 }, (_none, index) => `file-${String(index).padStart(3, '0')}.txt`);
  for (let start = 0; start < names.length; start += 25)
    await Promise.all(names.slice(start, start + 25).map((name) => upload(maker, { name, folder })));
  await page.goto((await share(maker, { folder })).url);
  await expect(page.locator('.tile')).toHaveCount(120);
  await page.getByRole('link', { name: 'More files' }).click();
  await expect(page.locator('.tile')).toHaveCount(125);
  await expect(tile(page, 'file-120.txt')).toBeFocused();
  await expect(page.getByRole('link', { name: 'More files' })).toHaveCount(0);
});

test('Hostile names and scripts in pictures run nowhere', async ({ page, maker }) => {
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  const folder = await makeFolder(maker, `"><img src=x onerror=alert(3)>`);
  const name = `'"><svg onload=alert(4)>.svg`;
  const hostile = await upload(maker, { name: 'hostile.svg', text: SVG, folder });
  expect((await maker.patch(`/api/store/asset/${hostile}`, { data: { name } })).ok()).toBe(true);
  await upload(maker, { name: 'page.html', text: '<script>alert(5)</script>', folder });
  const { url } = await share(maker, { folder });
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`"><img src=x onerror=alert(3)>`);
  await tile(page, name).click();
  await expect(viewed(page)).toHaveText(name);
  await expect(page.getByRole('link', { name: /^Open/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  expect((await download(page, 'Download')).toString()).toBe(SVG);
  for (const link of ['Next', 'Previous']) {
    const step = page.getByRole('link', { name: new RegExp(`^${link}: page.html`) });
    if ((await step.count()) > 0) await step.click();
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('page.html');
  expect(ran).toEqual([]);
});

test.describe('Pages that say no', () => {
  test.use({ expectedFailures: [/\/s\/[\w-]+$/] });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`Every page for recipients is accessible, also on a small phone (${colorScheme})`, async ({ page, maker }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 568 });
      const folder = await makeFolder(maker, `A long name without any blanks ${'x'.repeat(80)} ${colorScheme}`);
      await makeFolder(maker, 'Below', folder);
      const photo = await upload(maker, { name: `${'y'.repeat(90)}.jpg`, from: 'image/gps.jpg', folder });
      const pdf = await upload(maker, { name: 'paper.pdf', from: 'pdf/various.pdf', folder });
      await waitForPicture(maker, photo);
      const { url } = await share(maker, { folder, expires_at: '2035-01-01' });
      const limited = await share(maker, { asset: photo, max_downloads: 1 });
      const locked = await share(maker, { folder, password: 'herons' });
      const ended = await share(maker, { folder, expires_at: '2020-01-01' });
      const pages: [string, string | RegExp][] = [
        [url, /^A long name/],
        [`${url}/files/${photo}`, /^yyy/],
        [`${url}/files/${pdf}`, 'paper.pdf'],
        [limited.url, /^yyy/],
        [locked.url, 'This link has a password'],
        [ended.url, 'This link has expired'],
      ];
      for (const [address, heading] of pages) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
        expect(await accessibilityFaults(page)).toEqual([]);
        expect([address, await sidewaysScroll(page)]).toEqual([address, 0]);
      }
      expect((await maker.get(`${limited.url}/download`)).status()).toBe(200);
      await page.goto(limited.url);
      await expect(page.getByRole('heading', { name: 'The downloads of this link are used up' })).toBeVisible();
    });
  }
});
