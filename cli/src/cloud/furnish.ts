import type { Command } from 'commander';
import { against, type Run } from '../command.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';

export function addFurnish(command: Command, io: Io): void {
  command
    .argument('<name>')
    .description('make what a first server needs: an image, a flavor, networks and a router')
    .action(against(io, furnish));
}

async function furnish({ io, client }: Run, name: string, options: { wait?: boolean }) {
  const operation = await client.call('cloud.furnish', { params: { name } });
  await waitOrTell({ io, client, operation, wait: options.wait });
}
