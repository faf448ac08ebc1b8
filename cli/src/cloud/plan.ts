import type { Client } from '@tuskar/client/client.ts';
import type { Blueprint } from '@tuskar/contract/cloud.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printData } from '../output.ts';
import { describeDiff } from './describe-diff.ts';
import { readIntent } from './intent-file.ts';

export function addPlan(noun: Command, io: Io): void {
  withFormat(noun.command('plan'))
    .requiredOption('-f, --file <cloud.yaml>', 'the intent; - reads standard input')
    .option('--content', 'show the content of every change')
    .option('--exit-code', 'end with 8 where there are changes')
    .description('compile an intent into a blueprint and show what it would change; nothing is touched')
    .action(against(io, plan));
}

async function plan(
  { io, client, format }: Run,
  options: { file: string; content?: boolean; exitCode?: boolean },
) {
  const { name, intent } = await readIntent(io, options.file);
  const blueprint = await client.call('cloud.plan', { params: { name }, body: { intent } });
  if (format === 'table')
    await showBlueprint({ io, client, blueprint, content: options.content ? 'shown' : 'hidden' });
  else printData(io, { blueprint, diff: await readDiff(client, blueprint) }, format);
  if (options.exitCode && blueprint.summary.changes > 0) throw new Exit('differs');
}

/** Prints what a blueprint changes, and what comes next. */
export async function showBlueprint(options: {
  io: Io;
  client: Client;
  blueprint: Blueprint;
  content: 'shown' | 'hidden';
}): Promise<void> {
  const { io, client, blueprint, content } = options;
  const { summary } = blueprint;
  if (summary.changes === 0)
    return io.talk(`blueprint ${blueprint.id}: no changes on ${summary.hosts} hosts`);
  for (const line of describeDiff(await readDiff(client, blueprint), { content })) io.out(line);
  io.talk(
    `blueprint ${blueprint.id}: ${summary.changes} changes on ${summary.hostsChanged} of ${summary.hosts} hosts, ` +
      `${summary.restarts} restarts, worst impact: ${summary.impact}`,
  );
}

async function readDiff(client: Client, blueprint: Blueprint) {
  return await client.call('blueprint.diff', { params: { id: blueprint.id } });
}
