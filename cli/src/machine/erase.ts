import { TuskarError } from '@tuskar/contract/error.ts';
import type { EraseGoal } from '@tuskar/contract/machine-erase.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';

type Options = { reason?: string; yes?: boolean; wait?: boolean };

export function addMachineErase(noun: Command, io: Io): void {
  withWait(noun.command('erase'))
    .argument('<name>')
    .option('--reason <text>', 'why; it stands in the certificate')
    .option('--yes', 'do not ask')
    .description('erase every disk of a machine, issue its certificate, and make the machine ready')
    .action(
      against(io, (run: Run, name: string, options: Options) =>
        erase(run, name, { ...options, goal: 'ready' }),
      ),
    );
  withWait(noun.command('retire'))
    .argument('<name>')
    .option('--reason <text>', 'why; it stands in the certificate')
    .option('--yes', 'do not ask')
    .addOption(
      new Option('--unerased', 'without erasing its disks, which needs a reason and the right to override'),
    )
    .description('erase every disk of a machine, issue its certificate, and retire the machine')
    .action(against(io, retire));
}

async function erase(
  { io, client }: Run,
  name: string,
  { goal, reason, yes, wait }: Options & { goal: EraseGoal },
): Promise<void> {
  if (!yes) await confirm(io, name, `Everything on the disks of ${name} will be gone.`);
  const body = { goal, ...(reason === undefined ? {} : { reason }) };
  const operation = await client.call('machine.erase', { params: { name }, body });
  const ended = await waitOrTell({ io, client, operation, wait });
  const { certificate } = (ended?.result ?? {}) as { certificate?: string };
  if (certificate !== undefined) io.talk(`save its certificate with: tuskar certificate save ${certificate}`);
}

async function retire(run: Run, name: string, options: Options & { unerased?: boolean }): Promise<void> {
  if (!options.unerased) return await erase(run, name, { ...options, goal: 'retired' });
  const { io, client } = run;
  if (!options.yes) await confirm(io, name, `${name} will be retired with whatever is on its disks.`);
  const body = { reason: options.reason ?? '' };
  await client.call('machine.retire-unerased', { params: { name }, body });
  io.talk(`${name} is retired; its disks were not erased`);
}

async function confirm(io: Io, name: string, warning: string): Promise<void> {
  const answer = io.interactive ? await io.ask(`${warning} Type its name to go on: `) : undefined;
  if (answer === name) return;
  throw new TuskarError('invalid-request', `Nothing was done to ${name}: nobody confirmed it.`, {
    remedy: 'Type the name when asked, or give --yes.',
  });
}
