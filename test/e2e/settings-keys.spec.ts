// Keys of programs and of vaults: shown once, good at once, and of no more use once they are revoked.
import type { Page } from '@playwright/test';
import { accessibilityFaults, expect } from './fixtures.ts';
import { test } from './settings-server.ts';

const statusOf = async (url: string, key: string): Promise<number> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  await response.body?.cancel();
  return response.status;
};

async function readSecret(page: Page, label: string): Promise<string> {
  const secret = await page.getByRole('textbox', { name: label, exact: true }).inputValue();
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return secret;
}

async function createKey(page: Page, label: string, preset: string): Promise<void> {
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create key' });
  await dialog.getByLabel('What it is for').fill(label);
  await dialog.getByRole('radio', { name: preset }).check();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
}

test('A key is shown once, works, does no more than was chosen, and is refused once it is revoked', async ({
  newPage: page,
  server,
}) => {
  const assets = `${server.url}/api/store/asset/`;
  await page.goto('/settings/keys');
  await createKey(page, 'Nightly backup', 'Look');
  const shown = page.getByRole('dialog', { name: 'The key “Nightly backup”' });
  await expect(shown.getByRole('textbox', { name: 'Try it in a terminal' })).toHaveValue(
    /^curl -H "Authorization: Bear/,
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(shown).toBeVisible();
  const key = await readSecret(page, 'Key');
  expect(await statusOf(assets, key)).toBe(200);
  expect(await statusOf(`${server.url}/api/admin/users/`, key)).toBe(403);
  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: 'Nightly backup' });
  await expect(row.getByText('Last used')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(key);

  await page.getByRole('button', { name: 'Actions for Nightly backup' }).click();
  await page.getByRole('menuitem', { name: 'Revoke …' }).click();
  const question = page.getByRole('dialog', { name: 'Revoke “Nightly backup”?' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await statusOf(assets, key)).toBe(200);
  await page.getByRole('button', { name: 'Actions for Nightly backup' }).click();
  await page.getByRole('menuitem', { name: 'Revoke …' }).click();
  await question.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('button', { name: 'Actions for Nightly backup' })).toHaveCount(0);
  expect(await statusOf(assets, key)).toBe(401);
});

test('A key can be chosen scope by scope, each explained, and one like it be made', async ({ newPage: page }) => {
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create key' });
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Say what it is for.');
  await dialog.getByLabel('What it is for').fill('Auditor');
  await dialog.getByRole('radio', { name: 'Choose myself' }).check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose at least one thing that it may do.');
  await dialog.getByRole('checkbox', { name: /^See the log/ }).check();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await readSecret(page, 'Key');
  await page.getByRole('button', { name: 'Actions for Auditor' }).click();
  await page.getByRole('menuitem', { name: 'New key like this …' }).click();
  await expect(dialog.getByRole('checkbox', { name: /^See the log/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /^Read assets/ })).not.toBeChecked();
});

test('A vault is made with rules, its key sees it alone, and a new signing secret is shown once', async ({
  newPage: page,
  server,
}) => {
  await page.goto('/settings/vaults');
  await page.getByRole('button', { name: 'Create vault' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create vault' });
  await dialog.getByLabel('Name', { exact: true }).fill('Website');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Website' })).toBeVisible();
  await page.getByRole('radio', { name: 'Only presets' }).check();
  await page.getByLabel('Presets', { exact: false }).last().fill('w=400&f=webp\n');
  await page.getByRole('radio', { name: 'Signed addresses only' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  await createKey(page, 'Build server', 'Secret');
  const key = await readSecret(page, 'Key');
  expect(await statusOf(`${server.url}/v1/assets`, key)).toBe(200);
  const vaults = await fetch(`${server.url}/api/v1/vaults`, { headers: { authorization: `Bearer ${key}` } });
  expect(await vaults.json()).toMatchObject({
    data: [{ slug: 'website', visibility: 'signed', presets: ['w=400&f=webp'] }],
  });

  await page.getByRole('button', { name: 'New secret …' }).click();
  await page.getByRole('button', { name: 'Void all and make a new one' }).click();
  await expect(page.getByRole('dialog', { name: 'The new signing secret of Website' })).toBeVisible();
  expect(await readSecret(page, 'Signing secret')).toMatch(/^vss_/);

  const keys = page.getByRole('list', { name: 'Keys of this vault' });
  await keys.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No keys yet.')).toBeVisible();
  expect(await statusOf(`${server.url}/v1/assets`, key)).toBe(401);
});
