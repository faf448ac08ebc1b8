import type { Page } from '@playwright/test';
import { expect, test } from './person.ts';

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Ways to enrol machines' }).getByRole('link', { name });

test('As oskar I enrol one machine, and am told at once what I typed wrong', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/machines' });
  await page.getByRole('button', { name: 'Enrol machines' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Cmp_009');
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(name).toHaveAccessibleDescription(/Lower-case letters, digits and hyphens, not at the ends\./);
  await expect(page.getByText('Say where its BMC is.')).toBeVisible();
  await name.fill('cmp-009');
  await page.getByRole('textbox', { name: 'Address of its BMC' }).fill('198.18.48.9');
  await page.getByRole('textbox', { name: 'User of the BMC' }).fill('root');
  await page.getByLabel('Password of the BMC').fill('calvin');
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Enrol the machine cmp-009' })).toBeVisible();
});

test('As oskar I see all that is wrong with a file at once, correct it, and enrol its machines', async ({
  signIn,
}) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/enrol' });
  await tab(page, 'From a file').click();
  const choose = async (nodes: object[]) => {
    const buffer = Buffer.from(JSON.stringify({ nodes }));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'nodes.json', mimeType: 'application/json', buffer });
  };
  const good = { name: 'cmp-020', pm_addr: 'https://198.18.48.20', pm_user: 'root', pm_password: 'calvin' };
  const known = { name: 'cmp-001', pm_addr: 'https://198.18.48.1' };
  await choose([good, { name: 'cmp-021' }, { name: 'cmp-022' }, known]);
  await expect(page.getByRole('heading', { name: /2 things are wrong with the file/ })).toBeVisible();
  const problems = page.getByRole('table', { name: 'Problems' });
  await expect(problems.getByRole('row', { name: 'nodes[1] pm_addr is missing' })).toBeVisible();
  await expect(problems.getByRole('row', { name: 'nodes[2] pm_addr is missing' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Enrol/ })).toHaveCount(0);
  await expect(page.getByText('calvin')).toHaveCount(0);

  await choose([good, known]);
  const machines = page.getByRole('table', { name: 'Machines in the file' });
  await expect(machines.getByRole('row', { name: /cmp-020 New .* with a password/ })).toBeVisible();
  await expect(machines.getByRole('link', { name: 'known as cmp-001' })).toBeVisible();
  await page.getByRole('button', { name: 'Enrol 1 machine' }).click();
  await expect(page.getByRole('heading', { name: 'Enrol the machine cmp-020' })).toBeVisible();
});

test('As oskar I scan a range, watch it, and enrol what I choose of what was found', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/enrol/scan' });
  await page.getByRole('textbox', { name: 'Range' }).fill('198.18.48.0/28');
  await page.getByRole('textbox', { name: 'User' }).fill('root');
  await page.getByLabel('Password').fill('calvin');
  await page.getByRole('button', { name: 'Try another user too' }).click();
  await page.getByRole('textbox', { name: 'User 2' }).fill('admin');
  await page.getByRole('button', { name: 'Scan', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'Scan of 198.18.48.0/28' })).toBeVisible();
  await expect(page.getByText('2 new, 1 known already, 1 let nobody in')).toBeVisible();
  const found = page.getByRole('table', { name: 'BMCs that were found' });
  await expect(found.getByRole('link', { name: 'cmp-001' })).toBeVisible();
  await found.getByRole('textbox', { name: 'Name of https://198.18.48.11' }).fill('Not right');
  await expect(page.getByText(/Lower-case letters, digits and hyphens/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enrol 2 machines' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await found.getByRole('textbox', { name: 'Name of https://198.18.48.11' }).fill('cmp-011');
  await found.getByRole('checkbox', { name: 'Enrol https://198.18.48.12' }).uncheck();
  await page.getByRole('button', { name: 'Enrol 1 machine' }).click();
  await expect(page.getByRole('heading', { name: 'Enrol the machine cmp-011' })).toBeVisible();
});

test('As oskar I may not allow a range; as alma I allow one, and forbid it again', async ({ signIn }) => {
  const asOskar = await signIn({ as: 'oskar', in: 'empty', at: '/enrol/scan' });
  await expect(asOskar.getByRole('heading', { name: 'No range may be scanned yet' })).toBeVisible();
  await expect(asOskar.getByRole('button', { name: 'Allow a range' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );

  const page = await signIn({ as: 'alma', in: 'empty', at: '/enrol/scan' });
  await page.getByRole('button', { name: 'Allow a range' }).click();
  await page.getByRole('textbox', { name: 'Range' }).fill('198.18.48.0/24');
  await page.getByRole('textbox', { name: 'What it is' }).fill('Room 2');
  await page.getByRole('dialog').getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByRole('row', { name: /198\.18\.48\.0\/24 Room 2 alma/ })).toBeVisible();
  await page.getByRole('button', { name: 'Forbid 198.18.48.0/24' }).click();
  await expect(page.getByRole('heading', { name: 'No range may be scanned yet' })).toBeVisible();
});

test('As oskar I claim a node that nobody announced', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/enrol/unclaimed' });
  await page
    .getByRole('row', { name: /6a1f2c3d/ })
    .getByRole('link')
    .click();
  await expect(page.getByText('It stays the node 6a1f2c3d-0b57-4c0e-9a83-2f0a5d7b1c77')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
});

test('As oskar I am told to connect a bare-metal service first', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'empty', at: '/enrol/unclaimed' });
  await page.getByRole('link', { name: 'Connect one' }).click();
  await expect(page.getByRole('heading', { name: 'Connect a bare-metal service' })).toBeVisible();
});
