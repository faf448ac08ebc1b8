import { type Location, type LocationFields, LocationKind } from '@tuskar/contract/location.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { unsettableText } from '../unsettable.ts';
import { type Column, printList, printThing } from '../output.ts';

const columns: Column<Location>[] = [
  { title: 'name', value: (location) => location.name },
  { title: 'kind', value: (location) => location.kind },
  { title: 'site', value: (location) => location.site },
  { title: 'in', value: (location) => location.parent },
  { title: 'title', value: (location) => location.title },
  { title: 'racks', value: (location) => location.racks },
];

export function addLocationCommands(program: Command, io: Io): void {
  const noun = program.command('location').description('rooms and rows of a site');
  withFormat(noun.command('list'))
    .option('--site <name>', 'only those of this site')
    .description('list locations')
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<name>')
    .description('show a location')
    .action(against(io, show));
  withFields(withFormat(noun.command('create')).argument('<name>'))
    .requiredOption('--site <name>', 'the site that it is in')
    .description('make a location known: a room of a site, a row of a room')
    .action(against(io, create));
  withFields(withFormat(noun.command('update')).argument('<name>'))
    .description("change a location; what is not given stays, and 'none' unsets")
    .action(against(io, update));
  noun
    .command('remove')
    .argument('<name>')
    .description('remove a location that has no racks and no parts')
    .action(against(io, remove));
}

function withFields(command: Command): Command {
  return command
    .option('--title <text>', 'what people call it', unsettableText)
    .option('--in <location>', 'the location that it is a part of', unsettableText)
    .addOption(new Option('--kind <kind>', 'what it is').choices(LocationKind.options))
    .option('--note <text>', 'anything else', unsettableText);
}

async function list({ io, client, format }: Run, { site }: { site?: string }) {
  const query = { limit: 500, ...(site === undefined ? {} : { site }) };
  const { items } = await client.call('location.list', { query });
  printList(io, {
    rows: items,
    columns,
    format,
    empty: 'There are no locations; make one with: tuskar location create NAME --site SITE',
  });
}

async function show({ io, client, format }: Run, name: string) {
  print(io, format, await client.call('location.show', { params: { name } }));
}

type Fields = Omit<LocationFields, 'parent'> & { in?: string | null };

async function create({ io, client, format }: Run, name: string, options: Fields & { site: string }) {
  const body = { name, site: options.site, ...fieldsOf(options) };
  print(io, format, await client.call('location.create', { body }));
}

async function update({ io, client, format }: Run, name: string, options: Fields) {
  print(io, format, await client.call('location.update', { params: { name }, body: fieldsOf(options) }));
}

async function remove({ io, client }: Run, name: string) {
  await client.call('location.remove', { params: { name } });
  io.talk(`location ${name} is removed`);
}

function fieldsOf({ title, kind, note, in: parent }: Fields): LocationFields {
  return { title, kind, note, parent };
}

function print(io: Io, format: Run['format'], location: Location): void {
  printThing(io, {
    thing: location,
    format,
    fields: [
      ['name', location.name],
      ['title', location.title],
      ['kind', location.kind],
      ['site', location.site],
      ['in', location.parent],
      ['racks', location.racks],
      ['note', location.note],
    ],
  });
}
