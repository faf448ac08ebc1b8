import type { Client } from '@tuskar/client/client.ts';
import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Command } from 'commander';
import { against, type Run, withWait } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';
import { readIntent } from './intent-file.ts';
import { showBlueprint } from './plan.ts';

export function addApply(noun: Command, io: Io): void {
  withWait(noun.command('apply'))
    .argument('[blueprint]', 'a blueprint that was planned before')
    .option('-f, --file <cloud.yaml>', 'plan this intent first; - reads standard input')
    .option('--yes', 'approve without asking')
    .option('--reason <text>', 'why; recorded with the approval')
    .option('--content', 'show the content of every change')
    .description('show a blueprint, have it approved, execute it')
    .action(against(io, apply));
}

type Options = { file?: string; yes?: boolean; reason?: string; content?: boolean; wait?: boolean };

export async function apply({ io, client }: Run, id: string | undefined, options: Options) {
  const blueprint = await findOrPlan({ io, client, id, file: options.file });
  await showBlueprint({ io, client, blueprint, content: options.content ? 'shown' : 'hidden' });
  if (blueprint.summary.changes === 0 && blueprint.state !== 'failed') {
    await abandonUnchanged(client, blueprint);
    return;
  }
  if (blueprint.state === 'proposed') await approve({ io, client, blueprint, options });
  const operation = await client.call('blueprint.execute', { params: { id: blueprint.id } });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

async function findOrPlan(given: {
  io: Io;
  client: Client;
  id: string | undefined;
  file: string | undefined;
}) {
  const { io, client, id, file } = given;
  if (id !== undefined && file === undefined) return await client.call('blueprint.show', { params: { id } });
  if (file === undefined || id !== undefined) {
    throw new TuskarError('invalid-request', 'Name either a blueprint or a file.', {
      remedy: 'For example: tuskar cloud apply -f cloud.yaml --wait',
    });
  }
  const { name, intent } = await readIntent(io, file);
  return await client.call('cloud.plan', { params: { name }, body: { intent } });
}

/** A blueprint without changes needs nobody's decision; it does not stay behind as a proposal. */
async function abandonUnchanged(client: Client, blueprint: Blueprint): Promise<void> {
  if (blueprint.state !== 'proposed') return;
  await client.call('blueprint.abandon', { params: { id: blueprint.id }, body: { reason: 'no changes' } });
}

async function approve(given: {
  io: Io;
  client: Client;
  blueprint: Blueprint;
  options: Options;
}): Promise<void> {
  const { io, client, blueprint, options } = given;
  if (!options.yes) {
    if (!io.interactive) {
      throw new TuskarError(
        'invalid-request',
        'The blueprint needs an approval, and there is no terminal to ask at.',
        {
          remedy: `Look at it, then give --yes, or run: tuskar cloud apply ${blueprint.id} --yes`,
        },
      );
    }
    const answer = await io.ask('Approve and execute this? [y/N] ');
    if (!/^y(es)?$/i.test(answer)) {
      io.talk(`left as a proposal; come back with: tuskar cloud apply ${blueprint.id}`);
      throw new Exit('ok');
    }
  }
  const body = options.reason === undefined ? {} : { reason: options.reason };
  await client.call('blueprint.approve', { params: { id: blueprint.id }, body });
}
