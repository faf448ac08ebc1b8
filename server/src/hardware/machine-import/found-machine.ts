import type { BmcInput } from '@tuskar/contract/machine-enrolment.ts';

/** A machine as a file has it, of whatever format. */
export type FoundMachine = {
  item: string;
  /** As the file has it; null: it has none. */
  name: string | null;
  uuid: string | null;
  bmc: BmcInput;
  macs: string[];
  serial: string | null;
  manufacturer: string | null;
  model: string | null;
  labels: Record<string, string>;
  /** What people wrote beside it: a comment, a description, the description of its chassis. */
  note: string | null;
};

/** A name as Tuskar has it, of one that other tools allow: 'Compute_01.dc1' is 'compute-01-dc1'. */
export function plainName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
}

/** The name of a machine: its own, or one made of what is its own and stays. */
export function nameOf({ name, macs, uuid, bmc }: FoundMachine): string {
  const given = plainName(name ?? '');
  if (given !== '') return given;
  const [mac] = macs;
  if (mac !== undefined) return `node-${mac.replaceAll(':', '')}`;
  if (uuid !== null) return `node-${uuid.slice(0, 8)}`;
  return plainName(
    `bmc-${bmc.address.replace(/^https?:\/\//i, '')}${bmc.port === undefined ? '' : `-${bmc.port}`}`,
  );
}
