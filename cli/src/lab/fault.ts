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

export const faultText = ({ name, target }: LabFault): string =>
  target === undefined ? name : `${name}:${target}`;
