import { type Command, Option } from 'commander';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { placesOf } from '../places.ts';
import { ensurePackages } from '../server/packages.ts';
import { formatDuration } from '../times.ts';
import type { Outcome } from './report.ts';
import { runStage } from './run-stage.ts';
import { type Stage, stages } from './stages.ts';

export function addTestCommand(program: Command, io: Io): void {
  program
    .command('test')
    .addOption(new Option('--only <stage...>', 'only these stages').choices(stages.map(({ name }) => name)))
    .description("run Tuskar's own tests; needs root for the last ones, which bring up a lab on this machine")
    .action((options: { only?: string[] }) => test(io, options));
}

async function test(io: Io, options: { only?: string[] }): Promise<void> {
  const chosen = stages.filter(({ name }) => options.only === undefined || options.only.includes(name));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  const remarks: string[] = [];
  for (const stage of chosen) {
    io.talk(`\n== ${stage.name}: ${stage.title}`);
    const begun = performance.now();
    const outcome = await runPrepared(io, stage);
    const took = formatDuration((performance.now() - begun) / 1000);
    lines.push(
      `${stage.name.padEnd(10)} ${String(outcome.passed).padStart(5)} passed ${String(outcome.failed).padStart(4)} failed  ${took}`,
    );
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += outcome[key];
    remarks.push(...outcome.remarks.map((remark) => `${stage.name}: ${remark}`));
  }
  for (const part of [remarks, lines]) io.talk(['', ...part].join('\n'));
  io.out(
    `${total.passed} passed, ${total.failed} failed${total.skipped === 0 ? '' : `, ${total.skipped} skipped`}`,
  );
  if (total.failed > 0) throw new Exit('failed');
}

async function runPrepared(io: Io, stage: Stage): Promise<Outcome> {
  if (stage.root && process.getuid?.() !== 0) {
    io.talk(`skipped: ${stage.title} needs root`);
    return { passed: 0, failed: 0, skipped: 1, remarks: [] };
  }
  await ensurePackages(io, stage.packages ?? []);
  return await runStage(stage, placesOf(io.env).root);
}
