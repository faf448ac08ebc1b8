import { expect, expectWhyNot, test } from './person.ts';

test('As vera I see which members of a class are not as they must be, part by part', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/classes' });
  const row = page
    .getByRole('table', { name: 'Hardware classes' })
    .getByRole('row', { name: /^compute-r650/ });
  await expect(row).toContainText('2 not');
  await expect(row).toContainText('Dell*, PowerEdge R650, processors 2, memory at least 384 GiB');
  await row.getByRole('link', { name: 'compute-r650' }).click();
  const deviations = page.getByRole('table', { name: 'Deviations' });
  await expect(deviations.getByRole('row', { name: /^cmp-001/ })).toContainText(
    '1 of 16 DIMMs missing: slot B2',
  );
  await expect(page.getByText('write throughput: at least 1,500')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Machines' })).toContainText('cmp-004');
  await deviations.getByRole('link', { name: 'cmp-001' }).click();
  await expect(page.getByRole('table', { name: 'Memory' })).toBeVisible();
});

test('As oskar I make a class of what is proposed', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/classes' });
  await page.getByRole('link', { name: 'supermicro-ssg-640sp' }).click();
  await expect(page.getByText('Proposed for 3 machines: sto-101, sto-102, sto-103.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('supermicro-ssg-640sp');
  const disks = page.getByRole('group', { name: 'Each must have' }).first();
  await expect(disks.getByRole('spinbutton', { name: 'How many' })).toHaveValue('60');
  await disks.getByRole('textbox', { name: 'Firmware' }).fill('SE03');
  await page.getByRole('button', { name: 'Make' }).click();
  await expect(page.getByRole('heading', { name: 'supermicro-ssg-640sp', level: 1 })).toBeFocused();
  await expect(
    page.getByRole('table', { name: 'Parts' }).getByRole('row', { name: /^Disk 60/ }),
  ).toContainText('SE03');
});

test('As oskar I change a class, and remove it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/classes/compute-r650' });
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('spinbutton', { name: 'Memory at least' }).fill('512');
  await page.getByRole('button', { name: 'Add a limit' }).click();
  const limit = page.getByRole('group', { name: 'Limit of a measured value' }).last();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(limit.getByText('Give at least one side.')).toBeVisible();
  await limit.getByRole('spinbutton', { name: 'At least' }).fill('5000');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('at least 512 GiB')).toBeVisible();
  await expect(page.getByText('read throughput: at least 5,000')).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'No class yet' })).toBeVisible();
});

test('As vera I may not make a class, and am told why', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', at: '/classes' });
  await expect(page.getByText('tuskar class propose')).toBeVisible();
  const make = page.getByRole('button', { name: 'Make a class' });
  await expectWhyNot(make, 'does not have the permission hardware.operate');
});
