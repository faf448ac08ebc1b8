import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { PlaywrightReport, type Suite, VitestReport } from './schema.ts';

/** What a stage came to. A remark names a test that failed, or passed at a second try only, and why. */
export type Outcome = { passed: number; failed: number; skipped: number; remarks: string[] };

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
