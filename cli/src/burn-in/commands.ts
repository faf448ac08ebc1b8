import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BurnInState } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { against, type Run, withFormat, withWait } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printList, printThing } from '../output.ts';
import { waitOrTell } from '../watch.ts';
import { burnInColumns, findingColumns, measuredColumns, profileColumns } from './columns.ts';

export function addBurnInCommands(program: Command, io: Io): void {
  const noun = program
    .command('burn-in')
    .description('tests of new and repaired machines, judged against their siblings');
  withWait(noun.command('run'))
    .argument('<machine...>')
    .option('--profile <name>', 'what is tested, and for how long', 'quick')
    .option('--per-rack <n>', 'so many machines at once in a rack, besides what its power allows')
    .description('burn machines in; destroys what is on their disks')
    .action(against(io, run));
  withFormat(noun.command('list'))
    .option('--machine <name>', 'only those of this machine')
    .option('--state <state>', 'waiting, running, passed, failed or cancelled')
    .description('list burn-ins, newest first')
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<id>', "a burn-in's id, or a machine: its newest")
    .description('show a burn-in with what it found')
    .action(against(io, show));
  withFormat(noun.command('compare'))
    .argument('<id>', "a burn-in's id, or a machine: its newest")
    .option('--all', 'also values that are as they should be')
    .description('show what was measured beside what its siblings have')
    .action(against(io, compare));
  withFormat(noun.command('findings'))
    .argument('<machine>')
    .description("list the findings of a machine's newest burn-in")
    .action(against(io, findings));
  noun
    .command('waive')
    .argument('<finding>')
    .requiredOption('--reason <text>', 'why it may stay')
    .requiredOption('--owner <who>', 'who sees to it until then')
    .requiredOption('--until <date>', 'when the waiver expires: 2027-03-31')
    .description('waive a finding until a day; a machine with none left open is accepted')
    .action(against(io, waive));
  noun
    .command('unwaive')
    .argument('<finding>')
    .description('end the waiver of a finding now')
    .action(against(io, unwaive));
  addProfileCommands(noun, io);
}

function addProfileCommands(noun: Command, io: Io): void {
  withFormat(noun.command('profiles')).description('list burn-in profiles').action(against(io, profiles));
  noun
    .command('create-profile')
    .argument('<name>')
    .requiredOption('-f, --file <file>', 'YAML or JSON: description, and a list of tests')
    .description('make a burn-in profile')
    .action(against(io, createProfile));
  noun
    .command('remove-profile')
    .argument('<name>')
    .description('remove a burn-in profile')
    .action(against(io, removeProfile));
}

async function run(
  { io, client }: Run,
  machines: string[],
  options: { profile: string; perRack?: string; wait?: boolean },
) {
  const { profile, perRack } = options;
  const body = { machines, profile, ...(perRack === undefined ? {} : { perRack: Number(perRack) }) };
  const { items, refused } = await client.call('burn-in.run', { body });
  for (const { machine, problem } of refused) io.talk(`${machine} is not burnt in: ${problem.detail}`);
  let bad = 0;
  for (const operation of items) {
    const ended = await waitOrTell({ io, client, operation, wait: options.wait });
    const { verdict, notes = [] } = (ended?.result ?? {}) as { verdict?: string; notes?: string[] };
    if (verdict !== undefined) io.talk(`${operation.subject.name}: ${verdict}`);
    for (const note of notes) io.talk(`  not judged: ${note}`);
    if (verdict === 'bad') bad += 1;
  }
  if (refused.length > 0 || bad > 0) throw new Exit('differs');
}

async function list({ io, client, format }: Run, options: { machine?: string; state?: BurnInState }) {
  const page = await client.call('burn-in.list', { query: { ...options, limit: 100 } });
  printList(io, { rows: page.items, columns: burnInColumns, format, empty: 'There are no such burn-ins.' });
}

