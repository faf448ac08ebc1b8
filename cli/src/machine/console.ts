import type { ConsoleWay } from '@tuskar/contract/machine-console.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printData, printList } from '../output.ts';

const columns: Column<ConsoleWay>[] = [
  { title: 'console', value: ({ kind }) => kind },
  { title: 'by', value: ({ by }) => by },
  { title: 'type', value: ({ connectType }) => connectType },
  { title: 'enabled', value: ({ enabled }) => (enabled === null ? null : enabled ? 'yes' : 'no') },
  { title: 'sessions', value: ({ sessions }) => sessions },
  { title: 'use', value: ({ use }) => use },
];

export function addMachineConsole(noun: Command, io: Io): void {
  withFormat(noun.command('console'))
    .argument('<name>')
    .description('say where one gets the console of a machine: at its BMC, or through the bare-metal service')
    .action(against(io, console));
}

async function console({ io, client, format }: Run, name: string) {
  const access = await client.call('machine.console-access', { params: { name } });
  if (format !== 'table') return printData(io, access, format);
  for (const reason of access.unread) io.talk(reason);
  printList(io, { rows: access.ways, columns, format, empty: 'Nobody tells of a way to its console.' });
}
