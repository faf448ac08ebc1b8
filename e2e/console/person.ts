import { expect, type Locator, type Page, test as base } from '@playwright/test';

export type Person = 'alma' | 'oskar' | 'vera';
export type Scenario = 'empty' | 'try' | 'trouble' | 'large';

type SignInOptions = { as: Person; in?: Scenario; at?: string };

type Fixtures = {
  /** Signs a person in and goes to a page, in a world of their own. */
  signIn: (options: SignInOptions) => Promise<Page>;
};

/** The people of the fake: alma is an administrator, oskar an operator, vera may only look. */
const password = 'correct-horse-battery';

export const test = base.extend<Fixtures>({
  signIn: async ({ page, baseURL }, use) => {
    await use(async (options) => {
      await signInOn(page, { ...options, url: baseURL ?? '' });
      return page;
    });
  },
});

/** Signs a person in on a page of a console at a URL, without its form. */
export async function signInOn(
  page: Page,
  { as, in: scenario = 'try', at = '/', url }: SignInOptions & { url: string },
): Promise<void> {
  await page.context().addCookies([{ name: 'scenario', value: scenario, url }]);
  const answer = await page.request.post('/v1/session', { data: { user: as, password } });
  expect(answer.ok()).toBe(true);
  await page.goto(at);
  await expect(page.getByRole('button', { name: `Signed in as ${as}` })).toBeVisible();
}

/** Signs a person in as people do: by the form that the page shows. */
export async function fillInSignIn(page: Page, { as }: { as: Person }): Promise<void> {
  await page.getByLabel('Name').fill(as);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What cannot be done says why to whoever comes to it, once the page has come to rest. */
export async function expectWhyNot(control: Locator, why: string): Promise<void> {
  await expect(control).toHaveAttribute('aria-disabled', 'true');
  await expect(async () => {
    await control.blur();
    await control.focus();
    await expect(control.page().getByRole('tooltip')).toContainText(why, { timeout: 2000 });
  }).toPass();
}

export { expect };