async function show({ io, client, format }: Run, given: string) {
  const burnIn = await client.call('burn-in.show', { params: { id: await idOf(client, given) } });
  printThing(io, {
    thing: burnIn,
    format,
    fields: [
      ['id', burnIn.id],
      ['machine', burnIn.machine],
      ['profile', burnIn.profile],
      ['state', burnIn.state],
      ['reason', burnIn.reason],
      ['tests', burnIn.tests.map(({ kind }) => kind).join(', ')],
      ['only', burnIn.parts?.map(({ kind, serial, place }) => `${kind} ${serial ?? place}`).join(', ')],
      ['partner', burnIn.partner],
      ['begun', burnIn.startedAt],
      ['ended', burnIn.endedAt],
      ['operation', burnIn.operation],
      ['not judged', burnIn.notes.join('\n')],
    ],
  });
  if (format !== 'table') return;
  io.out('');
  printList(io, { rows: burnIn.findings, columns: findingColumns, format, empty: 'Nothing was found.' });
}

async function compare({ io, client, format }: Run, given: string, options: { all?: boolean }) {
  const id = await idOf(client, given);
  const { items } = await client.call('burn-in.compare', { params: { id } });
  const rows =
    options.all || format !== 'table' ? items : items.filter(({ judgement }) => judgement !== 'good');
  const empty =
    items.length === 0
      ? 'Nothing was measured.'
      : `All of ${items.length} values are as those of the siblings; --all shows them.`;
  printList(io, { rows, columns: measuredColumns, format, empty });
}

async function findings({ io, client, format }: Run, name: string) {
  const { items } = await client.call('machine.findings', { params: { name } });
  printList(io, { rows: items, columns: findingColumns, format, empty: `${name} has no findings.` });
}

async function waive(
  { io, client }: Run,
  id: string,
  options: { reason: string; owner: string; until: string },
) {
  const expires = new Date(options.until);
  if (Number.isNaN(expires.getTime())) {
    throw new TuskarError('invalid-request', `'${options.until}' is no date, such as 2027-03-31.`);
  }
  const { reason, owner } = options;
  const body = { reason, owner, expiresAt: expires.toISOString() };
  const finding = await client.call('finding.waive', { params: { id }, body });
  const { state } = await client.call('machine.show', { params: { name: finding.machine } });
  io.talk(`waived until ${body.expiresAt.slice(0, 10)}; ${finding.machine} is ${state}`);
}

async function unwaive({ io, client }: Run, id: string) {
  const finding = await client.call('finding.unwaive', { params: { id } });
  const { state } = await client.call('machine.show', { params: { name: finding.machine } });
  io.talk(`the waiver is ended; ${finding.machine} is ${state}`);
}

async function profiles({ io, client, format }: Run) {
  const { items } = await client.call('profile.list');
  printList(io, { rows: items, columns: profileColumns, format, empty: '' });
}

async function createProfile({ io, client }: Run, name: string, options: { file: string }) {
  const given = parse(await readFile(resolve(io.cwd, options.file), 'utf8')) as {
    description?: string;
    tests?: BurnInTest[];
  } | null;
  const body = { name, description: given?.description ?? null, tests: given?.tests ?? [] };
  await client.call('profile.create', { body });
  io.talk(`profile ${name} is made; burn in by it with: tuskar burn-in run <machine> --profile ${name}`);
}

async function removeProfile({ io, client }: Run, name: string) {
  await client.call('profile.remove', { params: { name } });
  io.talk(`profile ${name} is removed`);
}

/** A machine's name stands for its newest burn-in. */
async function idOf(client: Run['client'], given: string): Promise<string> {
  if (/^[0-9a-f]{8}-/.test(given)) return given;
  const page = await client.call('burn-in.list', { query: { machine: given, limit: 1 } });
  const [newest] = page.items;
  if (newest !== undefined) return newest.id;
  throw new TuskarError('burn-in-not-found', `${given} has no burn-in.`);
}
