// The first start, signing in and out, and a session that ends while somebody works.
import { ACCOUNT, accessibilityFaults, expect, sidewaysScroll, startConsoleServer, test } from './fixtures.ts';

test('The link of the first start leads, by a password, into an empty library', async ({ page }) => {
  await using server = await startConsoleServer();
  await page.goto(server.setupUrl);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('E-mail address').fill(ACCOUNT.email);
  await page.getByLabel('Name', { exact: true }).fill(ACCOUNT.name);
  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('heading', { name: 'Drop files anywhere to begin' })).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/`);
});

test('A wrong password is told, without saying what was wrong, and a right one leads to where one wanted to go', async ({
  page,
}) => {
  await page.goto('/search?q=sea');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsearch%3Fq%3Dsea$/);
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type(ACCOUNT.email);
  await page.getByLabel('Password', { exact: true }).fill('wrong horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password are not right.');
  await page.getByLabel('E-mail address').fill('nobody@example.org');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password are not right.');
  await page.getByLabel('E-mail address').fill(ACCOUNT.email);
  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=sea$/);
});

test('The fields are named for password managers', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('autocomplete', 'username');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('autocomplete', 'current-password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text');
});

test('An address of another host is not gone to after signing in', async ({ page }) => {
  await page.goto('/sign-in?next=%2F%2Fexample.org%2F');
  await page.getByLabel('E-mail address').fill(ACCOUNT.email);
  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The page to sign in is accessible (${colorScheme}), and fits a small phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('Enter your e-mail address and your password.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 568 });
    await expect.poll(() => sidewaysScroll(page)).toBe(0);
  });
}

test('Signing out leaves nothing to go back to', async ({ signedInPage: page }) => {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test.describe('when the session ends', () => {
  test.use({ expectedFailures: [/\/api\//] });

  test('the page stays, asks for the password, and goes on', async ({ signedInPage: page, context }) => {
    await expect(page.getByRole('heading', { name: 'Drop files anywhere to begin' })).toBeVisible();
    await context.clearCookies();
    await page.evaluate(() => history.pushState(null, '', '/folder/unknown'));
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await expect(dialog.getByLabel('E-mail address')).toHaveValue(ACCOUNT.email);
    await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await page.keyboard.type(ACCOUNT.password);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(/\/folder\/unknown$/);
    await expect(page.getByRole('alert')).toBeVisible();
  });
});
