import { TuskarError } from '@tuskar/contract/error.ts';
import type { Command } from 'commander';
import { against, type Run } from '../command.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';

export function addDestroy(command: Command, io: Io): void {
  command
    .argument('<name>')
    .requiredOption('--reason <text>', 'why; recorded')
    .option('--yes', 'do not ask')
    .description('stop all services of a cloud and remove its data from its hosts')
    .action(against(io, destroy));
}

async function destroy(
  { io, client }: Run,
  name: string,
  options: { reason: string; yes?: boolean; wait?: boolean },
) {
  if (!options.yes) await confirm(io, name);
  const operation = await client.call('cloud.destroy', {
    params: { name },
    body: { reason: options.reason },
  });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

async function confirm(io: Io, name: string): Promise<void> {
  const answer = io.interactive
    ? await io.ask(`All servers, volumes and data of ${name} will be gone. Type its name to go on: `)
    : undefined;
  if (answer === name) return;
  throw new TuskarError('invalid-request', `${name} was not destroyed: nobody confirmed it.`, {
    remedy: 'Type the name when asked, or give --yes.',
  });
}
