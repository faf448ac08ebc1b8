import { expect, test } from './person.ts';

test('As oskar I see why a machine is in quarantine, and what to do', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines' });
  await expect(page.getByRole('status').filter({ hasText: '5 machines' })).toBeVisible();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Quarantined (1)');
  await expect(page).toHaveURL(/state=quarantined/);
  await page.getByRole('link', { name: 'cmp-003' }).click();
  await expect(page.getByRole('heading', { name: 'cmp-003', level: 1 })).toBeFocused();
  await expect(page.getByText('The disk S4YNX0R7 in bay 2 writes 212 MB/s')).toBeVisible();
  await expect(page.getByText(/^Next: Replace the disk S4YNX0R7/)).toBeVisible();
});

test('As oskar I find a machine by a part of its name, and the address keeps it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines' });
  await page.getByRole('textbox', { name: 'Find a machine' }).fill('sto');
  await expect(page.getByRole('link', { name: 'sto-001' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'cmp-001' })).toBeHidden();
  await expect(page).toHaveURL(/search=sto/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Find a machine' })).toHaveValue('sto');
  await expect(page.getByRole('link', { name: 'sto-001' })).toBeVisible();
});

test('As oskar I say that I work on a machine, and why', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-002' });
  await page.getByRole('button', { name: 'Begin maintenance' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('A new fan');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(page.getByText('Maintenance', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'End maintenance' }).click();
  await expect(page.getByRole('button', { name: 'Begin maintenance' })).toBeVisible();
});

test('As oskar I may not release a machine without a test, and am told why', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-003' });
  const release = page.getByRole('button', { name: 'Release' });
  await expect(release).toHaveAttribute('aria-disabled', 'true');
  await release.focus();
  await expect(page.getByRole('tooltip')).toContainText('does not have the permission hardware.override');
});

test('As alma I find one machine among 10,000', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'large', at: '/machines' });
  await expect(page.getByRole('status').filter({ hasText: '10,000 machines' })).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(150);
  await page.getByRole('textbox', { name: 'Find a machine' }).fill('node-09999');
  await expect(page.getByRole('link', { name: 'node-09999' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 machine' })).toBeVisible();
});
