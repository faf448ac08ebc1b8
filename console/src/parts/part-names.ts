import type { PartName } from '@tuskar/contract/burn-in.ts';
import type { PartKind } from '@tuskar/contract/inventory.ts';

export const partKinds: Record<PartKind, { text: string }> = {
  system: { text: 'System board' },
  processor: { text: 'Processor' },
  dimm: { text: 'DIMM' },
  disk: { text: 'Disk' },
  nic: { text: 'NIC' },
  gpu: { text: 'GPU' },
  accelerator: { text: 'Accelerator' },
  bmc: { text: 'BMC' },
};

/** 'Disk in bay 3', 'DIMM B2': by where a person finds it; by its serial number where nobody said. */
export function namePart({ kind, place, serial }: PartName): string {
  const noun = partKinds[kind].text;
  if (place === null) return serial === null ? noun : `${noun} ${serial}`;
  return place.includes(' ') ? `${noun} in ${place}` : `${noun} ${place}`;
}
