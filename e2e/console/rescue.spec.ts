import { expect, test } from './person.ts';

test('As oskar I boot a machine into the rescue system, see how to sign in, and leave it', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-001' });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Boot the rescue system' }).click();
  await dialog.getByRole('button', { name: 'Boot the rescue system' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('its boot loader is broken');
  await dialog.getByRole('button', { name: 'Boot the rescue system' }).click();
  await expect(page.getByRole('heading', { name: 'Boot cmp-001 into the rescue system' })).toBeVisible();
  await page.getByRole('link', { name: 'cmp-001' }).first().click();
  await expect(page.getByText('its boot loader is broken').first()).toBeVisible();
  await page.getByRole('button', { name: 'Reveal how to sign in' }).click();
  await expect(page.getByText('ssh rescue@198.18.48.21')).toBeVisible();

  await page.getByRole('button', { name: 'Boot its own system again' }).click();
  await dialog.getByRole('button', { name: 'Boot its own system' }).click();
  await expect(page.getByRole('heading', { name: 'Boot cmp-001 from its own disk again' })).toBeVisible();
});

test('As vera I see the ways to the console of a machine, and its lamp', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/machines/cmp-001' });
  const ways = page.getByRole('table', { name: 'Ways to its console' });
  await expect(ways.getByRole('row', { name: /^Serial port, SSH/ })).toContainText('ssh -p 2200');
  await expect(ways.getByRole('row', { name: /^Serial port, IPMI/ })).toContainText('switched off');
  await expect(page.getByText('Lamp', { exact: true })).toBeVisible();
});

test('As oskar I light the lamp of a machine, and put it out', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-002' });
  const ask = async (text: string) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: text }).click();
  };
  await ask('Light its lamp');
  await expect(page.getByText('The lamp of cmp-002 is lit')).toBeVisible();
  await expect(page.getByText('lit', { exact: true })).toBeVisible();
  await ask('Put its lamp out');
  await expect(page.getByText('out', { exact: true })).toBeVisible();
});
