import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Command } from 'commander';
import { apply } from '../cloud/apply.ts';
import { readIntent } from '../cloud/intent-file.ts';
import { against, type Run } from '../command.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';

export function addDeploy(noun: Command, io: Io): void {
  noun
    .command('deploy')
    .requiredOption('-f, --file <cloud.yaml>', 'an intent with a host of the role undercloud')
    .option('--yes', 'approve without asking')
    .option('--reason <text>', 'why; recorded with the approval')
    .description('converge a host into an undercloud, use it, and bring the agent to it')
    .action(against(io, deploy));
}

async function deploy(run: Run, options: { file: string; yes?: boolean; reason?: string }) {
  const { io, client } = run;
  const { name } = await readIntent(io, options.file);
  await apply(run, undefined, { ...options, wait: true });
  const { url } = await client.call('undercloud.connect', { body: { kind: 'managed', cloud: name } });
  io.talk(`the bare-metal service answers at ${url}`);
  try {
    const operation = await client.call('undercloud.equip');
    await waitOrTell({ io, client, operation, wait: true });
  } catch (error) {
    if (!isTuskarError(error, 'agent-image-missing')) throw error;
    throw new TuskarError(
      'agent-image-missing',
      'The undercloud runs, and has no agent to boot machines with.',
      {
        remedy: 'Build it, then bring it: tuskar image build agent --wait && tuskar undercloud equip --wait',
      },
    );
  }
}
