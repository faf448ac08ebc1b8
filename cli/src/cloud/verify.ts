import type { Client } from '@tuskar/client/client.ts';
import type { Verification } from '@tuskar/contract/cloud.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { type Format, printData, printList } from '../output.ts';
import { formatDuration } from '../times.ts';
import { waitOrTell, watchOperation } from '../watch.ts';

export function addVerify(noun: Command, io: Io): void {
  withFormat(withWait(noun.command('verify')))
    .argument('<name>')
    .option('--tempest', "run Debian's tempest in place of the built-in acceptance")
    .option('--tests <regex>', 'with --tempest: only these tests')
    .option('--last', 'run nothing; show the results of the last verification')
    .description('verify that a cloud works, by using it')
    .action(against(io, verify));
}

type Options = { tempest?: boolean; tests?: string; last?: boolean; wait?: boolean };

async function verify({ io, client, format }: Run, name: string, options: Options) {
  if (options.last) return await showLast({ io, client, name, format });
  const body = {
    suite: options.tempest ? ('tempest' as const) : ('acceptance' as const),
    ...(options.tests === undefined ? {} : { tests: options.tests }),
  };
  const operation = await client.call('cloud.verify', { params: { name }, body });
  if (!options.wait) return void (await waitOrTell({ io, client, operation, wait: false }));
  try {
    await watchOperation({ io, client, id: operation.id });
  } finally {
    await showLast({ io, client, name, format });
  }
}

async function showLast(given: { io: Io; client: Client; name: string; format: Format }): Promise<void> {
  const { io, client, name, format } = given;
  const { items } = await client.call('verification.list', { params: { name } });
  const last = items[0];
  if (last === undefined)
    return io.talk(`${name} was never verified; do it with: tuskar cloud verify ${name} --wait`);
  printVerification(io, last, format);
  if (last.state === 'failed') throw new Exit('differs');
}

export function printVerification(io: Io, verification: Verification, format: Format): void {
  if (format !== 'table') return printData(io, verification, format);
  printList(io, {
    rows: verification.checks,
    format,
    empty: 'It has no checks yet.',
    columns: [
      { title: 'check', value: (check) => check.title },
      { title: 'state', value: (check) => check.state },
      { title: 'took', value: (check) => (check.seconds === null ? null : formatDuration(check.seconds)) },
    ],
  });
  for (const check of verification.checks) {
    if (check.state === 'failed') io.out(`\n${check.title}:\n${check.output ?? '(no output)'}`);
  }
  io.talk(
    `${verification.suite}: ${verification.passed} passed, ${verification.failed} failed, ${verification.skipped} skipped`,
  );
}
