import type { Drive, MachineDescription } from '../schema.ts';

type Processor = MachineDescription['processors'][number];

/** A kind of server as a vendor sells it; machines made from it differ in names, numbers and addresses only. */
export type Profile = {
  name: string;
  /** For people who choose one. */
  title: string;
  manufacturer: string;
  model: string;
  /** Serial number of the machine, from seven letters and digits that no other has. */
  serial: (label: string) => string;
  processor: Omit<Processor, 'socket'>;
  sockets: string[];
  memory: { slots: string[]; mebibytes: number; mhz: number; part: string; manufacturer: string };
  drives: DriveBays[];
  nics: { name: string; manufacturer: string; model: string; mbps: number }[];
  accelerators: { slot: string; kind: 'GPU' | 'FPGA' | 'ASIC'; manufacturer: string; model: string }[];
  firmware: { component: string; version: string }[];
  bmc: { manufacturer: string; firmware: string; user: string };
  powerSupplies: number;
  fans: number;
};

/** Bays that hold the same model. */
export type DriveBays = Omit<Drive, 'bay' | 'serial' | 'wwn'> & {
  bays: string[];
  /** What the vendor's serial numbers begin with. */
  serialPrefix: string;
};

export const numbered = (prefix: string, first: number, count: number): string[] =>
  Array.from({ length: count }, (_, position) => `${prefix}${first + position}`);

export const TB = 1_000_000_000_000;
export const GB = 1_000_000_000;
