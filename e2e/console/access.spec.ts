import { expect, test } from './person.ts';

test('As alma I reveal the credentials of a cloud, on request only', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/clouds/try/credentials' });
  await page.getByRole('button', { name: 'Reveal the credentials' }).click();
  await expect(page.getByText('https://198.18.0.11:5000/v3')).toBeVisible();
  await expect(page.getByText('made-up-by-the-fake')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('made-up-by-the-fake')).toBeVisible();
});

test('As alma I check the chain of the audit trail', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/audit' });
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await expect(page.getByText('The audit trail is intact')).toBeVisible();
});

test('As alma I find what was refused', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/audit' });
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Refused');
  await expect(page.getByText('8 shown')).toBeVisible();
  await expect(page.getByRole('row', { name: /vera.*blueprint\.execute/ }).first()).toBeVisible();
});

test('As alma I see by which token something was done, and what else was', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/audit' });
  await expect(page.getByRole('row', { name: /alma by the token ‘nightly build’/ }).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Token' }).fill('7d1fa0c25e83');
  await page.getByRole('textbox', { name: 'Token' }).press('Enter');
  await expect(page.getByText('8 shown')).toBeVisible();
});

test('As alma I read what was asked in words, and its form last', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/audit' });
  await expect(page.getByText('reason: First deploy, id: bp-0001').first()).toBeVisible();
  await page.getByText('made: bp-0001, intent region: RegionOne, name: try').first().click();
  await expect(page.getByText('"cidr": "198.18.0.0/24"').first()).toBeVisible();
});

test('As oskar I make a token, and see its secret this once', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/tokens' });
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByRole('textbox', { name: 'What it is for' }).fill('backup script');
  await page
    .getByRole('checkbox', { name: 'See clouds, their intent, blueprints and verifications' })
    .check();
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(page.getByText(/^tuskar_/)).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /backup script.*cloud\.read/ })).toBeVisible();
});

test('As alma I add a person, and disable them', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/people' });
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('nils');
  await page.getByRole('textbox', { name: 'First password' }).fill('short');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const password = page.getByRole('textbox', { name: 'First password' });
  await expect(password).toHaveAccessibleDescription(/^At least 12 characters\. : error/);
  await password.fill('a-longer-password');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Change nils' }).click();
  await page.getByRole('combobox', { name: 'Sign-in' }).selectOption('Disabled');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByRole('row', { name: /nils.*Disabled/ })).toBeVisible();
});

test('As alma I destroy a cloud only with its name and a reason', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/clouds/try' });
  await page.getByRole('button', { name: 'Destroy' }).click();
  const dialog = page.getByRole('dialog', { name: 'Destroy the cloud try?' });
  await dialog.getByRole('button', { name: 'Destroy' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('The trial is over');
  await dialog.getByLabel('Type try to confirm').fill('try');
  await dialog.getByRole('button', { name: 'Destroy' }).click();
  await expect(page.getByRole('heading', { name: 'Destroy the cloud try' })).toBeVisible();
});

test('As alma in the first minute I am told what comes next', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'empty' });
  await expect(page.getByRole('heading', { name: 'No cloud yet' })).toBeVisible();
  await expect(page.getByText('tuskar try')).toBeVisible();
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
});
