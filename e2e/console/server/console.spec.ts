import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';

/**
 * The console of a Tuskar that runs, with what it really shows. Environment: TUSKAR_URL, TUSKAR_USER (by default admin),
 * TUSKAR_PASSWORD. The README's picture is taken where there is none yet; TUSKAR_SCREENSHOT names a file to take it
 * anew.
 */
const { TUSKAR_USER = 'admin', TUSKAR_PASSWORD = '', TUSKAR_SCREENSHOT } = process.env;
const picture = join(import.meta.dirname, '../../../docs/images/console.png');

const pages =
  'Clouds, Hosts, Images, Lab, Operations, Racks, Machines, Parts, Erase certificates, Audit trail, People, Tokens';

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Name').fill(TUSKAR_USER);
  await page.getByLabel('Password').fill(TUSKAR_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('As an operator I open every page, and none of them has a problem', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  for (const name of pages.split(', ')) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeFocused();
  }
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await expect(page.getByText('The audit trail is intact')).toBeVisible();
  expect(problems).toEqual([]);
});

test('As an operator I see the deployed cloud and the health of its services', async ({ page }) => {
  const name = await deployedCloud(page);
  test.skip(name === undefined, 'no cloud is deployed');
  const cloud = page.getByRole('region', { name: name! });
  await expect(cloud.getByRole('list', { name: 'Services' })).toContainText('nova', { timeout: 60_000 });
  await cloud.getByRole('link', { name: name!, exact: true }).click();
  await expect(page.getByText(/\d+ healthy/)).toBeVisible({ timeout: 60_000 });
  const tabs = page.getByRole('navigation', { name: `Cloud ${name}` });
  for (const tab of ['Blueprints', 'Verifications', 'Intent', 'Credentials']) {
    await tabs.getByRole('link', { name: tab }).click();
    await expect(tabs.getByRole('link', { name: tab })).toHaveAttribute('aria-current', 'page');
  }
  await page.getByRole('button', { name: 'Reveal the credentials' }).click();
  await expect(page.getByText('Identity URL')).toBeVisible();
});

test('As a reader of the README I see the console', async ({ page }) => {
  const name = await deployedCloud(page);
  const isWanted = TUSKAR_SCREENSHOT !== undefined || (name !== undefined && !existsSync(picture));
  test.skip(!isWanted, 'the picture is there, and nobody asked for another');
  if (name !== undefined) {
    const services = page.getByRole('region', { name }).getByRole('list', { name: 'Services' });
    await expect(services).toBeVisible({ timeout: 60_000 });
  }
  const path = TUSKAR_SCREENSHOT ?? picture;
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
});

/** A cloud with something on it, by the session that the page has. */
async function deployedCloud(page: Page): Promise<string | undefined> {
  const response = await page.request.get('/v1/clouds');
  const { items } = (await response.json()) as { items: { name: string; currentBlueprint: string | null }[] };
  return items.find(({ currentBlueprint }) => currentBlueprint !== null)?.name;
}
