import { expect, test } from './person.ts';

test('As oskar I skip to the content by the keyboard', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar' });
  await page.goto('/hosts');
  await expect(page.getByRole('heading', { name: 'Hosts', level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('As oskar I hear the title of each page that I go to', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar' });
  await page.getByRole('link', { name: 'Operations', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Operations', level: 1 })).toBeFocused();
  await expect(page).toHaveTitle('Operations · Tuskar');
});

test('As oskar I change tabs of a cloud and keep my place', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', at: '/clouds/try' });
  const intent = page.getByRole('link', { name: 'Intent' });
  await intent.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Intent' })).toBeVisible();
  await expect(intent).toBeFocused();
  await expect(intent).toHaveAttribute('aria-current', 'page');
});

test('As oskar on a telephone I open the navigation, and it closes behind me', async ({ signIn, page }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  await signIn({ as: 'oskar' });
  await page.getByRole('button', { name: 'Navigation' }).click();
  await page.getByRole('link', { name: 'Hosts', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Hosts', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Navigation' })).toHaveAttribute('aria-expanded', 'false');
});

test('As oskar I choose a dark theme, and it stays', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar' });
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('html')).toHaveClass(/dark/);
});
