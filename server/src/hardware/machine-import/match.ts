import type { Bmc } from '@tuskar/contract/machine.ts';
import type { KnownMachine } from './known-machines.ts';

export type Identified = { uuid: string | null; bmc: Bmc; macs: string[] };
export type Match = { machine: KnownMachine; by: string[] };

/** Finds by what a machine of a file is one that is known; a name alone proves nothing. */
export function matcherOf(known: KnownMachine[]): (given: Identified) => Match[] {
  const byKey = new Map<string, KnownMachine[]>();
  for (const machine of known) {
    for (const key of [`uuid ${machine.id}`, `bmc ${machine.bmc_address}`, ...machine.macs]) {
      byKey.set(key, [...(byKey.get(key) ?? []), machine]);
    }
  }
  return (given) => {
    const keys = [`uuid ${given.uuid}`, `bmc ${given.bmc.address}`, ...given.macs];
    const candidates = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    return [...candidates].flatMap((machine) => matchOf(given, machine));
  };
}

function matchOf(given: Identified, machine: KnownMachine): Match[] {
  const by = [
    ...(given.uuid !== null && machine.id === given.uuid ? ['uuid'] : []),
    ...(given.macs.some((mac) => machine.macs.includes(mac)) ? ['MAC address'] : []),
    ...(sameBmc(given.bmc, machine) ? ['BMC'] : []),
  ];
  return by.length === 0 ? [] : [{ machine, by }];
}

/** Where one of the two does not say which system, the address decides: most BMCs have one. */
function sameBmc(bmc: Bmc, machine: KnownMachine): boolean {
  if (bmc.protocol === 'manual') return false;
  if (bmc.address !== machine.bmc_address || (bmc.port ?? 0) !== (machine.bmc_port ?? 0)) return false;
  return bmc.systemId === null || machine.bmc_system_id === null || bmc.systemId === machine.bmc_system_id;
}
