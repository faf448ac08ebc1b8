import { defaultLabMachineSize, type LabMachine } from '@tuskar/contract/lab-machine.ts';

export function sampleLabMachine(change: Partial<LabMachine> & Pick<LabMachine, 'name'>): LabMachine {
  return {
    size: defaultLabMachineSize,
    bmcAddress: `198.18.48.${Number(/\d+$/.exec(change.name)?.[0] ?? 1)}`,
    power: 'Off',
    bootOverride: null,
    media: null,
    faults: [],
    ...change,
  };
}

/** One that runs, and one with a slow disk. */
export function sampleLabMachines(): LabMachine[] {
  return [
    sampleLabMachine({ name: 'machine-1', power: 'On', bootOverride: 'Cd' }),
    sampleLabMachine({
      name: 'machine-2',
      faults: [{ name: 'disk-slow', target: 'bay-1' }, { name: 'fan-failed' }],
    }),
  ];
}
