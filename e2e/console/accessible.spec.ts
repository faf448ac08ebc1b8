import type { Page } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { expect, type Scenario, signInOn, test as asPerson } from './person.ts';

type Visit = (at: string, scenario: Scenario) => Promise<Page>;

/**
 * Goes to a page as its links do, in a console that is open already: to open one, and to bring axe there, takes far longer
 * than what is looked for. Nothing here changes what the console shows.
 */
const test = asPerson.extend<object, { visit: Visit }>({
  visit: [
    async ({ browser }, use, { project }) => {
      const url = project.use.baseURL ?? '';
      const open = new Map<Scenario, Page>();
      await use(async (at, scenario) => {
        let page = open.get(scenario);
        if (page === undefined) {
          page = await browser.newPage({ baseURL: url });
          open.set(scenario, page);
          await signInOn(page, { as: 'alma', in: scenario, url });
        }
        await page.setViewportSize({ width: widths[0], height: 800 });
        // By a page that is unlike all: many share their title with the one before.
        await follow(page, '/none');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page');
        await follow(page, at);
        return page;
      });
      for (const page of open.values()) await page.close();
    },
    { scope: 'worker' },
  ],
});

const follow = (page: Page, at: string) => page.evaluate((to) => history.pushState(null, '', to), at);

const pages: { at: string; in?: 'empty' | 'trouble'; title: string }[] = [
  { at: '/', title: 'Overview' },
  { at: '/', in: 'empty', title: 'Overview' },
  { at: '/', in: 'trouble', title: 'Overview' },
  { at: '/clouds', title: 'Clouds' },
  { at: '/clouds/new', title: 'Plan a cloud' },
  { at: '/clouds/try', in: 'trouble', title: 'try' },
  { at: '/clouds/try/blueprints', title: 'try' },
  { at: '/clouds/try/verifications', title: 'try' },
  { at: '/clouds/try/intent', title: 'try' },
  { at: '/clouds/try/credentials', title: 'try' },
  { at: '/blueprints/bp-0002', title: 'Blueprint bp-0002' },
  { at: '/operations', title: 'Operations' },
  { at: '/operations/op-0005', in: 'trouble', title: 'Execute blueprint bp-0003 on try' },
  { at: '/hosts', title: 'Hosts' },
  { at: '/hosts/new', title: 'Register a server' },
  { at: '/hosts/try-1', title: 'try-1' },
  { at: '/machines', in: 'trouble', title: 'Machines' },
  { at: '/machines', title: 'Machines' },
  { at: '/machine-bulk?rack=r12', in: 'trouble', title: 'Act on many machines' },
  { at: '/machines/cmp-003', in: 'trouble', title: 'cmp-003' },
  { at: '/machines/cmp-001/hardware', in: 'trouble', title: 'cmp-001' },
  { at: '/machines/sto-001/hardware', in: 'trouble', title: 'sto-001' },
  { at: '/machines/cmp-003/burn-in', in: 'trouble', title: 'cmp-003' },
  { at: '/machines/cmp-001/sensors', in: 'trouble', title: 'cmp-001' },
  { at: '/machines/cmp-004/deploy', in: 'trouble', title: 'Deploy cmp-004' },
  { at: '/machines/cmp-001/change', in: 'trouble', title: 'Change cmp-001' },
  { at: '/parts', in: 'trouble', title: 'Parts' },
  { at: '/parts/S4YNX0R1', in: 'trouble', title: 'S4YNX0R1' },
  { at: '/classes', title: 'Hardware classes' },
  { at: '/classes', in: 'trouble', title: 'Hardware classes' },
  { at: '/classes/compute-r650', in: 'trouble', title: 'compute-r650' },
  { at: '/classes/compute-r650/change', in: 'trouble', title: 'Change compute-r650' },
  { at: '/burn-ins', title: 'Burn-in' },
  { at: '/burn-ins', in: 'trouble', title: 'Burn-in' },
  { at: '/burn-ins/new?state=ready', in: 'trouble', title: 'Burn in machines' },
  { at: '/burn-ins/profiles', title: 'Burn-in' },
  { at: '/burn-ins/bi-0004', in: 'trouble', title: 'Burn-in of cmp-002' },
  { at: '/racks', in: 'trouble', title: 'Racks' },
  { at: '/racks/r12', in: 'trouble', title: 'r12' },
  { at: '/incidents', in: 'trouble', title: 'Incidents' },
  { at: '/incidents', title: 'Incidents' },
  {
    at: '/incidents/inc-cmp-004-bmc-unreachable',
    in: 'trouble',
    title: 'cmp-004: The BMC does not answer',
  },
  { at: '/certificates', in: 'trouble', title: 'Erase certificates' },
  { at: '/certificates', title: 'Erase certificates' },
  {
    at: '/certificates/7b1c9a52-1d00-4c0e-9a83-2f0a5d7b1c01',
    in: 'trouble',
    title: 'Erase certificate of sim-0007',
  },
  { at: '/certificates/keys', in: 'trouble', title: 'Signing keys' },
  { at: '/enrol', title: 'Enrol machines' },
  { at: '/enrol/file', title: 'Enrol machines' },
  { at: '/enrol/scan', title: 'Enrol machines' },
  { at: '/enrol/scans/op-scan-1', title: 'Scan of 198.18.48.0/24' },
  { at: '/enrol/unclaimed', title: 'Enrol machines' },
  { at: '/undercloud', title: 'Undercloud' },
  { at: '/undercloud', in: 'trouble', title: 'Undercloud' },
  { at: '/undercloud', in: 'empty', title: 'Undercloud' },
  { at: '/undercloud/connect', title: 'Connect a bare-metal service' },
  { at: '/images', title: 'Images' },
  { at: '/images/host-4f2a9c31be07', title: 'host-4f2a9c31be07' },
  { at: '/lab', title: 'Lab' },
  { at: '/audit', title: 'Audit trail' },
  { at: '/people', title: 'People' },
  { at: '/tokens', title: 'Tokens' },
  { at: '/password', title: 'Change your password' },
  { at: '/nowhere', title: 'No such page' },
];

