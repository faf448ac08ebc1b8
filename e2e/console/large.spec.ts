import { expect, test } from './person.ts';

test('As alma I find one host among 10,000', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'large', at: '/hosts' });
  await expect(page.getByText('10,000 hosts', { exact: true })).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(150);
  await page.getByRole('textbox', { name: 'Find a host' }).fill('node-09999');
  await expect(page.getByRole('link', { name: 'node-09999' })).toBeVisible();
  await expect(page.getByText('1 of 10,000 hosts')).toBeVisible();
});

test('As alma I scroll to the end of 10,000 hosts', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'large', at: '/hosts' });
  await expect(page.getByText('10,000 hosts', { exact: true })).toBeVisible();
  await expect(async () => {
    await page.getByRole('main').evaluate((main) => main.scrollTo({ top: main.scrollHeight }));
    await expect(page.getByRole('link', { name: 'node-09999' })).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('As alma I follow an operation on 1,000 hosts with a log of 30,000 lines', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'large', at: '/operations/op-0009' });
  await expect(page.getByText('30,000 lines')).toBeVisible();
  await expect(page.getByRole('log')).toContainText('item 29999 unchanged');
  await expect(page.getByRole('button', { name: /Wave 4.*0 of 1,000 done/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Find in the log' }).fill('item 12345 ');
  await expect(page.getByText('1 of 30,000 lines')).toBeVisible();
});

test('As alma I read a blueprint that changes 1,000 hosts', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'large', at: '/blueprints/bp-0009' });
  await expect(page.getByText('4,000 on 1,000 of 10,000 hosts')).toBeVisible();
  await page.getByRole('textbox', { name: 'Find a file, unit or host' }).fill('node-00999');
  await page.getByRole('button', { name: 'node-00999 4 changes' }).click();
  await expect(page.getByRole('button', { name: /nova\.conf/ })).toBeVisible();
});
