import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, readPlaywright, readVitest } from './report.ts';
import type { Stage } from './stages.ts';

/** Runs a stage with its output on this terminal; its outcome comes from the runner's own JSON report. */
export async function runStage(stage: Stage, root: string): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'tuskar-test-'));
  const report = join(scratch, 'report.json');
  try {
    const code = await runCommand(stage, { root, report });
    return outcomeOf(stage, { code, report });
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
function outcomeOf(stage: Stage, ended: { code: number; report: string }): Outcome {
  const { code, report } = ended;
  const ok = code === 0;
  if (stage.counts === 'one')
    return {
      passed: ok ? 1 : 0,
      failed: ok ? 0 : 1,
      skipped: 0,
      remarks: ok ? [] : [`${stage.title}: failed`],
    };
  const outcome = stage.counts === 'vitest' ? readVitest(report) : readPlaywright(report);
  const broken = {
    ...outcome,
    failed: 1,
    remarks: [...outcome.remarks, `the runner failed, with exit code ${code}`],
  };
  const empty = outcome.passed + outcome.failed === 0;
  return outcome.failed === 0 && (!ok || empty) ? broken : outcome;
}
