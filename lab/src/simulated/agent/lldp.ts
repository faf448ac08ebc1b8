import { elementsOf } from '../../lldp/elements.ts';
import type { Nic } from '../../machines/schema.ts';
import { hash } from '../../machines/seeded.ts';
import { simulatedIndex } from '../fleet.ts';

/** As many machines hang on the two switches of a rack. */
const machinesInRack = 20;

export type Neighbour = { switch: string; port: string };

/**
 * The switch port that a NIC hangs on: one switch of the rack for even NICs, the other for odd ones. A machine that is not
 * of the fleet has a place that derives from its name.
 */
export function neighbourOf(machine: string, nic: number): Neighbour {
  const index = simulatedIndex(machine) ?? hash(machine, 'rack') % 1000;
  const rack = Math.floor(index / machinesInRack) + 1;
  const side = nic % 2 === 0 ? 'a' : 'b';
  const port = (index % machinesInRack) * 2 + Math.floor(nic / 2) + 1;
  return { switch: `leaf-r${String(rack).padStart(3, '0')}${side}`, port: `Ethernet${port}` };
}

/**
 * The neighbour's frame as the agent gives it: type and content, in hexadecimal, of each element (IEEE 802.1AB, 8.5). A 1 GbE
 * NIC hangs on a management switch that does not say who it is.
 */
export function lldpOf(machine: string, nic: Nic, place: number): [number, string][] {
  if (nic.mbps < 10_000) return [];
  const neighbour = neighbourOf(machine, place);
  const chassis = hash(neighbour.switch, 'chassis').toString(16).padStart(8, '0');
  return elementsOf({
    mac: `0aee${chassis}`,
    system: neighbour.switch,
    port: neighbour.port,
    portDescription: `to ${machine}`,
  }).map(([type, content]) => [type, content.toString('hex')]);
}
