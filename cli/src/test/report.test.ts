import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlaywright, readVitest } from './report.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tuskar-report-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function written(report: unknown): string {
  const path = join(scratch, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return path;
}

test('names the failed tests of Vitest, and the files that do not load', () => {
  const passed = { fullName: 'a passes', status: 'passed', failureMessages: [] };
  const failed = {
    fullName: 'a fails',
    status: 'failed',
    failureMessages: ['Error: \u001B[31mno\u001B[39m\n at x'],
  };
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 0,
    testResults: [
      { name: '/a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
      { name: '/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  };
  expect(readVitest(written(report))).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    remarks: ['a fails: Error: no', '/b.test.ts: Cannot find module'],
  });
});

test('names the failed tests of Playwright, and those that passed at their second try', () => {
  const failure = { error: { message: 'Error: no\nmore' } };
  const spec = (title: string, status: string, ...results: object[]) => ({
    title,
    tests: [{ status, results }],
  });
  const inner = {
    file: 'b.spec.ts',
    specs: [spec('is flaky', 'flaky', failure, {}), spec('fails', 'unexpected', failure, failure)],
  };
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [{ file: 'b.spec.ts', specs: [spec('passes', 'expected', {})], suites: [inner] }],
    errors: [{ message: 'no web server' }],
  };
  expect(readPlaywright(written(report))).toEqual({
    passed: 2,
    failed: 2,
    skipped: 0,
    remarks: [
      'b.spec.ts: is flaky: passed at its second try, after: Error: no',
      'b.spec.ts: fails: Error: no',
      'the runner failed: no web server',
    ],
  });
});

test('knows nothing where the runner wrote no report', () => {
  expect(readVitest(join(scratch, 'none'))).toEqual({ passed: 0, failed: 0, skipped: 0, remarks: [] });
});
