import { expect, test } from './person.ts';

test('As oskar I quarantine the machines that I tick, and see how far it is', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines' });
  const act = page.getByRole('button', { name: /^Act on/ });
  await expect(act).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('checkbox', { name: 'Choose sto-002' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Rack' }).selectOption('r12 (4)');
  await expect(act).toHaveText('Act on 1 machine');
  await page.getByRole('checkbox', { name: 'Choose cmp-001' }).check();
  await act.click();

  await expect(page.getByText('2 machines, ticked by hand.')).toBeVisible();
  await page.getByRole('button', { name: 'burn them in' }).click();
  await expect(page.getByRole('dialog', { name: 'Burn in 2 machines?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'What to do' }).selectOption('Quarantine');
  const about = page.getByRole('table', { name: 'Machines it is about' });
  await expect(about.getByRole('row').nth(1)).toHaveText(/cmp-001.*Left out.*it is in-use/);
  await expect(about.getByRole('row').nth(2)).toHaveText(/sto-002.*It is done/);
  await page.getByRole('button', { name: 'Quarantine: 1 machine' }).click();
  await expect(page.getByText('Say why.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Wet');
  await page.getByRole('textbox', { name: 'Stop after so many failures' }).fill('0');
  await page.getByRole('button', { name: 'Quarantine: 1 machine' }).click();
  await expect(page.getByText('From 1 to 20000.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Stop after so many failures' }).fill('2');
  await page.getByRole('button', { name: 'Quarantine: 1 machine' }).click();
  const dialog = page.getByRole('dialog', { name: 'Quarantine: 1 machine?' });
  await expect(dialog).toContainText('1 other that cannot is left out. Once 2 machines failed');
  await dialog.getByRole('button', { name: 'Quarantine' }).click();
  await expect(page.getByRole('list', { name: 'Steps' }).getByText('sto-002')).toBeVisible();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await page.goto('/machines/sto-002');
  await expect(page.getByText(/^Quarantined for .*: Wet/)).toBeVisible();
});

test('As alma I forget all that the filter leaves, once I have typed how many', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'trouble', at: '/machines?rack=r13' });
  await page.getByRole('button', { name: 'Act on 2 machines' }).click();
  await expect(page.getByText('All that fit: rack r13.')).toBeVisible();
  await page.getByRole('combobox', { name: 'What to do' }).selectOption('Forget');
  await page.getByRole('button', { name: 'Forget: 2 machines' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget: 2 machines?' });
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(dialog.getByText('Type 2 machines.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Type 2 machines to confirm' }).fill('2 machines');
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
});

test('As oskar I boot those that are in use into the rescue system', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-001' });
  await page.goto('/machine-bulk?names=["cmp-001","sto-002"]');
  await page.getByRole('combobox', { name: 'What to do' }).selectOption('Boot the rescue system');
  const about = page.getByRole('table', { name: 'Machines it is about' });
  await expect(about.getByRole('row', { name: /sto-002/ })).toHaveText(/Left out/);
  await page.getByRole('textbox', { name: 'Reason' }).fill('Lost boot loaders');
  await page.getByRole('checkbox', { name: /^Although a host carries instances/ }).check();
  await page.getByRole('button', { name: 'Boot the rescue system: 1 machine' }).click();
  const dialog = page.getByRole('dialog', { name: 'Boot the rescue system: 1 machine?' });
  await dialog.getByRole('button', { name: 'Boot the rescue system' }).click();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await page.goto('/machines/cmp-001');
  await expect(page.getByText(/: Lost boot loaders/)).toBeVisible();
});
