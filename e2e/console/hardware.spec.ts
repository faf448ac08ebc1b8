import { expect, test } from './person.ts';

test('As vera I see what a machine is made of, and what has changed', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/machines/cmp-001' });
  await page.getByRole('link', { name: 'Hardware', exact: true }).click();
  await expect(page.getByText('1 of 16 DIMMs missing: slot B2')).toBeVisible();
  const changes = page.getByRole('table', { name: 'Changes' });
  await expect(changes.getByRole('row')).toHaveCount(2);
  await expect(changes).toContainText('DIMM B2 (7KQ-001-B2) gone');
  await expect(page.getByRole('table', { name: 'Memory' }).getByRole('row')).toHaveCount(16);
  await expect(page.getByRole('table', { name: 'Network ports' })).toContainText('leaf-r12-a Ethernet1');
  await page.getByRole('combobox', { name: 'compared with' }).selectOption('1');
  await expect(page).toHaveURL(/since=1/);
  await expect(changes).toContainText('disk in bay 3 swapped: 7KQ-001-D3 → S4YNX0R1');
  await page.getByRole('combobox', { name: 'Inspection', exact: true }).selectOption('1');
  await expect(page.getByText('The first look into this machine.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Memory' }).getByRole('row')).toHaveCount(17);
});

test('As vera I follow a disk through the machines that it was in', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/machines/cmp-001/hardware' });
  await page.getByRole('table', { name: 'Disks' }).getByRole('link', { name: 'S4YNX0R1' }).click();
  await expect(page.getByRole('heading', { name: 'S4YNX0R1', level: 1 })).toBeFocused();
  const stays = page.getByRole('table', { name: 'Where it has been' });
  await expect(stays.getByRole('row', { name: /^cmp-001 bay 3/ })).toContainText('it is there');
  await expect(stays.getByRole('row', { name: /^cmp-004 bay 2/ })).toContainText('34 d');
});

test('As vera I find a part by a piece of its serial number', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/parts' });
  await page.getByRole('textbox', { name: 'Serial number or model' }).fill('ynx0');
  await expect(page.getByRole('link', { name: 'S4YNX0R1' })).toBeVisible();
  await expect(page).toHaveURL(/search=ynx0/);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('DIMM');
  await expect(page.getByRole('heading', { name: 'No such part' })).toBeVisible();
});

test('As oskar I inspect a machine that nobody has looked into', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/sto-001/hardware' });
  await expect(page.getByText('tuskar machine inspect sto-001')).toBeVisible();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Inspect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Inspect' }).click();
  await expect(page.getByRole('heading', { name: 'Inspect sto-001', level: 1 })).toBeVisible();
});
