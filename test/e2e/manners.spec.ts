// What holds on every page: colours and language that stay, keys, screen readers, small screens.
import type { Page } from '@playwright/test';
import { accessibilityFaults, expect, sidewaysScroll, test } from './fixtures.ts';

const openAccount = (page: Page) => page.getByRole('button', { name: /^(Account|Konto)$/ }).click();
const themeOf = (page: Page) => page.locator('html').getAttribute('data-theme');

test('Colours are the system’s until others are chosen, which stay', async ({ signedInPage: page }) => {
  expect(await themeOf(page)).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await openAccount(page);
  await page.getByRole('menuitem', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();
  expect(await themeOf(page)).toBe('light');
});

test('A language that was chosen stays, also for who signs in next', async ({ signedInPage: page }) => {
  await openAccount(page);
  await page.getByRole('menuitem', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Legen Sie Dateien irgendwo hier ab' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await openAccount(page);
  await page.getByRole('menuitem', { name: 'Abmelden' }).click();
  await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();
});

test('The sheet of keys opens by its key, gives the focus back, and can switch single keys off', async ({
  signedInPage: page,
}) => {
  await page.getByRole('button', { name: 'Account' }).focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('button', { name: 'Account' })).toBeFocused();
  await page.keyboard.press('?');
  await sheet.getByRole('switch').click();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(sheet).toBeHidden();
});

test('Filters take the focus when they come, and give it back', async ({ signedInPage: page }) => {
  const button = page.getByRole('button', { name: 'Filter', exact: true });
  const filters = page.getByRole('dialog', { name: 'Filters' });
  for (const time of ['first', 'second']) {
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(filters.locator(':focus'), time).toHaveCount(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(filters).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('What is told before there is anything to show it by is shown as soon as there is', async ({ newPage: page }) => {
  const { promise: mayCome, resolve: letCome } = Promise.withResolvers<void>();
  await page.route(/toast-list-[^/]*\.js$/, async (route) => {
    await mayCome;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Drop files anywhere to begin' })).toBeVisible();
  const asked = page.waitForRequest(/toast-list-/);
  await page.keyboard.press('Control+z');
  await asked;
  const notice = page.getByRole('region', { name: 'Notifications' }).getByText('There is nothing to take back');
  await expect(notice).toHaveCount(0);
  letCome();
  await expect(notice).toBeVisible();
});

test('An address of the console where nothing is says so', async ({ signedInPage: page }) => {
  await page.evaluate(() => history.pushState(null, '', '/nowhere'));
  await expect(page.getByRole('heading', { name: 'Nothing is here' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'To the library' }).click();
  await expect(page).toHaveURL(/:\d+\/$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The frame and its menus are accessible (${colorScheme})`, async ({ signedInPage: page }) => {
    await page.emulateMedia({ colorScheme });
    await expect(page.getByRole('heading', { name: 'Drop files anywhere to begin' })).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await openAccount(page);
    await page.getByRole('menuitem', { name: 'Theme' }).click();
    await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}

test('On a small phone nothing scrolls sideways, and the navigation is a drawer', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await expect(page.getByRole('heading', { name: 'Drop files anywhere to begin' })).toBeVisible();
  await expect.poll(() => sidewaysScroll(page)).toBe(0);
  await page.getByRole('button', { name: 'Open navigation' }).click();
  const drawer = page.getByRole('dialog', { name: 'Main' });
  await expect(drawer.getByRole('link', { name: 'Library' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect.poll(() => sidewaysScroll(page)).toBe(0);
  await drawer.getByRole('link', { name: 'Library' }).click();
  await expect(drawer).toBeHidden();
});

test('The first key leads past the navigation', async ({ signedInPage: page }) => {
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
