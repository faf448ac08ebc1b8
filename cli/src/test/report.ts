import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** What a stage came to. A remark names a test that failed, or passed at a second try only, and why. */
export type Outcome = { passed: number; failed: number; skipped: number; remarks: string[] };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

type Suite = z.infer<typeof Suite>;
const Suite = z.object({
  file: z.string(),
  specs: z
    .array(
      z.object({
        title: z.string(),
        tests: z.array(
          z.object({
            status: z.string(),
            results: z.array(z.object({ error: z.object({ message: z.string().default('') }).optional() })),
          }),
        ),
      }),
    )
    .default([]),
  get suites() {
    return z.array(Suite).default([]);
  },
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(Suite),
  errors: z.array(z.object({ message: z.string().default('') })),
});

const nothing: Outcome = { passed: 0, failed: 0, skipped: 0, remarks: [] };

/** Reads the report of Vitest's reporter `json` at a path; nothing where the runner wrote none. */
export function readVitest(path: string): Outcome {
  const report = VitestReport.safeParse(readJson(path)).data;
  if (report === undefined) return nothing;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    remarks: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0) return status === 'failed' ? [`${name}: ${firstLine(message)}`] : [];
      return failed.map((test) => `${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
    }),
  };
}

/** Reads the report of Playwright's reporter `json` at a path; nothing where the runner wrote none. */
export function readPlaywright(path: string): Outcome {
  const report = PlaywrightReport.safeParse(readJson(path)).data;
  if (report === undefined) return nothing;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    remarks: [
      ...report.suites.flatMap(remarksOn),
      ...report.errors.map(({ message }) => `the runner failed: ${firstLine(message)}`),
    ],
  };
}

function remarksOn({ file, specs, suites }: Suite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => {
        const why = firstLine(results.find(({ error }) => error !== undefined)?.error?.message);
        return `${file}: ${title}: ${status === 'flaky' ? 'passed at its second try, after: ' : ''}${why}`;
      }),
  );
  return [...own, ...suites.flatMap(remarksOn)];
}

function firstLine(message = ''): string {
  return stripVTControlCharacters(message).split('\n')[0] ?? '';
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
