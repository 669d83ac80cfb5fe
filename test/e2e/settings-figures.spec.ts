// Usage and health with something to tell, and their charts as tables.
import { accessibilityFaults, expect } from './fixtures.ts';
import { test } from './settings-server.ts';

test.setTimeout(150_000);

test('Usage tells what there is, and its charts are tables as well', async ({ newPage: page, context, server }) => {
  const upload = await context.request.post(`${server.url}/api/store/asset/upload`, {
    headers: { origin: server.url },
    multipart: { file: { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('what is counted') } },
  });
  expect(upload.ok()).toBe(true);
  // The first figures are noted soon after the start, not at it.
  const daysNoted = async () => {
    const usage = await context.request.get(`${server.url}/api/admin/usage`);
    return (await usage.json()).days.length;
  };
  await expect.poll(daysNoted, { timeout: 90_000 }).toBeGreaterThan(0);
  await page.goto('/settings/usage');
  const assets = page.locator('dl > div').filter({ has: page.getByText('Assets', { exact: true }) });
  await expect(assets.first()).toContainText(/[1-9]/);
  await expect(page.getByRole('table', { name: 'By kind' }).getByRole('row').first()).toContainText('%');
  await expect(page.getByRole('img', { name: /^Size over time\. Size: \d+/ })).toBeVisible();
  await page.getByRole('button', { name: 'Files in and out: as a table' }).click();
  const table = page.getByRole('region', { name: 'Files in and out' }).getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Day (UTC)', 'In', 'Out']);
  await expect(table.getByRole('row').nth(1).getByRole('cell').first()).toHaveText(/^\d/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  await page.getByRole('combobox', { name: 'Time span' }).click();
  await page.getByRole('option', { name: 'Last 7 days' }).click();
  await expect(page).toHaveURL(/\?days=7$/);
  await page.getByRole('combobox', { name: 'Of', exact: true }).click();
  await page.getByRole('option', { name: 'All workspaces' }).click();
  await expect(page).toHaveURL(/days=7&all=1$/);
  await expect(page.getByText('What is in all workspaces together')).toBeVisible();
});

test('Health tells the version, the disk, the work and the requests, and asks again while one looks', async ({
  newPage: page,
}) => {
  await page.goto('/settings/health');
  const health = page.getByRole('main');
  await expect(health.getByText('SQLite')).toBeVisible();
  await expect(health.getByText(/^Of \d.* [GT]B/)).toBeVisible();
  await expect(health.getByRole('rowheader', { name: 'Looking at new files' })).toBeVisible();
  await expect(health.getByRole('img', { name: /^Requests per minute\. Requests: [1-9]/ })).toBeVisible();
  await health.getByRole('button', { name: 'Time to answer: as a table' }).click();
  await expect(health.getByRole('region', { name: 'Time to answer' })).toContainText(/\d ms/);
  await page.waitForResponse(/\/api\/admin\/health$/);
});

test('Work that was laid aside is told of with its reason, and tried again by a button', async ({ newPage: page }) => {
  const job = {
    id: '0123456789abcdef01234567',
    type: 'examine',
    dead_since: new Date().toISOString(),
    attempts: 5,
    asset: null,
    reason: 'The decoder took too long.',
  };
  let isLaidAside = true;
  await page.route(/\/api\/admin\/health$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), dead_jobs: isLaidAside ? [job] : [] } });
  });
  await page.route(/\/api\/admin\/jobs\/[^/]+\/retry$/, async (route) => {
    isLaidAside = false;
    await route.fulfill({ status: 204 });
  });
  await page.goto('/settings/health');
  const failed = page.getByRole('listitem').filter({ hasText: job.reason });
  await expect(failed).toContainText('5 attempts');
  expect(await accessibilityFaults(page)).toEqual([]);
  const retried = page.waitForRequest(new RegExp(`/api/admin/jobs/${job.id}/retry$`));
  await failed.getByRole('button', { name: 'Try again' }).click();
  await retried;
  await expect(failed).toBeHidden();
});
