import { expect, test } from './person.ts';

test('As oskar I see what the undercloud is and can, and equip it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/undercloud' });
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await expect(page.getByText('1.95, of 1.1 to 1.99')).toBeVisible();
  await expect(page.getByText('It lacks nothing that Tuskar would use.')).toBeVisible();
  const agent = page.getByRole('region', { name: 'Agent' });
  await expect(agent.getByText('There is a newer one')).toBeVisible();
  await expect(agent.getByRole('link', { name: 'agent-07e5d1c2ab90' })).toBeVisible();
  await expect(agent.getByText('tuskar undercloud equip --wait')).toBeVisible();
  await page.getByRole('button', { name: 'Equip' }).click();
  await expect(page.getByRole('heading', { name: 'Equip the undercloud' })).toBeVisible();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await page.goto('/undercloud');
  await expect(agent.getByText('The newest', { exact: true })).toBeVisible();
  await expect(agent.getByText('What to do')).toHaveCount(0);
});

test('As oskar I see why it is silent, what it lacks, and why I cannot equip it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/undercloud' });
  await expect(page.getByText('ironic.example:6385 did not answer within 10 s.')).toBeVisible();
  await expect(page.getByText('ctl-2 is dead')).toBeVisible();
  const lacks = page.getByRole('table', { name: 'What it lacks' });
  await expect(lacks.getByRole('row', { name: /version 1\.89 of the API/ })).toContainText('2024.1');
  await expect(page.getByRole('button', { name: 'Equip' })).toHaveAttribute('aria-disabled', 'true');
});

test('As oskar I test an Ironic of somebody else, connect it, and disconnect it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'empty', at: '/undercloud' });
  await page.getByRole('link', { name: 'Connect one' }).click();
  await page.getByRole('textbox', { name: 'URL' }).fill('https://ironic.example:6385');
  await page.getByRole('textbox', { name: 'User' }).fill('tuskar');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('https://ironic.example:6385 does not let tuskar in.')).toBeVisible();
  await page.getByLabel('Password').fill('right');
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('It lacks nothing that Tuskar would use.')).toBeVisible();
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText('somebody else’s', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'No bare-metal service is connected' })).toBeVisible();
});
