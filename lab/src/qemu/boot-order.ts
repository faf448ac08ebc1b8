import type { BootTarget, MachineDescription } from '../machines/schema.ts';

type BootDevice = 'drives' | 'cd' | 'usb' | 'nics';

const byTarget: Record<BootTarget, readonly BootDevice[]> = {
  None: ['drives', 'cd', 'usb', 'nics'],
  Hdd: ['drives', 'cd', 'usb', 'nics'],
  Cd: ['cd', 'drives', 'usb', 'nics'],
  Usb: ['usb', 'drives', 'cd', 'nics'],
  Pxe: ['nics', 'drives', 'cd', 'usb'],
  UefiHttp: ['nics', 'drives', 'cd', 'usb'],
};

/** Nothing for a device that firmware does not try. */
export type BootIndexes = { drives: number[]; cd: number; usb: number | undefined; nics: number[] };

/** The places in which the firmware tries to boot, the lowest first. */
export function bootIndexes(
  { drives, nics }: Pick<MachineDescription, 'drives' | 'nics'>,
  target: BootTarget,
): BootIndexes {
  const counts = { drives: drives.length, cd: 1, usb: 1, nics: nics.length };
  let next = 0;
  const places: Record<BootDevice, number[]> = { drives: [], cd: [], usb: [], nics: [] };
  for (const device of byTarget[target]) {
    places[device] = Array.from({ length: counts[device] }, () => next++);
  }
  return { drives: places.drives, cd: places.cd[0] ?? 0, usb: places.usb[0], nics: places.nics };
}
