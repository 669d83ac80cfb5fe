// Uploads that the server refuses for a while or for good, and other ways for files to come.
import { expect, test } from './fixtures.ts';
import { chooseFiles, makeFile, openNewFolder, panelOf, storedAssets } from './uploading.ts';

test.use({ expectedFailures: [/\/files$/] });

const problem = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', 'tus-resumable': '1.0.0', ...headers },
  body: JSON.stringify({ detail: 'of the server' }),
});

test('A server that is full says so in plain words, and the file goes on once there is room', async ({
  signedInPage: page,
}) => {
  const folder = await openNewFolder(page, 'Full');
  let isFull = true;
  await page.route(/\/files$/, (route) => (isFull ? route.fulfill(problem(507)) : route.continue()));
  await chooseFiles(page, (await makeFile('large.bin', 5_000)).path);
  await expect(panelOf(page).getByText('The server has no room left.')).toBeVisible();
  isFull = false;
  await panelOf(page).getByRole('button', { name: 'Try large.bin again' }).click();
  await expect(panelOf(page).getByText('One file uploaded')).toBeVisible();
  expect(await storedAssets(page.context().request, { folder })).toMatchObject([{ name: 'large.bin', size: 5_000 }]);
});

test('A server that is busy is asked again when it said, which is told, too', async ({ signedInPage: page }) => {
  const folder = await openNewFolder(page, 'Busy');
  let asked = 0;
  await page.route(/\/files$/, (route) =>
    asked++ === 0 ? route.fulfill(problem(503, { 'retry-after': '3' })) : route.continue(),
  );
  await chooseFiles(page, (await makeFile('patient.bin', 100)).path);
  await expect(panelOf(page).getByText(/^Next try in [1-4] seconds?$/)).toBeVisible();
  await expect(panelOf(page).getByText('One file uploaded')).toBeVisible();
  expect(await storedAssets(page.context().request, { folder })).toHaveLength(1);
});

test('Files that are pasted are uploaded to the folder that is shown', async ({ signedInPage: page }) => {
  const folder = await openNewFolder(page, 'Pasted');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['from elsewhere'], 'clip.txt', { type: 'text/plain' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(panelOf(page).getByText('One file uploaded')).toBeVisible();
  expect(await storedAssets(page.context().request, { folder })).toMatchObject([{ size: 14 }]);
});
