import { readFile } from 'node:fs/promises';
import { expect, expectWhyNot, test } from './person.ts';

test('As vera I find the proof that a disk was erased by its serial number, and save it', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/certificates' });
  await expect(page.getByText('2 shown')).toBeVisible();
  await page.getByRole('textbox', { name: 'Serial number of a disk' }).fill('ZC1A0B7K');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/certificates?disk=ZC1A0B7K');
  await page.getByRole('link', { name: 'cmp-000' }).click();

  await expect(page.getByRole('heading', { name: 'Erase certificate of cmp-000' })).toBeFocused();
  const disks = page.getByRole('table', { name: 'Disks that were erased' });
  await expect(
    disks.getByRole('row', { name: /ZC1A0B7K ST8000NM000A bay 3, 8 TB, rotating overwrite-zeros Clear/ }),
  ).toContainText('128 samples of 4 KiB, none failed');
  const leftOut = page.getByRole('table', { name: 'What was not erased' });
  await expect(leftOut.getByRole('row', { name: /4C530001 Ultra Fit, 31 GB/ })).toContainText(
    'removable USB',
  );
  await expect(page.getByText(/^openssl pkeyutl -verify/)).toContainText('.json.sig');

  const [document] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Document', exact: true }).click(),
  ]);
  expect(JSON.parse(await readFile(await document.path(), 'utf8'))).toMatchObject({
    type: 'tuskar-erase-certificate',
  });
  const [key] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Public key' }).click(),
  ]);
  expect(key.suggestedFilename()).toMatch(/^tuskar-[0-9a-f]{32}\.pem$/);
});

test('As vera I am told that the certificate of a simulated machine proves nothing', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/certificates' });
  await page
    .getByRole('row', { name: /sim-0007 Simulated: proves nothing/ })
    .getByRole('link')
    .click();
  await expect(page.getByRole('heading', { name: /This certificate proves nothing/ })).toBeVisible();
  await expect(page.getByText('Every disk of this machine was erased')).toHaveCount(0);
});

test('As vera I print a certificate, without what is around it', async ({ signIn }) => {
  const at = '/certificates/3f6d0c11-52a7-4d7e-8b55-0c9e1f6d0c02';
  const page = await signIn({ as: 'vera', in: 'trouble', at });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Verify it without a server' })).toBeHidden();
  await expect(page.getByRole('table', { name: 'Disks that were erased' })).toBeVisible();
});

test('As alma I change the key that signs certificates, and save the new public key', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'trouble', at: '/certificates' });
  await page.getByRole('link', { name: 'Signing keys' }).click();
  await expect(page.getByRole('heading', { name: 'Signing keys' })).toBeFocused();
  const keys = page.getByRole('table', { name: 'Signing keys' });
  await expect(keys.getByRole('row', { name: /^f51d5a3f.* Signs now/ })).toBeVisible();
  await page.getByRole('button', { name: 'Change the key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Change the key' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Yearly change');
  await dialog.getByRole('button', { name: 'Change the key' }).click();
  await expect(keys.getByRole('row', { name: /^f51d5a3f.* Signs no more/ })).toBeVisible();
  await expect(page.getByText(/^Give the public key a+2 to whoever keeps them/)).toBeVisible();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Save the public key a+2/ }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^tuskar-a+2\.pem$/);
});

test('As oskar I see the signing keys, and that I cannot change them', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/certificates/keys' });
  await expectWhyNot(page.getByRole('button', { name: 'Change the key' }), 'hardware.override');
});
