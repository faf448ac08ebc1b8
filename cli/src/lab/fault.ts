import { type LabFault, labFaultNames } from '@tuskar/contract/lab-machine.ts';
import { InvalidArgumentError } from 'commander';

/** 'disk-fails:bay-1', or 'disk-fails' for the first disk. */
export function parseFault(text: string): LabFault {
  const [word, ...rest] = text.split(':');
  const name = labFaultNames.find((one) => one === word);
  if (name === undefined) {
    throw new InvalidArgumentError(`There is no fault ${word}. Faults are: ${labFaultNames.join(', ')}.`);
  }
  return rest.length === 0 ? { name } : { name, target: rest.join(':') };
}

/** What a machine is to have: the faults that are named, or none by `--clear`. */
export function faultsIn(words: string[], { clear = false }: { clear?: boolean }): LabFault[] {
  if (clear === words.length > 0) throw new InvalidArgumentError('name faults, or give --clear');
  return words.map(parseFault);
}
