import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from '../person.ts';

/** The console over a real Tuskar: what e2e/seeded-console.ts put into it is shown, and what is asked of it happens. */
const { BMC_ADDRESS = '', BMC_PORT = '', BMC_USER = '', BMC_PASSWORD = '' } = process.env;

test('As oskar I see what the BMC has logged, and close it; the badge follows', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar' });
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link', { name: 'Incidents 2 open' })).toBeVisible();
  const attention = page.getByRole('region', { name: 'Needs a person' });
  await attention
    .getByRole('listitem')
    .filter({ hasText: 'sim-1: The BMC has logged something serious: Fan 3' })
    .getByRole('link')
    .click();
  await expect(page.getByText('Fan 3 stands still.')).toBeVisible();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('A new fan is here.');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText('oskar took it')).toBeVisible();
  await page.getByRole('button', { name: 'Close incident' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close incident' }).click();
  await expect(page.getByText('Closed by oskar')).toBeVisible();
  await expect(page.getByText('A new fan is here.')).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Incidents 1 open' })).toBeVisible();
});

test('As vera I save an erase certificate, and its signature verifies with the key alone', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'vera', at: '/certificates' });
  await page.getByRole('link', { name: 'old-1' }).click();
  await expect(page.getByRole('heading', { name: 'Erase certificate of old-1' })).toBeVisible();
  const save = (role: 'link' | 'button', name: string) => saved(page, role, name);
  const document = await bytes(await save('link', 'Document'));
  const signature = await bytes(await save('link', 'Signature'));
  const log = await bytes(await save('link', 'Log of the erasure'));
  const key = createPublicKey(await bytes(await save('button', 'Public key')));
  expect(verify(null, document, key, signature)).toBe(true);
  expect(log.toString()).toContain('erased');
});

test('As alma I change the key that signs, and the certificates of before verify with theirs', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'alma', at: '/certificates/keys' });
  const keys = page.getByRole('table', { name: 'Signing keys' });
  const before = await keys
    .getByRole('row', { name: /Signs now/ })
    .locator('code')
    .textContent();
  await page.getByRole('button', { name: 'Change the key' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Yearly change');
  await page.getByRole('dialog').getByRole('button', { name: 'Change the key' }).click();
  await expect(keys.getByRole('row', { name: new RegExp(`${before}.*Signs no more`) })).toBeVisible();
  const key = await bytes(await saved(page, 'button', `Save the public key ${before}`));
  await page.goto('/certificates');
  await page.getByRole('link', { name: 'old-1' }).click();
  const document = await bytes(await saved(page, 'link', 'Document'));
  const signature = await bytes(await saved(page, 'link', 'Signature'));
  expect(verify(null, document, createPublicKey(key), signature)).toBe(true);
});

test('As oskar I enrol a simulated machine, and it is inspected', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/enrol' });
  await page.getByRole('textbox', { name: 'Name' }).fill('sim-2');
  await page.getByRole('textbox', { name: 'Address of its BMC' }).fill('https://198.19.0.2');
  await page.getByText('More about the machine').click();
  await page
    .getByRole('combobox', { name: 'Who works on it' })
    .selectOption('Simulated: nothing of it is real');
  await page.getByRole('textbox', { name: 'Labels' }).fill('team=blue');
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await page.goto('/machines');
  await expect(page.getByRole('row', { name: /sim-2.*Inspected/ })).toBeVisible({ timeout: 60_000 });
});

test('As oskar I am shown all that is in a file and wrong with it, as the example has it', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', at: '/enrol/file' });
  await page.getByText('What such a file looks like').click();
  const example = (await page.locator('pre').textContent()) ?? '';
  await choose(page, example);
  await expect(page.getByText(/2 new machines, 0 known already, 0 problems/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enrol 2 machines' })).toBeVisible();
  await choose(page, example.replaceAll('pm_addr', 'pm_address'));
  await expect(page.getByRole('heading', { name: /2 things are wrong with the file/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Problems' }).getByText('is missing')).toHaveCount(2);
});

test('As alma I allow a range, scan it, and see the BMCs that answered', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/enrol/scan' });
  await page.getByRole('button', { name: 'Allow a range' }).click();
  await page.getByRole('textbox', { name: 'Range' }).fill('127.19.0.0/29');
  await page.getByRole('dialog').getByRole('button', { name: 'Allow', exact: true }).click();
  // The dialog has a Range as well, for as long as it is there.
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('textbox', { name: 'Range' }).fill(BMC_ADDRESS);
  await page.getByRole('textbox', { name: 'User' }).fill(BMC_USER);
  await page.getByLabel('Password').fill(BMC_PASSWORD);
  await page.getByText('How they are asked').click();
  await page.getByRole('textbox', { name: 'Port' }).fill(BMC_PORT);
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(page.getByRole('heading', { name: `Scan of ${BMC_ADDRESS}` })).toBeVisible();
  await expect(page.getByText('Found: 1 new.')).toBeVisible({ timeout: 60_000 });
  const found = page.getByRole('table', { name: 'BMCs that were found' });
  await expect(found.getByRole('row', { name: new RegExp(`${BMC_ADDRESS}:${BMC_PORT}`) })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enrol 1 machine' })).toBeVisible();
});

test('As oskar I am told what is wrong with a bare-metal service that does not answer', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', at: '/undercloud' });
  await page.getByRole('link', { name: 'Connect one' }).click();
  await page.getByRole('textbox', { name: 'URL' }).fill('https://127.0.0.1:1');
  await page.getByRole('combobox', { name: 'How it lets people in' }).selectOption('Nobody signs in');
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('Code bare-metal-unreachable')).toBeVisible();
  await page.goto('/lab');
  await expect(page.getByText('Unavailable', { exact: true })).toBeVisible();
});

async function saved(page: Page, role: 'link' | 'button', name: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole(role, { name, exact: true }).click(),
  ]);
  return download;
}

const bytes = async (download: Download) => readFile(await download.path());

async function choose(page: Page, content: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'nodes.json', mimeType: 'application/json', buffer: Buffer.from(content) });
}
