import { faultText, labFaultNames } from '@tuskar/contract/lab-machine.ts';
import type { Command } from 'commander';
import { against, type Run } from '../command.ts';
import type { Io } from '../io.ts';
import { faultsIn } from '../lab/fault.ts';

export function addMachineFault(noun: Command, io: Io): void {
  noun
    .command('fault')
    .argument('<name>')
    .argument('[faults...]', `each a name, or name:part. Names: ${labFaultNames.join(', ')}`)
    .option('--clear', 'repair the machine')
    .description(
      'say what is wrong with a simulated machine from its next piece of work on; with neither, show it',
    )
    .action(against(io, faultMachine));
}

export async function faultMachine(
  { io, client }: Pick<Run, 'io' | 'client'>,
  name: string,
  words: string[],
  options: { clear?: boolean },
) {
  const params = { name };
  if (words.length === 0 && !options.clear) {
    const { faults } = await client.call('machine.faults', { params });
    if (faults.length === 0) io.talk(`${name} has no faults`);
    else io.out(faults.map(faultText).join('\n'));
    return;
  }
  const body = { faults: faultsIn(words, options) };
  const { faults } = await client.call('machine.fault', { params, body });
  const has = faults.length === 0 ? 'no faults' : `the faults ${faults.map(faultText).join(', ')}`;
  io.talk(`${name} has ${has} from its next piece of work on`);
}
