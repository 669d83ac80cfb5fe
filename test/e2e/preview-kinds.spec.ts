// What the preview shows of each kind of file, and that nothing of a stranger's file ever runs.

import { lockedPdf } from '../support/documents.ts';
import { expect } from './fixtures.ts';
import { makeFolder, test, upload } from './library-server.ts';
import { hasRun, hostileNames, pictureOf, previewOf, uploadLookedAt } from './preview-files.ts';

test('Pages of a PDF are drawn one below the other as they are come to', async ({ newPage: page, context }) => {
  const id = await uploadLookedAt(context.request, { name: 'various.pdf', from: 'pdf/two-text-boxes.pdf' });
  await page.goto(`/?open=${id}`);
  const first = previewOf(page).getByRole('img', { name: 'Page 1' });
  await expect(first).toBeVisible();
  await expect.poll(() => first.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(600);
  await expect(previewOf(page).locator('iframe, embed, object')).toHaveCount(0);
  await page.keyboard.press('+');
  await expect(previewOf(page).getByRole('button', { name: '150%: fit into the window' })).toBeVisible();
});

test('A PDF with a password is a card with its facts', async ({ newPage: page, context }) => {
  const id = await uploadLookedAt(context.request, {
    name: 'locked.pdf',
    text: lockedPdf().toString(),
  });
  await page.goto(`/?open=${id}`);
  await expect(previewOf(page).getByText('There is no preview of this kind of file.', { exact: false })).toBeVisible();
  await expect(previewOf(page).getByRole('link', { name: 'Download' }).last()).toHaveAttribute(
    'href',
    /asset\/download\?id=/,
  );
});

for (const [name, from] of [
  ['clip.webm', 'av/clip.webm'],
  ['sound.ogg', 'av/sound.ogg'],
] as const) {
  test(`${name} is played, and sought in by ranges`, async ({ newPage: page, context }) => {
    const id = await uploadLookedAt(context.request, { name, from });
    const ranges: string[] = [];
    page.on('response', async (response) => {
      if (response.url().includes('/content') && response.status() === 206)
        ranges.push((await response.headerValue('content-range')) ?? '');
    });
    await page.goto(`/?open=${id}`);
    const player = previewOf(page).locator('video, audio');
    await expect.poll(() => player.evaluate((media: HTMLMediaElement) => media.readyState)).toBeGreaterThanOrEqual(1);
    await player.evaluate((media: HTMLMediaElement) => {
      media.currentTime = media.duration / 2;
    });
    await expect.poll(() => player.evaluate((media: HTMLMediaElement) => media.seeking)).toBe(false);
    expect(await player.evaluate((media: HTMLMediaElement) => media.currentTime)).toBeGreaterThan(0);
    expect(ranges.length).toBeGreaterThan(0);
  });
}

test.describe('what can not be played', () => {
  test.use({ expectedFailures: [/ERR_REQUEST_RANGE|thumbnail/] });
  test('says so, and offers the file', async ({ newPage: page, context }) => {
    const id = await uploadLookedAt(context.request, { name: 'broken.mp4', from: 'av/corrupt.mkv' });
    await page.goto(`/?open=${id}`);
    await expect(previewOf(page).getByText('This browser can not play it', { exact: false })).toBeVisible();
    await expect(previewOf(page).getByRole('link', { name: 'Download' }).last()).toBeVisible();
  });
});

test('Of a document its first page is shown', async ({ newPage: page, context }) => {
  const id = await uploadLookedAt(context.request, { name: 'pictures.docx', from: 'office/pictures.docx' });
  await page.goto(`/?open=${id}`);
  await expect(pictureOf(page)).toBeVisible();
  await expect(previewOf(page).getByText('First page')).toBeVisible();
});

test('Code is shown with the numbers of its lines, long lines wrapped or not', async ({ newPage: page, context }) => {
  const text = Array.from({ length: 300 }, (_none, index) => `const line${index + 1} = '${'x'.repeat(index)}';`).join(
    '\n',
  );
  const id = await upload(context.request, { name: 'code.ts', text });
  await page.goto(`/?open=${id}`);
  await expect(previewOf(page).getByText("const line1 = '';", { exact: true })).toBeVisible();
  await expect(previewOf(page).getByText('300 lines')).toBeVisible();
  const lines = previewOf(page).getByRole('region', { name: 'code.ts' });
  const isWide = () => lines.evaluate((element) => element.scrollWidth > element.clientWidth);
  await lines.press('End');
  await expect(previewOf(page)).toHaveAccessibleName('Preview: code.ts');
  await expect.poll(isWide).toBe(false);
  await previewOf(page).getByRole('button', { name: 'Wrap long lines' }).click();
  await lines.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(isWide).toBe(true);
});

test('SVG is a picture and HTML is text: neither runs', async ({ newPage: page, context }) => {
  const script = '<script>window.hacked = true</script>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" onload="window.hacked=true">${script}<rect width="200" height="100"/></svg>`;
  const picture = await uploadLookedAt(context.request, { name: 'hostile.svg', text: svg });
  await page.goto(`/?open=${picture}`);
  await expect(pictureOf(page)).toBeVisible();
  await expect(previewOf(page).locator('svg script, iframe, object, embed')).toHaveCount(0);
  expect(await hasRun(page)).toBe(false);
  const html = await upload(context.request, {
    name: 'hostile.html',
    text: `${script}<img src=x onerror="window.hacked=true">`,
  });
  await page.goto(`/?open=${html}`);
  await expect(previewOf(page).getByText(script, { exact: false })).toBeVisible();
  expect(await hasRun(page)).toBe(false);
});

test('Hostile names are shown as they are, in the preview and its details', async ({ newPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Hostile names');
  const names = await hostileNames();
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    const id = await upload(context.request, { name, text: 'harmless', folder });
    const stored = (await (await context.request.get(`/api/store/asset/${id}`)).json()).name;
    await page.goto(`/folder/${folder}?open=${id}`);
    await expect(previewOf(page)).toHaveAttribute('aria-label', `Preview: ${stored}`);
    await page.keyboard.press('i');
    await expect(page.getByRole('complementary', { name: 'Details' }).getByLabel('Name')).toHaveValue(stored);
    expect(await hasRun(page)).toBe(false);
  }
});
