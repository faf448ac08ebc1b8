import { expect, expectWhyNot, test } from './person.ts';

test('As oskar I see what is wrong on the overview, and go to it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble' });
  const attention = page.getByRole('region', { name: 'Needs a person' });
  await expect(attention.getByText('4 incidents are open')).toBeVisible();
  await expect(attention.getByText('1 critical; 3 that nobody has taken')).toBeVisible();
  await expect(attention.getByText('One machine is in quarantine')).toBeVisible();
  await expect(attention.getByText('One machine is late')).toBeVisible();
  await attention
    .getByRole('listitem')
    .filter({ hasText: 'One machine is unreachable' })
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/contact=unreachable/);
  await expect(page.getByRole('link', { name: 'cmp-004' })).toBeVisible();
});

test('As oskar I acknowledge an incident with a note, and close it; the badge counts with me', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/incidents' });
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link', { name: 'Incidents 4 open' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Severity' }).selectOption('Critical');
  await expect(page).toHaveURL('/incidents?severity=critical');
  await page.getByRole('link', { name: 'The machine is too hot: CPU 1' }).click();
  await expect(page.getByText('CPU 1 has 91 °C; critical from 90 °C.')).toBeVisible();
  await expect(page.getByText(/^Next: Look at its fans/)).toBeVisible();

  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('The filter is being cleaned.');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText('oskar took it')).toBeVisible();
  await expect(page.getByText('The filter is being cleaned.')).toBeVisible();

  await page.getByRole('button', { name: 'Close incident' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close incident' }).click();
  await expect(page.getByText('Closed by oskar')).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Incidents 3 open' })).toBeVisible();
});

test('As oskar I see what else was ever wrong with a machine', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/incidents/inc-cmp-001-overheating' });
  const others = page.getByRole('table', { name: 'Other incidents of cmp-001' });
  await expect(others.getByRole('row', { name: /A power supply is failing: PSU 2.*Closed/ })).toBeVisible();
});

test('As vera I look at an incident, and am told why I may not close it', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', in: 'trouble', at: '/incidents/inc-sto-001-machine-late' });
  const close = page.getByRole('button', { name: 'Close incident' });
  await expectWhyNot(close, 'does not have the permission incident.manage');
});

test('As oskar I am told where nothing is wrong', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/incidents' });
  await expect(page.getByRole('heading', { name: 'Nothing is known to be wrong' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Incidents', exact: true })).toBeVisible();
});
