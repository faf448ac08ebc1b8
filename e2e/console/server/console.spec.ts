import { mkdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

/**
 * The console of a Tuskar that runs, with what it really shows. Environment: TUSKAR_URL, TUSKAR_USER (by default admin),
 * TUSKAR_PASSWORD; TUSKAR_CLOUD names a cloud that is deployed, and TUSKAR_SCREENSHOT says where its picture goes.
 */
const { TUSKAR_USER = 'admin', TUSKAR_PASSWORD = '', TUSKAR_CLOUD, TUSKAR_SCREENSHOT } = process.env;
const root = new URL('../../..', import.meta.url).pathname;

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Name').fill(TUSKAR_USER);
  await page.getByLabel('Password').fill(TUSKAR_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('As the administrator I open every page, and none of them has a problem', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  for (const name of ['Clouds', 'Hosts', 'Images', 'Lab', 'Operations', 'Audit trail', 'People', 'Tokens']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeFocused();
  }
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await expect(page.getByText('The audit trail is intact')).toBeVisible();
  expect(problems).toEqual([]);
});

test('As the administrator I see the deployed cloud and all its services healthy', async ({ page }) => {
  test.skip(TUSKAR_CLOUD === undefined, 'no cloud is named by TUSKAR_CLOUD');
  const cloud = page.getByRole('region', { name: TUSKAR_CLOUD! });
  await expect(cloud.getByText('Active')).toBeVisible();
  await expect(cloud.getByRole('list', { name: 'Services' })).toContainText('nova');
  await cloud.getByRole('link', { name: TUSKAR_CLOUD!, exact: true }).click();
  await expect(page.getByText(/^\d+ healthy$/)).toBeVisible();
  for (const tab of ['Blueprints', 'Verifications', 'Intent', 'Credentials']) {
    await page
      .getByRole('navigation', { name: `Cloud ${TUSKAR_CLOUD}` })
      .getByRole('link', { name: tab })
      .click();
    await expect(page.getByRole('link', { name: tab })).toHaveAttribute('aria-current', 'page');
  }
  await page.getByRole('button', { name: 'Reveal the credentials' }).click();
  await expect(page.getByText('Identity URL')).toBeVisible();
});

test('As a reader of the README I see the console', async ({ page }) => {
  test.skip(TUSKAR_SCREENSHOT === undefined, 'no picture is asked for by TUSKAR_SCREENSHOT');
  const path = new URL(TUSKAR_SCREENSHOT!, `file://${root}/`).pathname;
  await mkdir(new URL('.', `file://${path}`), { recursive: true });
  if (TUSKAR_CLOUD !== undefined) {
    await expect(
      page.getByRole('region', { name: TUSKAR_CLOUD }).getByRole('list', { name: 'Services' }),
    ).toBeVisible();
  }
  await page.screenshot({ path, animations: 'disabled' });
});
