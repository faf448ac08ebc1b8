import { type LabFaultName, labFaults } from '@tuskar/contract/lab-faults.ts';
import type { LabFault } from '@tuskar/contract/lab-machine.ts';

/** Faults as the form has them: of those that are on, the part; empty: the first. */
export type FaultValues = Partial<Record<LabFaultName, string>>;

export function valuesOf(faults: LabFault[]): FaultValues {
  return Object.fromEntries(faults.map(({ name, target = '' }) => [name, target]));
}

export function faultsOf(values: FaultValues): LabFault[] {
  return (Object.entries(values) as [LabFaultName, string][]).map(([name, part]) => {
    const target = part.trim();
    return target === '' || labFaults[name].part === null ? { name } : { name, target };
  });
}
