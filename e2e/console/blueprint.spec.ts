import { expect, test } from './person.ts';

test('As oskar I read a blueprint, approve it with a reason, execute it, and watch it succeed', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar' });
  await page.getByRole('region', { name: 'Needs a person' }).getByRole('link', { name: 'Read it' }).click();
  await expect(page.getByRole('heading', { name: 'Blueprint bp-0002' })).toBeFocused();
  await expect(page.getByText('3 units')).toBeVisible();

  await page.getByRole('button', { name: 'Changed: /etc/nova/nova.conf' }).click();
  const diff = page.getByRole('region', { name: 'Diff of /etc/nova/nova.conf' });
  await expect(diff).toContainText('cpu_allocation_ratio = 8');
  await expect(page.getByText('No answer for a moment from: compute')).toBeVisible();

  await expect(page.getByRole('button', { name: 'Execute' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Approve' }).click();
  const approval = page.getByRole('dialog', { name: 'Approve the blueprint?' });
  await expect(approval).toContainText('These APIs do not answer for a moment: compute');
  await approval.getByLabel('Reason (optional)').fill('Agreed with the research group');
  await approval.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('“Agreed with the research group”')).toBeVisible();

  await page.getByRole('button', { name: 'Execute' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Execute' }).click();
  await expect(page.getByRole('heading', { name: 'Execute blueprint bp-0002 on try' })).toBeVisible();
  await expect(page.getByRole('link', { name: '1 running' })).toBeVisible();
  await expect(page.getByRole('log')).toContainText(/item \d+ of 12 unchanged/);
  await expect(page.getByText('6 of 6 steps')).toBeVisible();
  await expect(page.getByText('Succeeded')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveAttribute('aria-disabled', 'true');
});

test('As oskar I see that a secret changed, and never its value', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/blueprints/bp-0002' });
  await page.getByRole('button', { name: 'Changed: /etc/keystone/fernet-keys/0' }).click();
  await expect(page.getByText('secret changed: try/keystone-fernet')).toBeVisible();
});

test('As oskar I narrow the changes to those that interrupt somebody', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/blueprints/bp-0002' });
  await page.getByRole('combobox', { name: 'Impact' }).selectOption('API gap');
  await expect(page.getByRole('button', { name: /nova\.conf/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /haproxy\.cfg/ })).toHaveCount(0);
});

test('As oskar I abandon a blueprint', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/blueprints/bp-0002' });
  await page.getByRole('button', { name: 'Abandon' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Abandon' }).click();
  await expect(page.getByText('Abandoned', { exact: true })).toBeVisible();
});

test('As oskar I plan a change of the intent, and an option that does not exist is explained', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', at: '/clouds/try/intent' });
  const intent = page.getByRole('textbox', { name: 'Intent' });
  const text = await intent.inputValue();
  await intent.fill(text.replace('cpu_allocation_ratio', 'cpu_alocation_ratio'));
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByText('The nearest right name is cpu_allocation_ratio.')).toBeVisible();
  await intent.fill(text);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No changes' })).toBeVisible();
});
