import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Stage } from './stages.ts';

export type Counts = { passed: number; failed: number; skipped: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  success: z.boolean(),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** Runs a stage with its output on this terminal; its counts come from the runner's own JSON report. */
export async function runStage(stage: Stage, root: string): Promise<Counts> {
  const scratch = mkdtempSync(join(tmpdir(), 'tuskar-test-'));
  const report = join(scratch, 'report.json');
  try {
    const code = await runCommand(stage, { root, report });
    return countsOf(stage, { code, report });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runCommand(stage: Stage, options: { root: string; report: string }): Promise<number> {
  const { root, report } = options;
  const [file = '', ...args] = stage.argv;
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules/node/bin')}:${join(root, 'node_modules/.bin')}:${process.env['PATH']}`,
    ...(stage.counts === 'playwright' ? { PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {}),
  };
  const reporters = {
    one: [],
    vitest: ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    playwright: ['--reporter=list,json'],
  };
  const child = spawn(file, [...args, ...reporters[stage.counts]], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

/** A runner that failed without a failed test (a crash, a file that does not load) counts as one failure. */
function countsOf(stage: Stage, ended: { code: number; report: string }): Counts {
  const { code, report } = ended;
  const ok = code === 0;
  if (stage.counts === 'one') return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const counts = stage.counts === 'vitest' ? readVitest(report) : readPlaywright(report);
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const empty = counts.passed + counts.failed === 0;
  return { ...counts, failed: counts.failed === 0 && (!ok || empty) ? 1 : counts.failed };
}

function readVitest(report: string): Counts | undefined {
  const parsed = VitestReport.safeParse(readJson(report)).data;
  if (parsed === undefined) return undefined;
  return { passed: parsed.numPassedTests, failed: parsed.numFailedTests, skipped: parsed.numPendingTests };
}

function readPlaywright(report: string): Counts | undefined {
  const parsed = PlaywrightReport.safeParse(readJson(report)).data;
  if (parsed === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = parsed.stats;
  return { passed: expected + flaky, failed: unexpected + parsed.errors.length, skipped };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
