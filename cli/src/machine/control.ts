import type { PowerTarget } from '@tuskar/contract/machine-bulk.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';

const targets = ['on', 'off', 'soft-off', 'reboot', 'soft-reboot'];

export function addMachineControl(noun: Command, io: Io): void {
  withWait(noun.command('power'))
    .argument('<name>')
    .argument('<target>', targets.join(', '))
    .description('switch a machine on or off, or reboot it')
    .action(against(io, power));
  noun
    .command('locate')
    .argument('<name>')
    .addOption(new Option('--off', 'put the lamp out again'))
    .description('light the lamp by which a person finds a machine')
    .action(against(io, locate));
  withWait(noun.command('rotate-bmc-password'))
    .argument('<name>')
    .description('give the BMC a new, random password, and keep it sealed')
    .action(against(io, rotate));
}

async function power({ io, client }: Run, name: string, target: PowerTarget, options: { wait?: boolean }) {
  const operation = await client.call('machine.power', { params: { name }, body: { target } });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

async function locate({ io, client }: Run, name: string, options: { off?: true }) {
  const { lit } = await client.call('machine.locate', {
    params: { name },
    body: { lit: options.off !== true },
  });
  io.talk(lit ? `the lamp of ${name} is lit; put it out with --off` : `the lamp of ${name} is out`);
}

async function rotate({ io, client }: Run, name: string, options: { wait?: boolean }) {
  const operation = await client.call('machine.rotate-bmc-password', { params: { name } });
  await waitOrTell({ io, client, operation, wait: options.wait });
}
