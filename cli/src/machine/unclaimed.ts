import type { FoundMachine } from '@tuskar/contract/unclaimed-node.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { printList } from '../output.ts';

export function addUnclaimed(noun: Command, io: Io): void {
  withFormat(noun.command('unclaimed'))
    .description('list nodes of the bare-metal service that are no machine yet')
    .action(against(io, list));
}

async function list({ io, client, format }: Run) {
  const { items } = await client.call('unclaimed-node.list');
  printList(io, {
    rows: items,
    format,
    empty: 'The bare-metal service has no node that Tuskar does not know.',
    columns: [
      { title: 'node', value: ({ node }) => node },
      { title: 'name', value: ({ name }) => name },
      { title: 'made by', value: ({ found }) => found && madeBy(found) },
      { title: 'serial', value: ({ found }) => found?.serial },
      { title: 'bmc', value: ({ found }) => found?.bmcAddress },
      { title: 'macs', value: ({ found }) => found?.macs.join(' ') },
      { title: 'state there', value: ({ provisionState }) => provisionState },
      { title: 'power', value: ({ power }) => power },
    ],
  });
  if (items.length > 0 && format === 'table') {
    io.talk(
      'make one a machine with: tuskar machine enrol <name> --node <node> --bmc <address> --user <user> --password',
    );
  }
}

const madeBy = ({ manufacturer, model }: FoundMachine): string =>
  [manufacturer, model].filter((word) => word !== null).join(' ');
