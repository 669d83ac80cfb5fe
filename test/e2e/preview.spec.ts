// The preview of assets in a list: opening and closing it, going on, enlarging, and working from it.
import type { APIRequestContext, Page } from '@playwright/test';
import { accessibilityFaults, expect, sidewaysScroll } from './fixtures.ts';
import { entry, listOf, makeFolder, test } from './library-server.ts';
import { detailsOf, pictureOf, previewOf, uploadLookedAt } from './preview-files.ts';

/** Three assets: `a.jpg`, `b.txt`, `c.jpg`. */
async function openFolder(
  page: Page,
  request: APIRequestContext,
  name: string,
): Promise<{ folder: string; a: string }> {
  const folder = await makeFolder(request, name);
  const [a] = await Promise.all([
    uploadLookedAt(request, { name: 'a.jpg', from: 'image/gps.jpg', folder }),
    uploadLookedAt(request, { name: 'b.txt', folder, text: 'second' }),
    uploadLookedAt(request, { name: 'c.jpg', from: 'image/gps.jpg', folder }),
  ]);
  await page.goto(`/folder/${folder}`);
  await expect(listOf(page).getByRole('option')).toHaveCount(3);
  return { folder, a };
}

test('Enter opens it, arrows, Home and End go on, Escape gives the focus to what was seen last', async ({
  newPage: page,
  context,
}) => {
  await openFolder(page, context.request, 'Keys of the preview');
  await entry(page, 'a.jpg').click();
  await page.keyboard.press('Enter');
  await expect(previewOf(page)).toHaveAccessibleName('Preview: a.jpg');
  await expect(pictureOf(page)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(previewOf(page)).toHaveAccessibleName('Preview: b.txt');
  await page.keyboard.press('End');
  await expect(previewOf(page)).toHaveAccessibleName('Preview: c.jpg');
  await page.keyboard.press('ArrowRight');
  await expect(previewOf(page).getByRole('status').first()).toHaveText('c.jpg, 3 of 3');
  await page.keyboard.press('Home');
  await expect(previewOf(page)).toHaveAccessibleName('Preview: a.jpg');
  await previewOf(page).getByRole('button', { name: 'Next' }).click();
  await page.keyboard.press('Escape');
  await expect(previewOf(page)).toBeHidden();
  await expect(entry(page, 'b.txt')).toBeFocused();
  await expect(page).not.toHaveURL(/open=/);
});

test('What is open is in the address: it can be gone to, and Back closes it', async ({ newPage: page, context }) => {
  const { folder, a } = await openFolder(page, context.request, 'Addresses of the preview');
  await entry(page, 'c.jpg').dblclick();
  await expect(previewOf(page)).toHaveAccessibleName('Preview: c.jpg');
  await page.goBack();
  await expect(previewOf(page)).toBeHidden();
  await page.goto(`/folder/${folder}?open=${a}`);
  await expect(previewOf(page)).toHaveAccessibleName('Preview: a.jpg');
  await expect(previewOf(page).getByText('1 of 3', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page).not.toHaveURL(new RegExp(`open=${a}`));
  await page.reload();
  await expect(previewOf(page)).toHaveAccessibleName('Preview: b.txt');
  await previewOf(page).getByRole('button', { name: 'Close preview' }).click();
  await expect(previewOf(page)).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/folder/${folder}$`));
});

test('A picture is enlarged by keys, wheel and double click, moved, rotated and fitted again, and its original is never loaded', async ({
  newPage: page,
  context,
}) => {
  const { folder, a } = await openFolder(page, context.request, 'Enlarging');
  const originals: string[] = [];
  page.on('request', (request) => {
    if (/\/content(\?v=\d+)?$/.test(request.url())) originals.push(request.url());
  });
  await page.goto(`/folder/${folder}?open=${a}`);
  const shown = previewOf(page).locator('[data-scale]');
  await expect(pictureOf(page)).toBeVisible();
  await expect(shown).toHaveAttribute('data-scale', '1.00');
  await page.keyboard.press('+');
  await expect(shown).toHaveAttribute('data-scale', '1.50');
  await page.keyboard.press('-');
  await expect(shown).toHaveAttribute('data-scale', '1.00');
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, -200);
  await expect(shown).not.toHaveAttribute('data-scale', '1.00');
  await page.keyboard.press('0');
  await expect(shown).toHaveAttribute('data-scale', '1.00');
  await page.mouse.dblclick(640, 420);
  await expect(shown).not.toHaveAttribute('data-scale', '1.00');
  await page.mouse.dblclick(640, 420);
  await expect(shown).toHaveAttribute('data-scale', '1.00');
  await page.keyboard.press('r');
  await expect(shown).toHaveAttribute('data-rotation', '90');
  expect(originals).toEqual([]);
});

test('Delete moves what is shown to the trash and shows the next, and Undo brings it back', async ({
  newPage: page,
  context,
}) => {
  const { folder, a } = await openFolder(page, context.request, 'Deleting from the preview');
  await page.goto(`/folder/${folder}?open=${a}`);
  await expect(previewOf(page).getByRole('status').first()).toHaveText('a.jpg, 1 of 3');
  await page.keyboard.press('Delete');
  await expect(previewOf(page).getByRole('status').first()).toHaveText('b.txt, 1 of 2');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(previewOf(page).getByRole('status').first()).toHaveText('b.txt, 2 of 3');
  // What came back is looked up before it can be moved.
  await expect(async () => {
    await page.keyboard.press('m');
    await expect(page.getByRole('dialog', { name: 'Move one item' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Move one item' })).toBeHidden();
  await expect(previewOf(page)).not.toHaveAttribute('aria-hidden');
  await expect(previewOf(page)).not.toHaveAttribute('data-base-ui-inert');
  await page.keyboard.press('Escape');
  await expect(previewOf(page)).toBeHidden();
});

test('A link to a picture made of it is built, shown and copied where there is no clipboard', async ({
  newPage: page,
  context,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const { folder, a } = await openFolder(page, context.request, 'Links');
  await page.goto(`/folder/${folder}?open=${a}`);
  await previewOf(page).getByRole('button', { name: 'Link or picture URL' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link or picture URL' });
  await dialog.getByLabel('Width').fill('120');
  await dialog.getByLabel('Height').fill('90');
  await dialog.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'PNG' }).click();
  await expect(dialog.getByText(/^120 × 90 · PNG · /)).toBeVisible();
  const link = dialog.getByRole('textbox', { name: 'Link to the picture' });
  await expect(link).toHaveValue(/\/content\?w=120&h=90&format=png$/);
  await dialog.getByRole('button', { name: 'Copy Link to the picture' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByLabel('Width').fill('9999999');
  await expect(dialog.getByLabel('Width')).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(previewOf(page)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Preview and details are accessible (${colorScheme})`, async ({ newPage: page, context }) => {
    await page.emulateMedia({ colorScheme });
    const { folder, a } = await openFolder(page, context.request, `Accessible ${colorScheme}`);
    await page.goto(`/folder/${folder}?open=${a}`);
    await expect(pictureOf(page)).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('i');
    await expect(detailsOf(page).getByLabel('Name')).toHaveValue('a.jpg');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await expect(previewOf(page).getByText('second')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await previewOf(page).getByRole('button', { name: 'More' }).click();
    await expect(page.getByRole('menuitem', { name: 'Move to trash' })).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}

test('On a small phone nothing scrolls sideways, and details cover the picture', async ({ newPage: page, context }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  const { folder, a } = await openFolder(page, context.request, 'Phone');
  await page.goto(`/folder/${folder}?open=${a}`);
  await expect(pictureOf(page)).toBeVisible();
  await expect.poll(() => sidewaysScroll(page)).toBe(0);
  await previewOf(page).getByRole('button', { name: 'Details' }).click();
  await expect(detailsOf(page).getByLabel('Name')).toBeVisible();
  await expect.poll(() => sidewaysScroll(page)).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await detailsOf(page).getByRole('button', { name: 'Close: Details' }).click();
  await expect(pictureOf(page)).toBeVisible();
});
