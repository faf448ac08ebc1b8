import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that is a number, with or without a fraction. */
export function decimal(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It is no number such as 21.5.');
  return Number(text);
}
