import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that is a count. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}
