import type { Part, PartStay } from '@tuskar/contract/inspection.ts';
import { PartKind } from '@tuskar/contract/inventory.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';

const columns: Column<Part>[] = [
  { title: 'id', value: (part) => part.id },
  { title: 'kind', value: (part) => part.kind },
  { title: 'serial', value: (part) => part.serial },
  { title: 'model', value: (part) => part.model },
  { title: 'machine', value: (part) => part.machine },
  { title: 'place', value: (part) => part.place },
  { title: 'last seen', value: (part) => part.lastSeenAt },
];

const stayColumns: Column<PartStay>[] = [
  { title: 'machine', value: (stay) => stay.machine },
  { title: 'place', value: (stay) => stay.place },
  { title: 'since', value: (stay) => stay.since },
  { title: 'until', value: (stay) => stay.until ?? 'now' },
];

export function addPartCommands(program: Command, io: Io): void {
  const noun = program.command('part').description('parts by serial number: where each is, and ever was');
  withFormat(noun.command('list'))
    .option('--search <text>', 'part of a serial number or model')
    .addOption(new Option('--kind <kind>', 'only parts of this kind').choices(PartKind.options))
    .option('--machine <name>', 'only those in this machine now')
    .description('find parts')
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<id>', "a part's id, or its serial number")
    .description('show a part and every machine that it was in')
    .action(against(io, show));
}

async function list(
  { io, client, format }: Run,
  options: { search?: string; kind?: PartKind; machine?: string },
) {
  const page = await client.call('part.list', { query: { ...options, limit: 500 } });
  printList(io, { rows: page.items, columns, format, empty: 'There are no such parts.' });
}

async function show({ io, client, format }: Run, given: string) {
  const page = await client.call('part.list', { query: { search: given, limit: 500 } });
  const named = page.items.find(({ serial }) => serial.toLowerCase() === given.toLowerCase());
  const part = await client.call('part.show', { params: { id: named?.id ?? given } });
  printThing(io, {
    thing: part,
    format,
    fields: [
      ['part', `${part.kind} ${part.serial}`],
      ['model', [part.manufacturer, part.model].filter((one) => one !== null).join(' ')],
      ['machine', part.machine ?? 'in none'],
      ['place', part.place],
      ['first seen', part.firstSeenAt],
      ['last seen', part.lastSeenAt],
    ],
  });
  if (format !== 'table') return;
  io.out('');
  printList(io, { rows: part.stays, columns: stayColumns, format, empty: '' });
}
