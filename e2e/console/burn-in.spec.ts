import { expect, expectWhyNot, test } from './person.ts';

test('As alma I see which part is slow among its siblings, and waive the findings', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'trouble', at: '/machines/cmp-003' });
  await page.getByRole('link', { name: 'See what was measured' }).click();
  const findings = page.getByRole('list', { name: 'Findings' });
  await expect(findings.getByRole('listitem')).toHaveCount(2);
  await expect(findings).toContainText(
    'disk S4YNX0R7 in bay 2: write throughput 212 MB/s, its 15 siblings 1940 MB/s',
  );
  const slow = page.getByRole('table', { name: 'Values of Disks' }).getByRole('row').nth(1);
  await expect(slow).toContainText('Disk in bay 2');
  await expect(slow).toContainText('212 MB/s');
  await expect(slow).toContainText('1,940 ± 32 MB/s of 15');
  await expect(slow).toContainText('−89 %, z −54.0');
  for (const _ of [1, 2]) {
    await findings.getByRole('button', { name: 'Waive', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Waive this finding?' });
    await dialog.getByRole('button', { name: 'Waive' }).click();
    await expect(dialog.getByText('Say why, in three characters or more.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Only for scratch data');
    await dialog.getByRole('button', { name: 'Waive' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(findings).toContainText('Waived by alma just now: Only for scratch data.');
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  await findings.getByRole('button', { name: 'End the waiver' }).first().click();
  await expect(page.getByText('Quarantined', { exact: true })).toBeVisible();
});

test('As oskar I may not waive a finding, and am told why', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/burn-ins/bi-0003' });
  const waive = page.getByRole('button', { name: 'Waive', exact: true }).first();
  await expectWhyNot(waive, 'does not have the permission hardware.override');
});

test('As oskar I burn in a machine, by a profile that says what it does', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/sto-002' });
  await page.getByRole('button', { name: 'Burn in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Burn in sto-002?' });
  await expect(dialog).toContainText('What is on the disks is destroyed');
  await dialog.getByRole('combobox', { name: 'Profile' }).selectOption('standard, at most 1 d 13 h 30 min');
  await expect(dialog.getByRole('list', { name: 'Its tests' })).toContainText('Disks, read and written, 4 h');
  await dialog.getByRole('button', { name: 'Burn in' }).click();
  await expect(page.getByRole('heading', { name: 'Burn in sto-002', level: 1 })).toBeVisible();
});

test('As oskar I burn in several machines at once, and see them run', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/burn-ins' });
  await page.getByRole('button', { name: 'Burn in machines' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Quarantined');
  await expect(page.getByRole('checkbox', { name: 'cmp-003' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'cmp-003' }).uncheck();
  await expect(page.getByRole('button', { name: 'Burn in 0 machines' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.getByRole('checkbox', { name: 'All of them' }).check();
  await page.getByRole('button', { name: 'Burn in 1 machine' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Burn in' }).click();
  await expect(page.getByRole('heading', { name: 'Burn in cmp-003', level: 1 })).toBeVisible();
});

test('As oskar I make a profile of my own, change it and remove it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/burn-ins/profiles' });
  await page.getByRole('button', { name: 'Make a profile' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('lunch');
  await dialog.getByRole('button', { name: 'Add Disks' }).click();
  await dialog.getByRole('group', { name: 'Disks' }).getByRole('checkbox', { name: 'Write, too' }).uncheck();
  await dialog.getByRole('button', { name: 'Make' }).click();
  const own = page.getByRole('region', { name: 'lunch' });
  await expect(own.getByRole('listitem')).toHaveText(['CPU, 5 min', 'Disks, only read, 5 min']);
  await own.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('button', { name: 'Leave out CPU' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(own.getByRole('listitem')).toHaveText(['Disks, only read, 5 min']);
  await own.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(own).toBeHidden();
});
