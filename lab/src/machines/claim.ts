import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { TuskarError } from '@tuskar/contract/error.ts';
import { machineIndexes } from '../network-plan.ts';
import { simulatedIndex } from '../simulated/fleet.ts';
import type { LabState } from '../state/schema.ts';
import type { MachineSize } from './schema.ts';

export type MachineClaim = { image: string; machines: { name: string; size: MachineSize }[] };

/**
 * Adds the machines that are asked for to the state; those that are there stay as they are. All have the QEMU of one image.
 * Throws `lab-machine-conflict` where a name has another size or is one of the simulated fleet, `lab-full` where no place is left.
 */
export function claimMachines(draft: LabState, { image, machines }: MachineClaim): void {
  for (const { name, size } of machines) {
    if (simulatedIndex(name) !== undefined) throw conflict(name, 'such names are of the simulated fleet');
    const present = Object.hasOwn(draft.machines, name) ? draft.machines[name] : undefined;
    if (present && !isDeepStrictEqual(present.size, size)) {
      throw conflict(name, `it has ${sizeText(present.size)}, not ${sizeText(size)}`);
    }
    draft.machines[name] = present ?? { index: freeIndex(draft), size, password: newPassword() };
  }
  if (machines.length > 0) wantBmcs(draft, image);
}

export function wantBmcs(draft: LabState, image: string): void {
  draft.bmcs ??= { image, process: null };
}

function freeIndex({ machines }: LabState): number {
  const taken = new Set(Object.values(machines).map(({ index }) => index));
  for (let index: number = machineIndexes.first; index <= machineIndexes.last; index += 1) {
    if (!taken.has(index)) return index;
  }
  throw new TuskarError('lab-full', `The lab has ${taken.size} machines, and no place for another.`);
}

/** Each machine is delivered with one of its own, as the label on a real one says. */
const newPassword = (): string => randomBytes(9).toString('base64url');

const sizeText = ({ cpus, memoryMebibytes, diskGigabytes, nvmeGigabytes = [], nics }: MachineSize): string =>
  [
    `${cpus} CPUs`,
    `${memoryMebibytes} MiB`,
    `disks of ${diskGigabytes.join(' and ')} GB`,
    ...(nvmeGigabytes.length === 0 ? [] : [`NVMe disks of ${nvmeGigabytes.join(' and ')} GB`]),
    `${nics} NICs`,
  ].join(', ');

function conflict(name: string, reason: string): TuskarError {
  return new TuskarError('lab-machine-conflict', `Machine ${name} cannot be added: ${reason}.`, {
    context: { machine: name },
  });
}
