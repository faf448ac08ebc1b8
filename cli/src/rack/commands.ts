import { RackNumbering, type RackFields, type RackWidth } from '@tuskar/contract/rack.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { printData, printList } from '../output.ts';
import { unsettable, unsettableText } from '../unsettable.ts';
import { wholeNumber } from '../whole-number.ts';
import { addAuditCommands } from './audit.ts';
import { columns, describeRack } from './describe.ts';
import { drawElevation } from './draw.ts';
import { addFileCommands } from './file.ts';
import { addPlacementCommands } from './placement.ts';

export function addRackCommands(program: Command, io: Io): void {
  const noun = program.command('rack').description('racks, and what stands in them');
  withFormat(noun.command('list'))
    .option('--site <name>', 'only those of this site')
    .option('--location <name>', 'only those in this location or a part of it')
    .option('--search <text>', 'only those with this in their name or title')
    .description('list racks')
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<name>')
    .description('show a rack and draw both of its faces')
    .action(against(io, show));
  withFields(withFormat(noun.command('create')).argument('<name>'))
    .requiredOption('--site <name>', 'the site that it is in')
    .description('make a rack known')
    .action(against(io, create));
  withFields(withFormat(noun.command('update')).argument('<name>'))
    .option('--site <name>', 'move it to this site, with all that is in it')
    .description("change or move a rack; what is not given stays, and 'none' unsets")
    .action(against(io, update));
  noun
    .command('remove')
    .argument('<name>')
    .description('remove a rack that is empty')
    .action(against(io, remove));
  addPlacementCommands(noun, io);
  addFileCommands(noun, io);
  addAuditCommands(noun, io);
}

function withFields(command: Command): Command {
  return command
    .option('--title <text>', 'what people call it', unsettableText)
    .option('--location <name>', 'the room or row that it is in', unsettableText)
    .option('--units <n>', 'how many units it has (by default 42)', wholeNumber)
    .addOption(
      new Option('--numbering <order>', 'which way units are counted').choices(RackNumbering.options),
    )
    .option('--width <inches>', '10, 19, 21 or 23', wholeNumber)
    .option('--power <watts>', 'its power budget', unsettable(wholeNumber))
    .option('--weight <kg>', 'what it carries at most', unsettable(wholeNumber))
    .option('--note <text>', 'anything else', unsettableText);
}

async function list(
  { io, client, format }: Run,
  { site, location, search }: { site?: string; location?: string; search?: string },
) {
  const { items } = await client.call('rack.list', { query: { limit: 500, site, location, search } });
  printList(io, {
    rows: items,
    columns,
    format,
    empty: 'There are no racks; make one with: tuskar rack create NAME --site SITE',
  });
}

async function show({ io, client, format }: Run, name: string) {
  const elevation = await client.call('rack.elevation', { params: { name } });
  if (format !== 'table') return printData(io, elevation, format);
  const findings = await client.call('rack.findings', { query: { rack: name, open: 'true' } });
  for (const line of describeRack(elevation.rack)) io.out(line);
  io.out('');
  for (const line of drawElevation(elevation, io.columns)) io.out(line);
  for (const { id, says, by } of findings.items) io.talk(`audit: ${says} (${by}; ${id})`);
}

type Options = Omit<RackFields, 'widthInches' | 'powerBudgetWatts' | 'weightLimitKg'> & {
  site?: string;
  width?: number;
  power?: number | null;
  weight?: number | null;
};

async function create({ io, client, format }: Run, name: string, options: Options & { site: string }) {
  const body = { name, site: options.site, ...fieldsOf(options) };
  const rack = await client.call('rack.create', { body });
  printList(io, { rows: [rack], columns, format, empty: '' });
}

async function update({ io, client, format }: Run, name: string, options: Options) {
  const { site } = options;
  const body = { ...fieldsOf(options), ...(site === undefined ? {} : { site }) };
  const rack = await client.call('rack.update', { params: { name }, body });
  printList(io, { rows: [rack], columns, format, empty: '' });
}

async function remove({ io, client }: Run, name: string) {
  await client.call('rack.remove', { params: { name } });
  io.talk(`rack ${name} is removed`);
}

/** A width that no rack has is refused by the server, with the others that are wrong. */
function fieldsOf({ width, power, weight, ...options }: Options): RackFields {
  const { title, location, units, numbering, note } = options;
  const widthInches = width as RackWidth | undefined;
  return {
    title,
    location,
    units,
    numbering,
    note,
    widthInches,
    powerBudgetWatts: power,
    weightLimitKg: weight,
  };
}
