import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';

export type Person = 'alma' | 'oskar' | 'vera';
type Scenario = 'empty' | 'try' | 'trouble' | 'large';

type SignInOptions = { as: Person; in?: Scenario; at?: string };

type Fixtures = {
  /** Signs a person in and goes to a page, in a world of their own. */
  signIn: (options: SignInOptions) => Promise<Page>;
};

/** The people of the fake: alma is an administrator, oskar an operator, vera may only look. */
const password = 'correct-horse-battery';

export const test = base.extend<Fixtures>({
  signIn: async ({ page, context, baseURL }, use) => {
    await use(async ({ as, in: scenario = 'try', at = '/' }) => {
      await chooseScenario(context, { scenario, url: baseURL ?? '' });
      await page.goto(at === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(at)}`);
      await page.getByLabel('Name').fill(as);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(
        page
          .getByRole('navigation', { name: 'Main' })
          .or(page.getByRole('button', { name: 'Navigation' }))
          .first(),
      ).toBeVisible();
      return page;
    });
  },
});

async function chooseScenario(
  context: BrowserContext,
  { scenario, url }: { scenario: Scenario; url: string },
) {
  await context.addCookies([{ name: 'scenario', value: scenario, url }]);
}

export { expect };
