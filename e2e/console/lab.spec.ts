import { expect, test } from './person.ts';

test('As oskar I add a machine to the lab, break its disk, and repair it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/lab' });
  await page.getByRole('button', { name: 'Add machines' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add machines to the lab' });
  await expect(dialog.getByRole('textbox', { name: 'Names' })).toHaveValue('machine-3');
  await dialog.getByRole('textbox', { name: 'Processors' }).fill('99');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText(/expected number to be <=8/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Processors' }).fill('4');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('row', { name: /^machine-3 Off/ });
  await expect(row).toContainText('4 CPUs, 4 GiB, 20 GB + 20 GB, 2 NICs');

  await page.getByRole('button', { name: 'Faults of machine-3' }).click();
  await page.getByRole('checkbox', { name: 'disk-fails' }).check();
  await page.getByRole('textbox', { name: 'Part of disk-fails' }).fill('bay-1');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(row).toContainText('disk-fails:bay-1');

  await page.getByRole('button', { name: 'Faults of machine-3' }).click();
  await page.getByRole('checkbox', { name: 'disk-fails' }).uncheck();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(row).toContainText('none');
});

test('As oskar I read the console of a lab machine, enrol it, and remove it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/lab' });
  await page.getByRole('button', { name: 'Console of machine-1' }).click();
  await expect(page.getByRole('log')).toContainText('BdsDxe: starting Boot0002');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Enrol machine-1' }).click();
  await expect(page.getByRole('textbox', { name: 'Address of its BMC' })).toHaveValue('https://198.18.48.1');
  await expect(page.getByRole('textbox', { name: 'User of the BMC' })).toHaveValue('admin');

  await page.goto('/lab');
  await page.getByRole('button', { name: 'Remove machine-1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: /^machine-1/ })).toHaveCount(0);
});

test('As oskar I say how many simulated machines the lab has', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/lab' });
  await page.getByRole('button', { name: 'Set their number' }).click();
  await page.getByRole('textbox', { name: 'How many' }).fill('1000');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByText(/1,000 machines from the seed 1/)).toBeVisible();
});

test('As vera I look at the lab, and am told what comes first', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'empty', at: '/lab' });
  await expect(page.getByRole('heading', { name: 'No machine' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add machines' })).toHaveAttribute('aria-disabled', 'true');
});

test('As oskar I bring the lab up with machines', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'empty', at: '/lab' });
  await page.getByRole('button', { name: 'Bring up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bring the lab up' });
  await dialog.getByRole('textbox', { name: 'How many machines' }).fill('33');
  await dialog.getByRole('button', { name: 'Bring up' }).click();
  await expect(dialog.getByText('From 0 to 32.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'How many machines' }).fill('2');
  await dialog.getByRole('button', { name: 'Bring up' }).click();
  await expect(page.getByRole('button', { name: /^Add 2 machines/ })).toBeVisible();
});

test('As oskar I see at once what somebody does elsewhere to a machine of the lab', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/lab' });
  const row = page.getByRole('row', { name: /^machine-2/ });
  await expect(row).toBeVisible();
  const faults = [{ name: 'power-lost' }];
  const answer = await page.request.put('/v1/lab/machines/machine-2/faults', { data: { faults } });
  expect(answer.ok()).toBe(true);
  await expect(row).toContainText('power-lost');
});
