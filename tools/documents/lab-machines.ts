import { faultTable } from '@tuskar/lab/machines/faults.ts';
import { profiles } from '@tuskar/lab/machines/profiles/all.ts';
import { madeFrom, table } from './table.ts';

/** docs/reference/lab-machines.md */
export function labMachinesPage(): string {
  const faultRows = Object.entries(faultTable).map(([name, { summary, shows, part }]) => [
    `\`${name}\``,
    summary,
    shows,
    part === null ? '' : part === 'any' ? 'drive, DIMM or NIC' : part,
  ]);
  const profileRows = profiles.map(({ name, title }) => [`\`${name}\``, title]);
  return `# Lab machines

${madeFrom('lab/src/machines/')}

## Faults

Each can be switched on and off while a machine runs. Where a fault is of a part, its target names which one: a drive by
its bay, a DIMM by its slot, a network interface, power supply or fan by its name. Without a target it is the first that there is.

${table(['Fault', 'Is', 'Shows', 'Of a'], faultRows)}

## Profiles of the simulated fleet

${table(['Profile', 'Is'], profileRows)}
`;
}
