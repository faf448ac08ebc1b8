import { expect, expectWhyNot, fillInSignIn, test } from './person.ts';

test('As anybody I am asked to sign in, and led to where I wanted to go', async ({ page }) => {
  await page.goto('/hosts');
  await expect(page).toHaveURL('/sign-in?to=%2Fhosts');
  await expect(page).toHaveTitle('Sign in · Tuskar');
  await fillInSignIn(page, { as: 'vera' });
  await expect(page.getByRole('heading', { name: 'Hosts', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('Hosts · Tuskar');
});

test('As anybody with a wrong password I am told so, and what to do', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill('alma');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'The name or the password is wrong' })).toBeVisible();
  await expect(page.getByText('Code sign-in-failed')).toBeVisible();
});

test('As anybody I am never led to another site by the sign-in', async ({ page }) => {
  await page.goto(`/sign-in?to=${encodeURIComponent('//example.org/stolen')}`);
  await fillInSignIn(page, { as: 'vera' });
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('As oskar I sign out, and my session is over', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar' });
  await page.getByRole('button', { name: 'Signed in as oskar, operator' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Tuskar' })).toBeVisible();
  await page.goto('/clouds');
  await expect(page.getByRole('heading', { name: 'Sign in to Tuskar' })).toBeVisible();
});

test('As vera I see what I may not do, and why', async ({ signIn }) => {
  const page = await signIn({ as: 'vera', at: '/blueprints/bp-0002' });
  const approve = page.getByRole('button', { name: 'Approve' });
  await expectWhyNot(approve, 'does not have the permission cloud.approve');
  await expect(page.getByRole('link', { name: 'Audit trail' })).toHaveCount(0);
});
