import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import type { LabMachine as KeptMachine } from '@tuskar/lab/keeper/protocol.ts';

/** A machine of the lab as the API shows it. */
export function toLabMachine(machine: KeptMachine): LabMachine {
  const { name, size, address, power, bootOverride, media, faults } = machine;
  return {
    name,
    size,
    bmcAddress: address,
    power,
    bootOverride: bootOverride?.target ?? null,
    media,
    faults,
  };
}
