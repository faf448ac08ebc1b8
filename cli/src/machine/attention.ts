import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { untilOf } from './until.ts';

export function addMachineAttention(noun: Command, io: Io): void {
  noun
    .command('maintenance')
    .argument('<name>')
    .option('--reason <text>', 'what is done on it')
    .option('--until <when>', "a moment, or a time from now such as '4h'; it then ends by itself")
    .option('--end', 'nobody works on it any more')
    .description('say that somebody works on a machine, or no longer does')
    .action(against(io, maintain));
  withFormat(noun.command('quarantine'))
    .argument('<name>')
    .requiredOption('--reason <text>', 'what is wrong with it')
    .description('take a machine out of use until it is repaired')
    .action(against(io, quarantine));
  withFormat(noun.command('release'))
    .argument('<name>')
    .requiredOption('--reason <text>', 'why it is good again without another test')
    .description('let a machine out of quarantine without another test')
    .action(against(io, release));
}

async function maintain(
  { io, client }: Run,
  name: string,
  options: { reason?: string; until?: string; end?: true },
) {
  if (options.end) {
    await client.call('machine.end-maintenance', { params: { name } });
    io.talk(`nobody works on ${name} any more`);
    return;
  }
  const until = options.until === undefined ? {} : { until: untilOf(options.until) };
  const body = { reason: options.reason ?? '', ...until };
  const { maintenance } = await client.call('machine.set-maintenance', { params: { name }, body });
  const end = maintenance?.until ? ` until ${maintenance.until}` : '; end it with --end';
  io.talk(`${name} is in maintenance${end}`);
}

async function quarantine({ io, client }: Run, name: string, { reason }: { reason: string }) {
  const machine = await client.call('machine.quarantine', { params: { name }, body: { reason } });
  io.talk(`${name} is in quarantine. ${machine.nextAction}`);
}

async function release({ io, client }: Run, name: string, { reason }: { reason: string }) {
  const machine = await client.call('machine.release', { params: { name }, body: { reason } });
  io.talk(`${name} is ${machine.state}`);
}
