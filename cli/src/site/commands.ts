import type { Site, SiteFields } from '@tuskar/contract/site.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { unsettableText } from '../unsettable.ts';
import { type Column, printList, printThing } from '../output.ts';

const columns: Column<Site>[] = [
  { title: 'name', value: (site) => site.name },
  { title: 'title', value: (site) => site.title },
  { title: 'locations', value: (site) => site.locations },
  { title: 'racks', value: (site) => site.racks },
  { title: 'machines', value: (site) => site.machines },
];

export function addSiteCommands(program: Command, io: Io): void {
  const noun = program.command('site').description('places where racks are');
  withFormat(noun.command('list')).description('list sites').action(against(io, list));
  withFormat(noun.command('show')).argument('<name>').description('show a site').action(against(io, show));
  withFields(withFormat(noun.command('create')).argument('<name>'))
    .description('make a site known')
    .action(against(io, create));
  withFields(withFormat(noun.command('update')).argument('<name>'))
    .description("change a site; what is not given stays, and 'none' unsets")
    .action(against(io, update));
  noun
    .command('remove')
    .argument('<name>')
    .description('remove a site that has no locations and no racks')
    .action(against(io, remove));
}

function withFields(command: Command): Command {
  return command
    .option('--title <text>', 'what people call it', unsettableText)
    .option('--address <text>', 'where it is', unsettableText)
    .option('--note <text>', 'anything else', unsettableText);
}

async function list({ io, client, format }: Run) {
  const { items } = await client.call('site.list', { query: { limit: 500 } });
  printList(io, {
    rows: items,
    columns,
    format,
    empty: 'There are no sites; make one with: tuskar site create NAME',
  });
}

async function show({ io, client, format }: Run, name: string) {
  print(io, format, await client.call('site.show', { params: { name } }));
}

async function create({ io, client, format }: Run, name: string, options: SiteFields) {
  print(io, format, await client.call('site.create', { body: { name, ...fieldsOf(options) } }));
}

async function update({ io, client, format }: Run, name: string, options: SiteFields) {
  print(io, format, await client.call('site.update', { params: { name }, body: fieldsOf(options) }));
}

async function remove({ io, client }: Run, name: string) {
  await client.call('site.remove', { params: { name } });
  io.talk(`site ${name} is removed`);
}

function fieldsOf({ title, address, note }: SiteFields): SiteFields {
  return { title, address, note };
}

function print(io: Io, format: Run['format'], site: Site): void {
  printThing(io, {
    thing: site,
    format,
    fields: [
      ['name', site.name],
      ['title', site.title],
      ['address', site.address],
      ['locations', site.locations],
      ['racks', site.racks],
      ['machines', site.machines],
      ['note', site.note],
    ],
  });
}
