import { LabFault, labFaultNames, LabMachineSize } from '@tuskar/contract/lab-machine.ts';
import * as z from 'zod';

/** What a lab machine is made of: the one description that its BMC shows, its firmware boots, and its agent finds. */

export const MachineName = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);

const Processor = z.strictObject({
  socket: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  cores: z.int().positive(),
  threads: z.int().positive(),
  maxMhz: z.int().positive(),
});

const Dimm = z.strictObject({
  /** As printed on the board: 'A1'. */
  slot: z.string(),
  manufacturer: z.string(),
  part: z.string(),
  serial: z.string(),
  mebibytes: z.int().positive(),
  mhz: z.int().positive(),
});
export type Dimm = z.infer<typeof Dimm>;

const Drive = z.strictObject({
  bay: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  firmware: z.string(),
  protocol: z.enum(['NVMe', 'SATA', 'SAS']),
  media: z.enum(['SSD', 'HDD']),
  bytes: z.int().positive(),
  /** 'naa.…' or 'eui.…', as the Redfish identifier. */
  wwn: z.string(),
});
export type Drive = z.infer<typeof Drive>;

const Nic = z.strictObject({
  name: z.string(),
  /** Lower case, with colons. */
  mac: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  mbps: z.int().positive(),
});
export type Nic = z.infer<typeof Nic>;

const Accelerator = z.strictObject({
  slot: z.string(),
  kind: z.enum(['GPU', 'FPGA', 'ASIC']),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
});

const Firmware = z.strictObject({ component: z.string(), version: z.string() });

export const MachineDescription = z.strictObject({
  name: MachineName,
  /** UUID of the system, as SMBIOS and Redfish give it. */
  uuid: z.uuid(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  /** Name of the profile that it was made from: machines of one profile are siblings. */
  profile: z.string(),
  processors: z.array(Processor).min(1),
  dimms: z.array(Dimm).min(1),
  drives: z.array(Drive),
  nics: z.array(Nic).min(1),
  accelerators: z.array(Accelerator),
  firmware: z.array(Firmware),
  bmc: z.strictObject({
    /** Where its BMC answers, in the lab's out-of-band network. */
    address: z.ipv4(),
    user: z.string(),
    password: z.string(),
    manufacturer: z.string(),
    firmware: z.string(),
    /** Left out: it takes them. */
    virtualMedia: z.literal(false).optional(),
    /** Left out: it offers UEFI HTTP boot. */
    httpBoot: z.literal(false).optional(),
  }),
  powerSupplies: z.int().min(1).max(4),
  fans: z.int().min(1).max(16),
});
export type MachineDescription = z.infer<typeof MachineDescription>;

/** What a lab machine of QEMU's is asked to have. */
export const MachineSize = LabMachineSize;
export type MachineSize = LabMachineSize;

export const faultNames = labFaultNames;
export type FaultName = (typeof faultNames)[number];

export const Fault = LabFault;
export type Fault = LabFault;

export const PowerState = z.enum(['On', 'Off']);
export type PowerState = z.infer<typeof PowerState>;

export const BootTarget = z.enum(['None', 'Pxe', 'Cd', 'Usb', 'Hdd', 'UefiHttp']);
export type BootTarget = z.infer<typeof BootTarget>;
