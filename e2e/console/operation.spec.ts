import { expect, test } from './person.ts';

test('As oskar I see why an operation failed and what to do, and retry it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble' });
  await page.getByRole('link', { name: 'See why, and what to do' }).click();
  const failure = page.getByRole('heading', {
    name: /Converge services on try-1: A step on the host failed/,
  });
  await expect(failure).toBeVisible();
  await expect(page.getByText('Access denied for user')).toBeVisible();
  await expect(page.getByText('Correct the password of nova in the database')).toBeVisible();
  await expect(page.getByText('Code converge-failed')).toBeVisible();

  await page.getByRole('button', { name: 'Show the log of this step' }).click();
  await expect(page.getByText('6 of 48 lines')).toBeVisible();
  await expect(page.getByRole('log')).toContainText('error unit nova-api.service: failed');

  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('12 of 12 steps')).toBeVisible();
  await expect(failure).toHaveCount(0);
  await expect(page.getByText('Attempt')).toBeVisible();
});

test('As oskar I cancel what runs', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/images' });
  await page.getByRole('button', { name: 'Build the host image' }).click();
  await expect(page.getByRole('heading', { name: 'Build the host image' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the operation' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).not.toHaveAttribute('aria-disabled', 'true');
});

test('As oskar I narrow the list of operations, and the address keeps it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/operations' });
  await page.getByRole('combobox', { name: 'State' }).selectOption('Failed');
  await expect(page).toHaveURL('/operations?state=failed');
  await expect(page.getByText('1 shown')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 shown')).toBeVisible();
});

test('As oskar I am told when the connection is lost, and what I missed is there when it is back', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', at: '/hosts/try-1' });
  await expect(page.getByRole('heading', { name: 'None yet' })).toBeVisible();
  await page.route('**/v1/events*', (route) => route.abort());
  await page.request.post('/fake/disconnect');
  await expect(page.getByText('The connection to Tuskar is lost')).toBeVisible();
  await page.request.post('/v1/hosts/try-1/converge', { data: { mode: 'check' } });
  await page.unroute('**/v1/events*');
  await expect(page.getByRole('link', { name: 'Check the host try-1' })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('The connection to Tuskar is lost')).toHaveCount(0);
});
