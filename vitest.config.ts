import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const, pool: 'forks' as const };

/** `x.test.ts` runs alone; `x.db.test.ts` needs PostgreSQL; `x.lab.test.ts` needs root; `e2e/` drives the whole product. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['{contract,client,console,server,cli,lab,image,tools}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.{db,lab}.test.ts'],
          // Bounds for a machine that has other work, not for what is tested.
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          ...node,
          name: 'database',
          include: ['server/**/*.db.test.ts'],
          globalSetup: ['server/src/platform/database/testing/database-server.ts'],
          // Bounds for a machine that has other work, not for what is tested.
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          ...node,
          name: 'lab',
          include: ['{lab,image,server}/**/*.lab.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
