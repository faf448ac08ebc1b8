import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { ClassProposal, Deviation, HardwareClass } from '@tuskar/contract/hardware-class.ts';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printData, printList } from '../output.ts';

const columns: Column<HardwareClass>[] = [
  { title: 'name', value: (one) => one.name },
  { title: 'members', value: (one) => one.members },
  { title: 'deviating', value: (one) => one.deviating },
  { title: 'priority', value: (one) => one.priority },
  { title: 'fits', value: (one) => describeRules(one.rules) },
];

const proposalColumns: Column<ClassProposal>[] = [
  { title: 'name', value: (one) => one.name },
  { title: 'machines', value: (one) => one.machines.length },
  { title: 'such as', value: (one) => one.machines.slice(0, 3).join(', ') },
  { title: 'fits', value: (one) => describeRules(one.rules) },
];

const deviationColumns: Column<Deviation>[] = [
  { title: 'machine', value: (one) => one.machine },
  { title: 'deviation', value: (one) => one.title },
  { title: 'expected', value: (one) => one.expected },
  { title: 'actual', value: (one) => one.actual },
];

export function addClassCommands(program: Command, io: Io): void {
  const noun = program.command('class').description('hardware classes: machines alike enough to compare');
  withFormat(noun.command('list')).description('list hardware classes').action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<name>')
    .description('show a hardware class, as it is written in a file')
    .action(against(io, show));
  withFormat(noun.command('propose'))
    .option('--create <name...>', 'make the classes that are proposed under these names')
    .description('propose classes for machines that fit none')
    .action(against(io, propose));
  noun
    .command('create')
    .argument('<name>')
    .requiredOption('-f, --file <file>', 'YAML or JSON: description, priority, rules, requirements')
    .description('make a hardware class')
    .action(against(io, create));
  noun
    .command('update')
    .argument('<name>')
    .requiredOption('-f, --file <file>', 'YAML or JSON: description, priority, rules, requirements')
    .description('change a hardware class; every machine is classified anew')
    .action(against(io, update));
  noun
    .command('remove')
    .argument('<name>')
    .description('remove a hardware class')
    .action(against(io, remove));
  withFormat(noun.command('deviations'))
    .argument('<name>')
    .description("list where a class's members differ from what each must have")
    .action(against(io, deviations));
}

async function list({ io, client, format }: Run) {
  const page = await client.call('class.list', { query: { limit: 500 } });
  printList(io, { rows: page.items, columns, format, empty: 'There are no hardware classes.' });
}

async function show({ io, client, format }: Run, name: string) {
  const found = await client.call('class.show', { params: { name } });
  // A class is what its file says; as a table it would say less.
  printData(io, found, format === 'json' ? 'json' : 'yaml');
}

async function propose({ io, client, format }: Run, options: { create?: string[] }) {
  const { items } = await client.call('class.propose');
  if (options.create === undefined) {
    printList(io, {
      rows: items,
      columns: proposalColumns,
      format,
      empty: 'Every machine that was inspected has a class.',
    });
    return;
  }
  const wanted = options.create.map((name) => proposedAs(name, items));
  for (const { name, rules, requirements } of wanted) {
    const made = await client.call('class.create', { body: { name, rules, requirements } });
    io.talk(`class ${made.name} is made; ${made.members} machines are its members`);
  }
}

function proposedAs(name: string, proposals: ClassProposal[]): ClassProposal {
  const proposal = proposals.find((one) => one.name === name);
  if (proposal !== undefined) return proposal;
  throw new TuskarError('class-not-found', `No class ${name} is proposed.`, {
    remedy: 'List what is proposed with: tuskar class propose',
  });
}

async function create({ io, client }: Run, name: string, options: { file: string }) {
  const body = await readClass(io, options.file);
  const made = await client.call('class.create', { body: { ...body, name } });
  io.talk(`class ${name} is made; ${made.members} machines are its members`);
}

async function update({ io, client }: Run, name: string, options: { file: string }) {
  const body = await readClass(io, options.file);
  const made = await client.call('class.update', { params: { name }, body });
  io.talk(`class ${name} is changed; ${made.members} machines are its members, ${made.deviating} deviate`);
}

async function remove({ io, client }: Run, name: string) {
  await client.call('class.remove', { params: { name } });
  io.talk(`class ${name} is removed`);
}

async function deviations({ io, client, format }: Run, name: string) {
  const { items } = await client.call('class.deviations', { params: { name } });
  printList(io, {
    rows: items,
    columns: deviationColumns,
    format,
    empty: `Every member of ${name} is as it must be.`,
  });
}

/** Takes what the API answers also as what it is given: what a class counts and when it was made is left out. */
async function readClass(io: Io, file: string): Promise<{ rules: HardwareClass['rules'] }> {
  const text = await readFile(resolve(io.cwd, file), 'utf8');
  let given: unknown;
  try {
    given = parse(text);
  } catch (cause) {
    throw new TuskarError('invalid-request', `${file} is not YAML: ${(cause as Error).message}`, { cause });
  }
  if (typeof given !== 'object' || given === null) {
    throw new TuskarError('invalid-request', `${file} holds no class.`);
  }
  const { description = null, priority = 100, rules = {}, requirements } = given as Partial<HardwareClass>;
  return { description, priority, rules, ...(requirements === undefined ? {} : { requirements }) } as {
    rules: HardwareClass['rules'];
  };
}

function describeRules(rules: HardwareClass['rules']): string {
  return Object.entries(rules)
    .map(([key, value]) => `${wordsOf(key)} ${typeof value === 'object' ? boundsOf(value) : value}`)
    .join(', ');
}

/** 'at least 262144 and at most 786432' */
function boundsOf(value: object): string {
  return Object.entries(value)
    .map(([key, one]) => `${wordsOf(key)} ${one}`)
    .join(' and ');
}

/** 'memoryMebibytes' as 'memory mebibytes' */
const wordsOf = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
