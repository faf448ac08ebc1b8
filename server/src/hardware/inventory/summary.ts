import { createHash } from 'node:crypto';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import type { MachineSummary } from '@tuskar/contract/machine.ts';

/** A machine in short. */
export function summarise(inventory: Inventory): MachineSummary {
  const { processors, disks } = inventory;
  return {
    processors: processors.length,
    cores: total(processors.map(({ cores, threads }) => cores ?? threads)),
    processorModel: processors[0]?.model ?? null,
    memoryMebibytes: inventory.memoryMebibytes ?? 0,
    drives: disks.length,
    driveBytes: total(disks.map(({ bytes }) => bytes)),
    nics: inventory.nics.length,
    accelerators: inventory.gpus.length + inventory.accelerators.length,
  };
}

/**
 * The same for machines that are built alike: models, counts and sizes, without serial numbers, firmware and links.
 * Sizes are rounded, since two disks of one kind may differ by a few sectors, and so may what the BIOS leaves of memory.
 */
export function fingerprint(inventory: Inventory): string {
  const parts = {
    manufacturer: inventory.manufacturer,
    model: inventory.model,
    memory: Math.round((inventory.memoryMebibytes ?? 0) / 4096),
    processors: counted(inventory.processors.map(({ model, cores }) => `${model} ${cores}`)),
    dimms: counted(inventory.dimms.map(({ mebibytes }) => `${mebibytes}`)),
    disks: counted(
      inventory.disks.map(({ bytes, rotational }) => `${Math.round((bytes ?? 0) / 1e10)} ${rotational}`),
    ),
    nics: counted(inventory.nics.map(({ model }) => `${model}`)),
    devices: counted([...inventory.gpus, ...inventory.accelerators].map(({ model }) => `${model}`)),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function counted(values: string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count} × ${value}`).toSorted();
}

function total(values: (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
