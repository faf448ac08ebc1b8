import { machineCables, networks } from '../network-plan.ts';
import type { LabState } from '../state/schema.ts';
import { elementsOf } from './elements.ts';
import { lldpFrame } from './frame.ts';

export type PortFrame = { cable: string; frame: Buffer };

/** What the management bridge, as the machines' switch, says to each of their NICs: one port a cable. */
export function portFrames(machines: LabState['machines']): PortFrame[] {
  const [{ bridge, mac, mtu, gateway }] = networks;
  return Object.entries(machines).flatMap(([name, { index, size }]) =>
    machineCables(index, size.nics).map((cable) => {
      const elements = elementsOf({
        mac,
        system: bridge,
        port: cable,
        portDescription: `to ${name}`,
        systemDescription: 'Bridge of a Tuskar lab',
        address: gateway?.split('/')[0],
        mtu,
      });
      return { cable, frame: lldpFrame(mac, elements) };
    }),
  );
}
