// Details of assets: edited where they stand, and what is known and has happened.
import { accessibilityFaults, expect } from './fixtures.ts';
import { entry, makeFolder, test, upload } from './library-server.ts';
import { detailsOf, replaceText, uploadLookedAt } from './preview-files.ts';

test('They open only when asked for, follow what is selected, and save what is typed by themselves', async ({
  newPage: page,
  context,
}) => {
  const folder = await makeFolder(context.request, 'Edited');
  const id = await upload(context.request, { name: 'notes.txt', folder, tags: ['old'] });
  await upload(context.request, { name: 'other.txt', folder, tags: ['old', 'rare'] });
  await page.goto(`/folder/${folder}`);
  await entry(page, 'notes.txt').click();
  await expect(detailsOf(page)).toBeHidden();
  await page.keyboard.press('i');
  const details = detailsOf(page);
  await details.getByLabel('Description').fill('What we said');
  await expect(details.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await details.getByLabel('Tags').fill('new');
  await page.keyboard.press('Enter');
  await expect(details.getByRole('button', { name: 'Remove tag new' })).toBeVisible();
  await details.getByRole('button', { name: 'Remove tag old' }).click();
  await details.getByLabel('Name').fill('minutes.txt');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'minutes.txt')).toBeVisible();
  await details.getByRole('switch').click();
  await expect(details.getByRole('textbox', { name: 'Public link' })).toHaveValue(/\/content$/);
  await details.getByRole('button', { name: 'Metadata' }).click();
  await details.getByRole('button', { name: 'Add', exact: true }).click();
  await details.getByRole('textbox', { name: 'Name', exact: true }).last().fill('place');
  await details.getByRole('textbox', { name: 'Value of place' }).fill('Lisbon');
  const stored = async () => (await context.request.get(`/api/store/asset/${id}`)).json();
  await expect.poll(stored).toMatchObject({
    name: 'minutes.txt',
    description: 'What we said',
    tags: ['new'],
    is_public: true,
    metadata: { place: 'Lisbon' },
  });
  await details.getByRole('button', { name: 'Remove place' }).click();
  await expect.poll(async () => (await stored()).metadata).toEqual({});
  await entry(page, 'minutes.txt').focus();
  await page.keyboard.press('Control+a');
  await expect(details.getByText('2 items')).toBeVisible();
  await expect(details.getByText('rare', { exact: false })).toBeVisible();
  await expect(details.getByText('Several').first()).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('A name that is empty is refused in plain words, and Escape takes it back', async ({ newPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Refused');
  await upload(context.request, { name: 'kept.txt', folder });
  await page.goto(`/folder/${folder}`);
  await entry(page, 'kept.txt').click();
  await page.keyboard.press('i');
  const name = detailsOf(page).getByLabel('Name');
  await name.fill('');
  await name.press('Enter');
  await expect(detailsOf(page).getByText('A name is needed.')).toBeVisible();
  await name.press('Escape');
  await expect(name).toHaveValue('kept.txt');
});

test('Versions are downloaded and gone back to, and the log tells of it', async ({ newPage: page, context }) => {
  const folder = await makeFolder(context.request, 'Versions');
  const id = await upload(context.request, { name: 'draft.txt', folder, text: 'first' });
  await replaceText(context.request, id, 'draft.txt', 'second');
  await page.goto(`/folder/${folder}?open=${id}`);
  await expect(page.locator('dialog[data-preview]')).toBeVisible();
  await page.keyboard.press('i');
  const details = detailsOf(page);
  await details.getByRole('button', { name: /^Versions/ }).click();
  const downloading = page.waitForEvent('download');
  await details.getByRole('link', { name: 'Download version 1' }).click();
  expect(await (await (await downloading).createReadStream()).toArray()).toEqual([Buffer.from('first')]);
  await details.getByRole('button', { name: 'Go back to version 1' }).click();
  await expect(page.getByText('Version 1 is the current one again')).toBeVisible();
  await expect(page.locator('dialog[data-preview]').getByText('first', { exact: true })).toBeVisible();
  expect(await (await context.request.get(`/api/store/asset/${id}/content`)).text()).toBe('first');
  const choosing = page.waitForEvent('filechooser');
  await details.getByRole('button', { name: 'Upload a new version' }).click();
  await (await choosing).setFiles({ name: 'draft.txt', mimeType: 'text/plain', buffer: Buffer.from('third') });
  await expect(page.locator('dialog[data-preview]').getByText('third', { exact: true })).toBeVisible();
  await details.getByRole('button', { name: 'What happened' }).click();
  await expect(details.getByText('Got a new version').first()).toBeVisible();
  await expect(details.getByText('You', { exact: false }).first()).toBeVisible();
});

test('A photo says where it was taken, with a link to a map and nothing asked of it', async ({
  newPage: page,
  context,
}) => {
  const id = await uploadLookedAt(context.request, { name: 'gps.jpg', from: 'image/gps.jpg' });
  await page.goto(`/?open=${id}`);
  await expect(page.locator('dialog[data-preview]')).toBeVisible();
  await page.keyboard.press('i');
  const details = detailsOf(page);
  const link = details.getByRole('link', { name: /on OpenStreetMap$/ });
  await expect(link).toHaveAttribute('href', /^https:\/\/www\.openstreetmap\.org\/\?mlat=43\.46/);
  await expect(link).toHaveAttribute('rel', 'noreferrer');
  await expect(details.getByText('NIKON', { exact: false })).toBeVisible();
  await details.getByRole('button', { name: 'Addresses in the APIs' }).click();
  await expect(details.getByRole('textbox', { name: 'Library' })).toHaveValue(/\/api\/v1\/assets\//);
  await details.getByRole('button', { name: 'Shared by' }).click();
  await expect(details.getByText('It is not shared.')).toBeVisible();
});
