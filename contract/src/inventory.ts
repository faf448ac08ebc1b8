import { z } from 'zod';

export const PartKind = z.enum(['system', 'processor', 'dimm', 'disk', 'nic', 'gpu', 'accelerator', 'bmc']);
export type PartKind = z.infer<typeof PartKind>;

const text = z.string().nullable();
const count = z.number().int().nullable();

export const Processor = z.object({
  /** As the board prints it: 'CPU0'. */
  socket: z.string(),
  manufacturer: text,
  model: text,
  serial: text,
  cores: count,
  threads: count,
  megahertz: count,
});
export type Processor = z.infer<typeof Processor>;

export const Dimm = z.object({
  /** As the board prints it: 'B2'. */
  slot: z.string(),
  manufacturer: text,
  partNumber: text,
  serial: text,
  mebibytes: count,
  megatransfers: count,
  type: text,
});
export type Dimm = z.infer<typeof Dimm>;

export const Disk = z.object({
  /** As the agent's kernel names it; may change from boot to boot. */
  name: z.string(),
  /** Where a person finds it: 'bay 3', or its path on the bus. */
  place: text,
  model: text,
  serial: text,
  wwn: text,
  firmware: text,
  bytes: count,
  rotational: z.boolean().nullable(),
  transport: text,
});
export type Disk = z.infer<typeof Disk>;

/** What a switch says of itself over LLDP. */
export const Neighbour = z.object({ system: text, port: text, description: text });
export type Neighbour = z.infer<typeof Neighbour>;

export const Nic = z.object({
  name: z.string(),
  mac: z.string(),
  model: text,
  firmware: text,
  pci: text,
  megabits: count,
  /** Whether there is a carrier. */
  link: z.boolean().nullable(),
  neighbour: Neighbour.nullable(),
});
export type Nic = z.infer<typeof Nic>;

/** A GPU or another accelerator. */
export const Device = z.object({
  /** Its PCI address. */
  place: z.string(),
  manufacturer: text,
  model: text,
  serial: text,
  firmware: text,
  mebibytes: count,
});
export type Device = z.infer<typeof Device>;

export const Firmware = z.object({ component: z.string(), version: z.string(), date: text });
export type Firmware = z.infer<typeof Firmware>;

/** What a machine is made of, as one inspection saw it. Null is 'not said', never 'none'. */
export const Inventory = z
  .object({
    manufacturer: text,
    model: text,
    serial: text,
    bootMode: z.enum(['uefi', 'bios']).nullable(),
    memoryMebibytes: count,
    processors: z.array(Processor),
    dimms: z.array(Dimm),
    disks: z.array(Disk),
    nics: z.array(Nic),
    gpus: z.array(Device),
    accelerators: z.array(Device),
    firmware: z.array(Firmware),
    bmc: z.object({ address: text, mac: text, firmware: text }).nullable(),
    /** What could not be read of what was reported, for a person: 'disk 3 has no name'. */
    unread: z.array(z.string()),
  })
  .meta({ id: 'Inventory' });
export type Inventory = z.infer<typeof Inventory>;
