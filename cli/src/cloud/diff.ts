import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { printData } from '../output.ts';
import { showBlueprint } from './plan.ts';

export function addDiff(noun: Command, io: Io): void {
  withFormat(noun.command('diff'))
    .argument('<blueprint>', "a blueprint's id")
    .description('show what a blueprint changes, with the content of every change')
    .action(against(io, diff));
}

async function diff({ io, client, format }: Run, id: string) {
  const blueprint = await client.call('blueprint.show', { params: { id } });
  if (format === 'table') return await showBlueprint({ io, client, blueprint, content: 'shown' });
  printData(io, await client.call('blueprint.diff', { params: { id } }), format);
}
