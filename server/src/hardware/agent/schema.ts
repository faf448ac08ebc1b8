import { z } from 'zod';

// What our hardware manager in the agent ramdisk reports, under the key 'tuskar' of the plugin data that the bare-metal
// service keeps with the inventory. A foreign answer like any other: a field that is missing or of another type reads as
// null, a list entry that is no object is dropped, and nothing here ever throws.

const text = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .catch(null)
  .default(null);
const whole = z.coerce
  .number()
  .finite()
  .nonnegative()
  .transform(Math.round)
  .nullable()
  .catch(null)
  .default(null);
const flag = z.boolean().nullable().catch(null).default(null);

/** A list of which every entry that can be read is read. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((entries): z.output<Item>[] =>
      entries.flatMap((entry) => {
        const read = item.safeParse(entry);
        return read.success ? [read.data] : [];
      }),
    );
}

export const AgentProcessor = z.object({
  /** As the board prints it: 'CPU0'. */
  socket: text,
  manufacturer: text,
  model: text,
  serial: text,
  cores: whole,
  threads: whole,
  megahertz: whole,
  microcode: text,
});

export const AgentDimm = z.object({
  /** As the board prints it: 'B2'. Empty slots are not reported. */
  slot: text,
  manufacturer: text,
  part: text,
  serial: text,
  mebibytes: whole,
  /** MT/s at which it runs. */
  megatransfers: whole,
  type: text,
});

export const AgentDisk = z.object({
  /** '/dev/sda'; joins it with the agent's own list. */
  name: text,
  serial: text,
  wwn: text,
  model: text,
  firmware: text,
  /** Where a person finds it: 'bay 3'. */
  bay: text,
  /** nvme, sata, sas, virtio. */
  transport: text,
  bytes: whole,
  rotational: flag,
});

export const AgentNic = z.object({
  name: text,
  mac: text,
  model: text,
  serial: text,
  firmware: text,
  driver: text,
  pci: text,
  megabits: whole,
});

/** A GPU or another accelerator. */
export const AgentDevice = z.object({
  pci: text,
  manufacturer: text,
  model: text,
  serial: text,
  firmware: text,
  mebibytes: whole,
});

export const AgentFirmware = z.object({ component: text, version: text, date: text });

export const AgentInventory = z.object({
  processors: listOf(AgentProcessor),
  dimms: listOf(AgentDimm),
  disks: listOf(AgentDisk),
  nics: listOf(AgentNic),
  gpus: listOf(AgentDevice),
  accelerators: listOf(AgentDevice),
  /** BIOS, BMC and what else has a version and is no part of its own. */
  firmware: listOf(AgentFirmware),
});

/** Names the part that a figure is about: kind and serial number, or its place where it has no serial number. */
export const AgentPart = z.object({
  /** processor, dimm, disk, nic, gpu, accelerator, bmc, system. */
  kind: text,
  serial: text,
  /** 'CPU0', 'B2', '/dev/sda', '52:54:00:…'. */
  place: text,
});

export const AgentMeasurement = z.object({
  /** 'read-throughput', 'read-latency-p99', 'temperature', 'corrected-errors', … */
  metric: z.string().min(1).max(100),
  value: z.coerce.number().finite(),
  /** 'MB/s', 'IOPS', 'us', 'C', 'count'. */
  unit: z.string().max(20).catch('').default(''),
  part: AgentPart.nullable().catch(null).default(null),
});

/** Something that went wrong, with the part that is to blame where that is known. */
export const AgentProblem = z.object({
  /** dead: it does not answer; erroring: it answers wrongly. */
  kind: z.enum(['dead', 'erroring']).catch('erroring').default('erroring'),
  message: z.string().catch('').default(''),
  part: AgentPart.nullable().catch(null).default(null),
});

export const AgentTestResult = z.object({
  /** cpu, memory, disk, network, smart, gpu. */
  test: z.string(),
  startedAt: text,
  endedAt: text,
  measurements: listOf(AgentMeasurement),
  problems: listOf(AgentProblem),
  /** The last lines that the tool printed, where it failed. */
  output: text,
});
export type AgentTestResult = z.infer<typeof AgentTestResult>;

export const AgentReport = z.object({
  version: whole,
  inventory: AgentInventory.nullable().catch(null).default(null),
  burnin: listOf(AgentTestResult),
});
export type AgentReport = z.infer<typeof AgentReport>;
