import type { Inspection, InventoryChange } from '@tuskar/contract/inspection.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printData, printList, printThing } from '../output.ts';
import { formatAge } from '../times.ts';

const columns: Column<Inspection>[] = [
  { title: 'number', value: (inspection) => inspection.number },
  { title: 'at', value: (inspection) => inspection.at },
  { title: 'age', value: (inspection) => formatAge(inspection.at) },
  { title: 'changes', value: (inspection) => inspection.changes.length },
  { title: 'what changed', value: (inspection) => inspection.changes.map(({ title }) => title).join('\n') },
];

const changeColumns: Column<InventoryChange>[] = [
  { title: 'change', value: (change) => change.kind },
  { title: 'part', value: (change) => change.part },
  { title: 'place', value: (change) => change.place },
  { title: 'before', value: (change) => change.before },
  { title: 'after', value: (change) => change.after },
];

type PartRow = { kind: string; place: string; serial: string | null; what: string; firmware: string | null };

const partColumns: Column<PartRow>[] = [
  { title: 'part', value: (row) => row.kind },
  { title: 'place', value: (row) => row.place },
  { title: 'serial', value: (row) => row.serial },
  { title: 'what', value: (row) => row.what },
  { title: 'firmware', value: (row) => row.firmware },
];

export function addInspectionCommands(program: Command, io: Io): void {
  const noun = program
    .command('inspection')
    .description('what machines are made of, at each look, and what changed since the last');
  withFormat(noun.command('list'))
    .argument('<machine>')
    .description("list a machine's inspections, newest first")
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<machine>')
    .argument('[number]', 'by default the newest')
    .description('show what a machine is made of, part by part')
    .action(against(io, show));
  withFormat(noun.command('compare'))
    .argument('<machine>')
    .argument('<number>')
    .option('--since <number>', 'by default the inspection before it')
    .description('show what changed between two inspections')
    .action(against(io, compare));
}

async function list({ io, client, format }: Run, name: string) {
  const page = await client.call('inspection.list', { params: { name }, query: { limit: 100 } });
  printList(io, { rows: page.items, columns, format, empty: `${name} was never inspected.` });
}

async function show({ io, client, format }: Run, name: string, given?: string) {
  let number = given;
  if (number === undefined) {
    const newest = await client.call('inspection.list', { params: { name }, query: { limit: 1 } });
    const [first] = newest.items;
    if (first === undefined) return io.talk(`${name} was never inspected.`);
    number = `${first.number}`;
  }
  const inspection = await client.call('inspection.show', { params: { name, number } });
  if (format !== 'table') return printData(io, inspection, format);
  const { inventory } = inspection;
  printThing(io, {
    thing: inspection,
    format,
    fields: [
      ['machine', name],
      ['inspection', `${inspection.number}, ${inspection.at}`],
      ['model', [inventory.manufacturer, inventory.model].filter((one) => one !== null).join(' ')],
      ['serial', inventory.serial],
      ['memory', inventory.memoryMebibytes === null ? null : `${inventory.memoryMebibytes} MiB`],
      ['boots by', inventory.bootMode],
      ['firmware', inventory.firmware.map(({ component, version }) => `${component} ${version}`).join(', ')],
      ['BMC', inventory.bmc?.address],
      ['not read', inventory.unread.join('\n')],
    ],
  });
  io.out('');
  printList(io, { rows: partRows(inventory), columns: partColumns, format, empty: '' });
}

async function compare(
  { io, client, format }: Run,
  name: string,
  number: string,
  options: { since?: string },
) {
  const query = options.since === undefined ? {} : { since: Number(options.since) };
  const { changes } = await client.call('inspection.compare', {
    params: { name, number },
    query,
  });
  printList(io, { rows: changes, columns: changeColumns, format, empty: 'Nothing has changed.' });
}

function partRows(inventory: Inventory): PartRow[] {
  const words = (...given: (string | null)[]) => given.filter((one) => one !== null).join(', ');
  return [
    ...inventory.processors.map(({ socket, serial, model, cores, threads }) => ({
      kind: 'processor',
      place: socket,
      serial,
      what: words(
        model,
        cores === null ? null : `${cores} cores`,
        threads === null ? null : `${threads} threads`,
      ),
      firmware: null,
    })),
    ...inventory.dimms.map(({ slot, serial, partNumber, mebibytes, megatransfers }) => ({
      kind: 'DIMM',
      place: slot,
      serial,
      what: words(
        partNumber,
        mebibytes === null ? null : `${mebibytes} MiB`,
        megatransfers === null ? null : `${megatransfers} MT/s`,
      ),
      firmware: null,
    })),
    ...inventory.disks.map(({ name, place, serial, wwn, model, bytes, firmware }) => ({
      kind: 'disk',
      place: place ?? name,
      serial: serial ?? wwn,
      what: words(model, bytes === null ? null : `${Math.round(bytes / 1e9)} GB`),
      firmware,
    })),
    ...inventory.nics.map(({ name, mac, model, megabits, neighbour, firmware }) => ({
      kind: 'NIC',
      place: name,
      serial: mac,
      what: words(
        model,
        megabits === null ? null : `${megabits} Mbit/s`,
        neighbour === null ? null : `at ${neighbour.system ?? '?'} ${neighbour.port ?? ''}`.trim(),
      ),
      firmware,
    })),
    ...[
      ...inventory.gpus.map((one) => ({ ...one, kind: 'GPU' })),
      ...inventory.accelerators.map((one) => ({ ...one, kind: 'accelerator' })),
    ].map(({ kind, place, serial, manufacturer, model, firmware }) => ({
      kind,
      place,
      serial,
      what: words(manufacturer, model),
      firmware,
    })),
  ];
}
