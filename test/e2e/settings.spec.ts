// The settings: every section in both colours and on a small phone, and what everybody may do in them.
import { ACCOUNT, accessibilityFaults, expect, sidewaysScroll } from './fixtures.ts';
import { test } from './settings-server.ts';

const SECTIONS = {
  account: 'Account',
  appearance: 'Appearance',
  users: 'People',
  vaults: 'Vaults',
  trash: 'Trash',
  usage: 'Usage',
  keys: 'API keys',
  apis: 'APIs',
  health: 'Health',
  workspaces: 'Workspaces',
} as const;

for (const [path, name] of Object.entries(SECTIONS)) {
  test(`The section ${name} is accessible in both colours, and fits a small phone`, async ({ newPage: page }) => {
    await page.goto(`/settings/${path}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 568 });
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect.poll(() => sidewaysScroll(page)).toBe(0);
    expect(await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  });
}

test('On a phone the sections are a list of their own, to which each leads back', async ({ newPage: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings');
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await sections.getByRole('link', { name: 'Appearance' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible();
  await expect(sections).toBeHidden();
  await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
  await expect(sections).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('A section that there is not says so', async ({ newPage: page }) => {
  await page.goto('/settings/nowhere');
  await expect(page.getByRole('heading', { name: 'Nothing is here' })).toBeVisible();
});

test('Colours, language and keys are chosen for this browser, and stay', async ({ newPage: page }) => {
  await page.goto('/settings/appearance');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('switch', { name: 'Use keys with one character' }).click();
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Darstellung' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Darstellung' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Dunkel' })).toBeChecked();
  await expect(page.getByRole('switch')).not.toBeChecked();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('with the own account', () => {
  test.use({ expectedFailures: [/\/api\/admin\/me\/password$/] });

  test('a password is changed by who knows the old one, and other sessions are seen and ended', async ({
    newPage: page,
    server,
    browser,
  }) => {
    const elsewhere = await browser.newContext();
    const signIn = (password: string) =>
      elsewhere.request.post(`${server.url}/api/console/session`, { data: { email: ACCOUNT.email, password } });
    const isSignedIn = async () => (await elsewhere.request.get(`${server.url}/api/console/session`)).ok();
    expect((await signIn(ACCOUNT.password)).ok()).toBe(true);
    await page.goto('/settings/account');
    const sessions = page.getByRole('list', { name: 'Sessions' });
    await expect(sessions.getByText('This one')).toHaveCount(1);
    await page.getByRole('button', { name: 'End all others' }).click();
    const question = page.getByRole('dialog', { name: 'End all other sessions?' });
    await question.getByRole('button', { name: 'End all others' }).click();
    await expect(question).toBeHidden();
    await expect(sessions.getByRole('button', { name: 'End' })).toHaveCount(0);
    expect(await isSignedIn()).toBe(false);

    const change = async (old: string, fresh: string) => {
      await page.getByLabel('Present password').fill(old);
      await page.getByLabel('New password').fill(fresh);
      await page.getByRole('button', { name: 'Change password' }).click();
    };
    await change('not the old one', 'another horse battery');
    await expect(page.getByRole('alert')).not.toHaveText('');
    await change(ACCOUNT.password, 'short');
    await expect(page.getByRole('alert')).toHaveText('The new password needs at least 10 characters.');
    await change(ACCOUNT.password, 'another horse battery');
    await expect(page.getByLabel('Present password')).toHaveValue('');
    expect((await signIn('another horse battery')).ok()).toBe(true);
    // The account is shared by the tests.
    await change('another horse battery', ACCOUNT.password);
    await expect(page.getByLabel('Present password')).toHaveValue('');
    expect(await isSignedIn()).toBe(false);
    await elsewhere.close();
  });
});
