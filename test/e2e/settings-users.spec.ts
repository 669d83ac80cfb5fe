// People and workspaces: inviting by a link, what a role may do, who can not be locked out, and trash policies.
import { ACCOUNT, accessibilityFaults, expect } from './fixtures.ts';
import { test } from './settings-server.ts';

const PASSWORD = 'a viewer of pictures';

test('Somebody who is invited by a link sets a password in another browser, and finds what the role allows', async ({
  newPage: page,
  browser,
  server,
}) => {
  await page.goto('/settings/users');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail address').fill('grace@example.org');
  await dialog.getByLabel('Name', { exact: true }).fill('Grace Hopper');
  await dialog.getByRole('radio', { name: 'Viewer' }).check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create invitation' }).click();
  const shown = page.getByRole('dialog', { name: 'Link for Grace Hopper' });
  const link = await shown.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(await accessibilityFaults(page)).toEqual([]);
  await shown.getByRole('button', { name: 'I have saved it' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'grace@example.org' });
  await expect(row.getByText('Invited')).toBeVisible();

  const clean = await browser.newContext({ baseURL: server.url, locale: 'en-US' });
  const other = await clean.newPage();
  await other.goto(link);
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Set password' }).click();
  await expect(other.getByRole('button', { name: 'Account' })).toBeVisible();
  await expect(other).toHaveURL(`${server.url}/`);
  await other.goto('/settings');
  const sections = other.getByRole('navigation', { name: 'Settings' });
  await expect(sections.getByRole('link')).toHaveText(['Account', 'Appearance', 'APIs']);
  await expect(other.getByText('Sees, finds and downloads everything; changes nothing.')).toBeVisible();
  await other.goto('/settings/users');
  await expect(other.getByRole('heading', { name: 'Nothing is here' })).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: 'Disable …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(row.getByText('Disabled')).toBeVisible();
  const refused = await clean.request.post('/api/console/session', {
    data: { email: 'grace@example.org', password: PASSWORD },
  });
  expect(refused.ok()).toBe(false);
  await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await expect(row.getByText('Disabled')).toHaveCount(0);
  await clean.close();
});

test.describe('the last administrator', () => {
  test.use({ expectedFailures: [/\/api\/admin\/users\/\w+$/] });

  test('can be neither demoted nor disabled', async ({ newPage: page }) => {
    await page.goto('/settings/users');
    const actions = page.getByRole('button', { name: `Actions for ${ACCOUNT.name}` });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Edit …' }).click();
    const edit = page.getByRole('dialog', { name: `Edit ${ACCOUNT.name}` });
    await edit.getByRole('radio', { name: 'Viewer' }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
    await edit.getByRole('button', { name: 'Save' }).click();
    await expect(edit.getByRole('alert')).toContainText('administrator');
    await edit.getByRole('button', { name: 'Cancel' }).click();
    await actions.click();
    await page.getByRole('menuitem', { name: 'Disable …' }).click();
    const question = page.getByRole('dialog', { name: `Disable ${ACCOUNT.name}?` });
    await question.getByRole('button', { name: 'Disable' }).click();
    await expect(question.getByRole('alert')).toContainText('administrator');
    await page.reload();
    await expect(
      page.getByRole('listitem').filter({ hasText: ACCOUNT.email }).getByText('Administrator'),
    ).toBeVisible();
  });
});

test('A workspace is made with its first key, renamed, and has people of its own', async ({
  newPage: page,
  server,
}) => {
  await page.goto('/settings/workspaces');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Marketing');
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
  const key = await page.getByRole('textbox', { name: 'First administrator key' }).inputValue();
  await page.getByRole('button', { name: 'I have saved it' }).click();
  const users = await fetch(`${server.url}/api/admin/users/`, { headers: { authorization: `Bearer ${key}` } });
  expect(await users.json()).toMatchObject({ items: [] });

  await page.getByRole('button', { name: 'Edit Marketing' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit Marketing' });
  await edit.getByLabel('Name', { exact: true }).fill('Press office');
  await edit.getByRole('combobox', { name: 'Keep what is in the trash for' }).click();
  await page.getByRole('option', { name: 'For ever' }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Press office' });
  await expect(row.getByText('Trash kept for ever')).toBeVisible();

  await row.getByRole('link', { name: 'People of Press office' }).click();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('dialog').getByLabel('E-mail address').fill('mary@example.org');
  await page.getByRole('dialog').getByRole('button', { name: 'Create invitation' }).click();
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'mary@example.org' })).toBeVisible();
  await expect(page.getByText(ACCOUNT.email)).toHaveCount(0);
});

test('The trash keeps what is in it for as long as was chosen', async ({ newPage: page }) => {
  await page.goto('/settings/trash');
  const choice = page.getByRole('combobox', { name: 'Keep what is in the trash for' });
  await choice.click();
  await page.getByRole('option', { name: '7 days', exact: true }).click();
  await expect(page.getByText('This also counts for what lies there already')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(choice).toHaveText('7 days');
});
