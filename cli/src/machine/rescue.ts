import type { RescueAccess } from '@tuskar/contract/machine-rescue.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { printThing } from '../output.ts';
import { waitOrTell } from '../watch.ts';

export function addMachineRescue(noun: Command, io: Io): void {
  withWait(noun.command('rescue'))
    .argument('<name>')
    .requiredOption('--reason <text>', 'what is to be repaired')
    .option('--force', 'although its host carries instances, or cannot be asked')
    .description('boot a machine that is in use into the rescue system, to repair its own from outside')
    .action(against(io, rescue));
  withFormat(noun.command('rescue-access'))
    .argument('<name>')
    .description('print how one signs in to the rescue system of a machine; recorded in the audit trail')
    .action(against(io, access));
  withWait(noun.command('unrescue'))
    .argument('<name>')
    .description('boot a machine that runs the rescue system from its own disk again')
    .action(against(io, unrescue));
}

async function rescue(
  { io, client }: Run,
  name: string,
  { reason, force = false, wait }: { reason: string; force?: boolean; wait?: boolean },
) {
  const operation = await client.call('machine.rescue', { params: { name }, body: { reason, force } });
  const ended = await waitOrTell({ io, client, operation, wait });
  if (ended !== undefined) io.talk(`see how to sign in with: tuskar machine rescue-access ${name}`);
}

async function access({ io, client, format }: Run, name: string) {
  const given = await client.call('machine.rescue-access', { params: { name } });
  printThing(io, {
    thing: given,
    format,
    fields: [
      ['address', given.address],
      ['user', given.user],
      ['password', given.password],
      ['since', given.since],
    ],
  });
  io.talk(wayIn(given));
}

function wayIn({ address, user }: RescueAccess): string {
  const root = "'sudo -i' makes you root; its disks are not mounted";
  return address === null
    ? `nobody knows its address: sign in as ${user} at its console; ${root}`
    : `sign in with: ssh ${user}@${address}; its host key is another at each boot; ${root}`;
}

async function unrescue({ io, client }: Run, name: string, options: { wait?: boolean }) {
  const operation = await client.call('machine.unrescue', { params: { name } });
  await waitOrTell({ io, client, operation, wait: options.wait });
}
