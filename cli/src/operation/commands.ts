import type { Operation, OperationState } from '@tuskar/contract/operation.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';
import { formatAge, formatDuration, secondsBetween } from '../times.ts';
import { waitOrTell, watchOperation } from '../watch.ts';

const columns: Column<Operation>[] = [
  { title: 'id', value: (operation) => operation.id },
  { title: 'what', value: (operation) => operation.title },
  { title: 'state', value: (operation) => operation.state },
  { title: 'steps', value: (operation) => `${operation.steps.done}/${operation.steps.total}` },
  { title: 'by', value: (operation) => operation.requestedBy },
  { title: 'age', value: (operation) => formatAge(operation.createdAt) },
  { title: 'waits for', value: (operation) => operation.waitingFor },
];

export function addOperationCommands(program: Command, io: Io): void {
  const noun = program
    .command('operation')
    .description('work that was asked for: list, follow, cancel, retry');
  withFormat(noun.command('list'))
    .description('list operations, newest first')
    .option('--state <state>', 'only those in this state')
    .option('--subject <type/name>', "only those of a thing, such as 'cloud/try'")
    .option('--limit <n>', 'at most so many', '50')
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<id>')
    .description('show an operation with its steps')
    .action(against(io, show));
  noun
    .command('watch')
    .argument('<id>')
    .description('follow an operation to its end')
    .action(against(io, watch));
  noun
    .command('log')
    .argument('<id>')
    .option('--step <name>', 'only the lines of this step')
    .description("print an operation's log")
    .action(against(io, log));
  withWait(noun.command('cancel'))
    .argument('<id>')
    .option('--reason <text>', 'why; recorded')
    .description('cancel an operation; its running step ends first')
    .action(against(io, cancel));
  withWait(noun.command('retry'))
    .argument('<id>')
    .description('begin again at the step that failed')
    .action(against(io, retry));
}

async function list(
  { io, client, format }: Run,
  options: { state?: OperationState; subject?: string; limit: string },
) {
  const query = {
    limit: Number(options.limit),
    ...(options.state === undefined ? {} : { state: options.state }),
    ...(options.subject === undefined ? {} : { subject: options.subject }),
  };
  const page = await client.call('operation.list', { query });
  printList(io, { rows: page.items, columns, format, empty: 'There are no such operations.' });
}

async function show({ io, client, format }: Run, id: string) {
  const operation = await client.call('operation.show', { params: { id } });
  printThing(io, {
    thing: operation,
    format,
    fields: [
      ['id', operation.id],
      ['what', operation.title],
      ['state', operation.state],
      ['subject', `${operation.subject.type} ${operation.subject.name}`],
      ['asked by', operation.requestedBy],
      ['reason', operation.reason],
      ['begun', operation.startedAt],
      ['ended', operation.endedAt],
      ['took', formatDuration(secondsBetween(operation.startedAt, operation.endedAt))],
      ['attempt', operation.attempt],
      ['waits for', operation.waitingFor],
      ['error', operation.error === null ? null : `${operation.error.code}: ${operation.error.detail}`],
      ['what to do', operation.nextAction ?? operation.error?.remedy ?? null],
    ],
  });
  if (format !== 'table') return;
  io.out('');
  printList(io, {
    rows: operation.stepList,
    format,
    empty: 'It has no steps yet.',
    columns: [
      { title: 'wave', value: (step) => step.wave },
      { title: 'step', value: (step) => step.title },
      { title: 'host', value: (step) => step.host },
      { title: 'state', value: (step) => step.state },
      {
        title: 'took',
        value: (step) =>
          step.startedAt === null ? null : formatDuration(secondsBetween(step.startedAt, step.endedAt)),
      },
      { title: 'waits for', value: (step) => step.waitingFor },
    ],
  });
}

async function watch({ io, client }: Run, id: string) {
  await watchOperation({ io, client, id });
}

async function log({ io, client }: Run, id: string, options: { step?: string }) {
  let after = 0;
  for (;;) {
    const query = { after, ...(options.step === undefined ? {} : { step: options.step }) };
    const { items } = await client.call('operation.log', { params: { id }, query });
    for (const { at, host, step, line } of items) io.out(`${at} ${host ?? step ?? '-'}: ${line}`);
    const last = items.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

async function cancel({ io, client }: Run, id: string, options: { reason?: string; wait?: boolean }) {
  const body = options.reason === undefined ? {} : { reason: options.reason };
  const operation = await client.call('operation.cancel', { params: { id }, body });
  io.talk(`${operation.title}: ${operation.state}`);
  if (options.wait) await watchOperation({ io, client, id });
}

async function retry({ io, client }: Run, id: string, options: { wait?: boolean }) {
  const operation = await client.call('operation.retry', { params: { id } });
  await waitOrTell({ io, client, operation, wait: options.wait });
}
