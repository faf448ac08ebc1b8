import type { Deviation } from '@tuskar/contract/hardware-class.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { printList } from '../output.ts';
import { waitOrTell } from '../watch.ts';

/** The verbs of `tuskar machine` between enrolling and use. */
export function addAcceptanceCommands(noun: Command, io: Io): void {
  withWait(noun.command('inspect'))
    .argument('<name>')
    .description('look at what a machine is made of')
    .action(against(io, inspect));
  withWait(noun.command('retest'))
    .argument('<name>')
    .description('after a repair: inspect it, and burn in again only what failed or was exchanged')
    .action(against(io, retest));
  noun
    .command('accept')
    .argument('<name>')
    .requiredOption('--reason <text>', 'why; recorded')
    .description('accept a machine without a burn-in, or over its findings')
    .action(against(io, accept));
  withFormat(noun.command('deviations'))
    .argument('<name>')
    .description('list where a machine differs from what its class must have')
    .action(against(io, deviations));
}

async function inspect({ io, client }: Run, name: string, options: { wait?: boolean }) {
  const operation = await client.call('machine.inspect', { params: { name } });
  const ended = await waitOrTell({ io, client, operation, wait: options.wait });
  if (ended === undefined) return;
  const query = { limit: 1 };
  const { items } = await client.call('inspection.list', { params: { name }, query });
  for (const { title } of items[0]?.changes ?? []) io.out(title);
}

async function retest({ io, client }: Run, name: string, options: { wait?: boolean }) {
  const operation = await client.call('machine.retest', { params: { name } });
  const ended = await waitOrTell({ io, client, operation, wait: options.wait });
  if (ended !== undefined) await tellState({ io, client }, name);
}

async function accept({ io, client }: Run, name: string, options: { reason: string }) {
  await client.call('machine.accept', { params: { name }, body: { reason: options.reason } });
  await tellState({ io, client }, name);
}

async function deviations({ io, client, format }: Run, name: string) {
  const { items } = await client.call('machine.deviations', { params: { name } });
  printList<Deviation>(io, {
    rows: items,
    columns: [
      { title: 'deviation', value: (one) => one.title },
      { title: 'expected', value: (one) => one.expected },
      { title: 'actual', value: (one) => one.actual },
    ],
    format,
    empty: `${name} is as its class must be.`,
  });
}

async function tellState({ io, client }: Pick<Run, 'io' | 'client'>, name: string) {
  const { state, stateReason, nextAction } = await client.call('machine.show', { params: { name } });
  io.talk(`${name} is ${state}${stateReason === null ? '' : `: ${stateReason}`}`);
  if (state === 'quarantined') io.talk(nextAction);
}
