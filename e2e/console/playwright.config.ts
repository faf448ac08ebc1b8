import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const server = process.env['TUSKAR_URL'];
const root = fileURLToPath(new URL('../..', import.meta.url));
/**
 * Debian's browser without a window where it is installed, else the one with, else the one that Playwright brought. A
 * window that nobody sees runs pages of its own, and takes as long as what is tested.
 */
const chromium = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
const launch = chromium === undefined ? {} : { executablePath: chromium };

/**
 * Two ways to run. With nothing given: the built console against the fake of console/dev, and as the project `seeded`
 * against a Tuskar of its own, with rows in its database (e2e/seeded-console.ts). And, as the project `server`, against
 * a Tuskar that runs at TUSKAR_URL.
 */
export default defineConfig({
  testDir: '.',
  outputDir: `${root}/test-results/console`,
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // On a busy machine a page once took over 20 s to appear. What needs its second try is named at the end of the run.
  retries: 1,
  reporter: [['list']],
  use: {
    headless: true,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...launch,
      args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
  },
  projects:
    server === undefined
      ? [
          {
            name: 'fake',
            testIgnore: ['**/server/**', '**/seeded/**'],
            use: { baseURL: `http://127.0.0.1:${process.env['CONSOLE_PORT']}` },
          },
          {
            name: 'seeded',
            testDir: './seeded',
            // All of them see the same Tuskar, and its certificate is of its own authority.
            fullyParallel: false,
            use: { baseURL: `https://127.0.0.1:${process.env['TUSKAR_PORT']}`, ignoreHTTPSErrors: true },
          },
        ]
      : [
          {
            name: 'server',
            testDir: './server',
            // The certificate is of Tuskar's own authority.
            use: { baseURL: server, ignoreHTTPSErrors: true },
          },
        ],
  ...(server === undefined
    ? {
        // The second serves what the first has built.
        webServer: [
          {
            command: 'npm run build -w @tuskar/console && npm run preview -w @tuskar/console',
            cwd: root,
            wait: { stdout: /Console: http:\/\/127\.0\.0\.1:(?<console_port>\d+)/ },
            timeout: 120_000,
          },
          {
            command: 'node e2e/seeded-console.ts',
            cwd: root,
            wait: {
              stdout:
                /Tuskar: https:\/\/127\.0\.0\.1:(?<tuskar_port>\d+), BMC: (?<bmc_address>\S+) (?<bmc_port>\d+) (?<bmc_user>\S+) (?<bmc_password>\S+)/,
            },
            timeout: 180_000,
            gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
          },
        ],
      }
    : {}),
});