const widths = [1280, 400] as const;
const themes = ['light', 'dark'] as const;

/** No page has a violation or is wider than its screen, at any width and in any theme. */
async function expectAccessible(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /-dark/ : /^(?!.*-dark)/);
      await settle(page);
      // A theme changes colours and nothing else.
      const violations = await violationsOf(page, colorScheme === 'dark' ? ['color-contrast'] : undefined);
      expect(violations, `violations at ${width} px, ${colorScheme}`).toEqual([]);
    }
    const excess = await page.evaluate(() => {
      const main = document.querySelector('main')!;
      return Math.max(main.scrollWidth - main.clientWidth, document.body.scrollWidth - innerWidth);
    });
    expect(excess, `pixels too wide at ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** Colours pass from one to the other, and none between them is one that a person reads. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map((transition) => transition.finished));
  });
}

test('The sign-in is accessible', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in to Tuskar' })).toBeVisible();
  await expectAccessible(page);
});

for (const { at, title, in: scenario = 'try' } of pages) {
  test(`${at} is accessible in the scenario ${scenario}`, async ({ visit }) => {
    const page = await visit(at, scenario);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expectAccessible(page);
  });
}

test('A dialog is accessible', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/blueprints/bp-0002' });
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('dialog', { name: 'Approve the blueprint?' })).toBeVisible();
  await expectAccessible(page);
});

test('A dialog with many choices is accessible', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', at: '/lab' });
  await page.getByRole('button', { name: 'Faults of machine-2' }).click();
  await expect(page.getByRole('dialog', { name: 'Faults of machine-2' })).toBeVisible();
  await expectAccessible(page);
});
