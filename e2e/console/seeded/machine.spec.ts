import { expect, test } from '../person.ts';

/** Each goes on where the one before it ended: machines that are built alike, of which node-32 has a slow disk. */
test.describe.configure({ mode: 'serial' });

test('As oskar I make a class of machines that are built alike', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/classes' });
  await page
    .getByRole('table', { name: 'Proposals' })
    .getByRole('row', { name: /node-12/ })
    .getByRole('link')
    .click();
  await page.getByRole('textbox', { name: 'Name' }).fill('pair');
  await page.getByRole('button', { name: 'Make' }).click();
  await expect(page.getByRole('heading', { name: 'pair', level: 1 })).toBeFocused();
  await expect(page.getByText(/^\d members, all as they must be/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Parts' }).getByRole('row', { name: /^DIMM/ })).toBeVisible();
});

test('As vera I see what a machine is made of, and where a disk has been', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', at: '/machines/node-12/hardware' });
  await expect(page.getByText('The first look into this machine.')).toBeVisible();
  const disk = page.getByRole('table', { name: 'Disks' }).getByRole('row').nth(1);
  await expect(page.getByRole('table', { name: 'Memory' }).getByRole('row').nth(1)).toContainText('GiB');
  await disk.getByRole('link').click();
  const stays = page.getByRole('table', { name: 'Where it has been' });
  await expect(stays.getByRole('row', { name: /^node-12/ })).toContainText('it is there');
});

test('As oskar I burn them in, and the slow disk is named among its siblings', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/burn-ins/new?class=pair' });
  await page.getByRole('button', { name: /^Burn in \d machines$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Burn in' }).click();
  const runs = page.getByRole('table', { name: 'Burn-ins' });
  await expect(runs.getByRole('row', { name: /node-12 Passed/ })).toBeVisible({ timeout: 80_000 });
  await expect(runs.getByRole('row', { name: /node-32 Failed/ })).toBeVisible({ timeout: 80_000 });
  await runs.getByRole('link', { name: 'node-32' }).click();
  await expect(page.getByText('Quarantined', { exact: true })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Findings' }).getByRole('listitem').first()).toContainText(
    /disk .*its \d+ siblings/,
  );
  const values = page.getByRole('table', { name: 'Values of Disks' });
  await expect(values.getByRole('row').nth(1)).toContainText('Slow');
});

test('As alma I waive what was found, and the machine is ready', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/machines/node-32/burn-in' });
  const waive = page.getByRole('button', { name: 'Waive', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Waive this finding?' });
  await expect(waive.first()).toBeVisible();
  const open = await waive.count();
  for (let left = open; left > 0; left -= 1) {
    await expect(waive).toHaveCount(left);
    await waive.first().click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Only for scratch data');
    await dialog.getByRole('button', { name: 'Waive' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  await expect(page.getByText(/Waived by alma/).first()).toBeVisible();
});

test('As oskar I see which disk a system would go on', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/machines/node-12/deploy' });
  const disks = page.getByRole('radiogroup', { name: 'The disk that is written to' });
  await expect(disks.getByRole('radio').first()).toBeChecked();
  await expect(disks).toContainText('What the rule chooses: the smallest disk that does not rotate.');
});

test('As alma I erase and retire a machine, and its certificate is there', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/machines/node-12' });
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase and retire' }).click();
  await page.getByRole('textbox', { name: 'Type node-12 to confirm' }).fill('node-12');
  await page.getByRole('button', { name: 'Erase and retire' }).click();
  await expect(page.getByRole('heading', { name: 'Steps' })).toBeVisible();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible({ timeout: 80_000 });
  await page.goto('/machines/node-12');
  await expect(page.getByText('Retired', { exact: true })).toBeVisible();
  await page.goto('/certificates');
  await expect(page.getByRole('link', { name: 'node-12' })).toBeVisible();
});

test('As oskar I break a simulated machine, see among many that it fails, and repair it', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', at: '/machines/node-32' });
  const faults = page.getByRole('dialog', { name: 'Faults of node-32' });
  const openFaults = async () => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Break or repair it (simulated)' }).click();
  };
  await openFaults();
  await faults.getByRole('checkbox', { name: 'no-boot' }).check();
  await faults.getByRole('button', { name: 'Apply' }).click();
  await expect(faults).toBeHidden();

  await page.goto('/machines?search=node-');
  await page.getByRole('button', { name: 'Act on 2 machines' }).click();
  const about = page.getByRole('table', { name: 'Machines it is about' });
  await expect(about.getByRole('row', { name: /node-12.*Left out.*retired/ })).toBeVisible();
  await page.getByRole('button', { name: 'Inspect: 1 machine' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Inspect' }).click();
  await expect(page.getByText('Failed', { exact: true })).toBeVisible({ timeout: 80_000 });
  await expect(page.getByText(/Inspect node-32 failed/).first()).toBeVisible();

  await page.goto('/machines/node-32');
  await expect(page.getByText('Quarantined', { exact: true })).toBeVisible();
  await openFaults();
  await expect(faults.getByRole('checkbox', { name: 'no-boot' })).toBeChecked();
  for (const fault of ['no-boot', 'disk-slow']) await faults.getByRole('checkbox', { name: fault }).uncheck();
  await faults.getByRole('button', { name: 'Apply' }).click();
  await expect(faults).toBeHidden();
  await openFaults();
  await expect(faults.getByRole('checkbox', { checked: true })).toHaveCount(0);
});
