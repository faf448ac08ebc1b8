import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { printList } from '../output.ts';

/** Where BMCs may be looked for. */
export function addScanRange(scan: Command, io: Io): void {
  withFormat(scan.command('ranges'))
    .description('list the ranges that may be scanned')
    .action(against(io, list));
  scan
    .command('allow')
    .argument('<network>', 'such as 198.18.48.0/24')
    .option('--note <text>', 'what it is')
    .description('allow a range to be scanned')
    .action(against(io, allow));
  scan
    .command('forbid')
    .argument('<network>')
    .description('allow a range to be scanned no longer')
    .action(against(io, forbid));
}

async function list({ io, client, format }: Run) {
  const page = await client.call('scan-range.list', { query: { limit: 500 } });
  printList(io, {
    rows: page.items,
    format,
    empty: 'None is allowed; allow one with: tuskar machine scan allow <network>',
    columns: [
      { title: 'network', value: ({ cidr }) => cidr },
      { title: 'allowed by', value: ({ createdBy }) => createdBy },
      { title: 'at', value: ({ createdAt }) => createdAt },
      { title: 'note', value: ({ note }) => note },
    ],
  });
}

async function allow({ io, client }: Run, cidr: string, { note }: { note?: string }) {
  const body = note === undefined ? { cidr } : { cidr, note };
  const range = await client.call('scan-range.add', { body });
  io.talk(`${range.cidr} may be scanned`);
}

async function forbid({ io, client }: Run, cidr: string) {
  await client.call('scan-range.remove', { params: { cidr } });
  io.talk(`${cidr} may be scanned no longer`);
}
