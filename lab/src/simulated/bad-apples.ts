import type { Fault, MachineDescription } from '../machines/schema.ts';
import { fraction } from '../machines/seeded.ts';

/** What is wrong with a machine of the simulated fleet from the start. */
export type BadApple =
  | { kind: 'slow-disk'; bay: string }
  | { kind: 'failing-disk'; bay: string }
  | { kind: 'hot' }
  | { kind: 'missing-dimm'; slot: string }
  | { kind: 'wrong-firmware'; firmware: { component: string; version: string } };

/** Of a thousand machines: as fleets of this size show in acceptance, some more than in real life. */
const perThousand = {
  'slow-disk': 10,
  'failing-disk': 4,
  hot: 5,
  'missing-dimm': 8,
  'wrong-firmware': 12,
} as const;

/** Undefined for the many good ones; a pure function of seed and number. */
export function badApple(seed: number, index: number, machine: MachineDescription): BadApple | undefined {
  const kind = kindAt(fraction(seed, index, 'bad apple') * 1000);
  const at = fraction(seed, index, 'bad part');
  const of = <T>(parts: readonly T[]): T | undefined => parts[Math.floor(at * parts.length)];
  switch (kind) {
    case 'slow-disk':
    case 'failing-disk': {
      const drive = of(machine.drives);
      return drive && { kind, bay: drive.bay };
    }
    case 'hot':
      return { kind };
    case 'missing-dimm': {
      const dimm = of(machine.dimms);
      return dimm && { kind, slot: dimm.slot };
    }
    case 'wrong-firmware': {
      const firmware = machine.firmware[0];
      return firmware && { kind, firmware: { ...firmware, version: `${firmware.version}-rc1` } };
    }
    case undefined:
      return undefined;
  }
}

/** The faults that its BMC shows and its burn-in meets. */
export function faultsOf(apple: BadApple | undefined): Fault[] {
  switch (apple?.kind) {
    case 'slow-disk':
      return [{ name: 'disk-slow', target: apple.bay }];
    case 'failing-disk':
      return [{ name: 'disk-fails', target: apple.bay }];
    case 'hot':
      return [{ name: 'overheat' }];
    case 'missing-dimm':
      return [{ name: 'dimm-missing', target: apple.slot }];
    case 'wrong-firmware':
    case undefined:
      return [];
  }
}

function kindAt(place: number): BadApple['kind'] | undefined {
  let upTo = 0;
  for (const [kind, share] of Object.entries(perThousand)) {
    upTo += share;
    if (place < upTo) return kind as BadApple['kind'];
  }
  return undefined;
}
