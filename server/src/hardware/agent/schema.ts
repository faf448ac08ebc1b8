import { z } from 'zod';
import { flag, lines, listOf, number, optional, text, textOrNumber, whole } from './permissive-schema.ts';

// What our hardware manager in the agent ramdisk says: image/src/recipes/agent/, package tuskar_hardware_manager.
// An inspection finds its collector's answer under 'tuskar' in the plugin data; what its clean steps measured is in the
// records of a ramdisk, one a step.

const Smart = z.object({
  passed: flag,
  firmware: text,
  temperature: number,
  powerOnHours: whole,
  attributes: listOf(z.object({ id: whole, name: text, raw: number })),
  nvme: optional(z.object({ media_errors: whole, critical_warning: whole, percentage_used: number })),
  grownDefects: whole,
});
export type AgentSmart = z.infer<typeof Smart>;

const disk = {
  name: text,
  serial: textOrNumber,
  wwn: text,
  model: textOrNumber,
  bytes: whole,
  rotational: flag,
  transport: text,
  /** Where a person finds it: 'bay 3'. */
  bay: text,
};

export const AgentInventory = z.object({
  /** Every slot; empty ones have 0 bytes. */
  memory: listOf(
    z.object({
      slot: text,
      bank: text,
      bytes: whole,
      type: text,
      /** '3200 MT/s' */
      speed: text,
      manufacturer: text,
      part: textOrNumber,
      serial: textOrNumber,
    }),
  ),
  processors: listOf(
    z.object({
      socket: text,
      manufacturer: text,
      model: text,
      serial: textOrNumber,
      cores: whole,
      threads: whole,
      megahertz: whole,
    }),
  ),
  firmware: optional(z.object({ biosVersion: text, biosReleaseDate: text })),
  pci: listOf(
    z.object({
      address: text,
      class: text,
      vendor: text,
      device: text,
      model: text,
      serial: textOrNumber,
      firmware: text,
      bytes: whole,
    }),
  ),
  disks: listOf(z.object({ ...disk, firmware: text, smart: optional(Smart) })),
  nics: listOf(z.object({ name: text, mac: text, driver: text, firmware: text, model: text })),
  bmc: optional(z.object({ firmware: text, manufacturer: text })),
});
export type AgentInventory = z.infer<typeof AgentInventory>;

const Failure = z.object({
  part: optional(z.object({ kind: text, id: textOrNumber, name: text })),
  what: z.string().catch('').default(''),
});

/** One step: how it went, what it measured, and what failed in it. */
export const AgentRecord = z.object({
  /** 'tuskar_burnin_disk' */
  step: z.string(),
  /** The id that the step was given. */
  run: text,
  startedAt: text,
  endedAt: text,
  ok: flag,
  error: text,
  measured: z.unknown(),
  failures: listOf(Failure),
});
export type AgentRecord = z.infer<typeof AgentRecord>;

export const AgentRecords = z.object({ format: whole, results: listOf(AgentRecord) });

/** By sensor, in degrees Celsius: 'drivetemp 0-0:0:0:0 temp1'. */
const temperatures = z.record(z.string(), number).catch({}).default({});
const speed = { opsPerSecond: number, seconds: number };
const errors = optional(
  z.object({
    dimms: z
      .record(z.string(), optional(z.object({ corrected: whole, uncorrected: whole })))
      .catch({})
      .default({}),
    machineChecks: z.record(z.string(), whole).catch({}).default({}),
  }),
);

export const CpuMeasured = z.object({
  sockets: listOf(z.object({ ...speed, socket: textOrNumber, opsPerSecondPerCore: number })),
  errors,
  highestTemperatures: temperatures,
});
export type CpuMeasured = z.infer<typeof CpuMeasured>;

export const MemoryMeasured = z.object({
  patterns: optional(z.object(speed)),
  readMegabytesPerSecond: number,
  writeMegabytesPerSecond: number,
  errors,
  highestTemperatures: temperatures,
});

const Pattern = z.object({
  /** read, randread, write, randwrite. */
  pattern: text,
  bytesPerSecond: number,
  iops: number,
  latencyMicroseconds: z.record(z.string(), number).catch({}).default({}),
  error: text,
});

export const DiskMeasured = z.object({
  disks: listOf(z.object({ ...disk, patterns: listOf(Pattern), temperature: number })),
  highestTemperatures: temperatures,
});
export type DiskMeasured = z.infer<typeof DiskMeasured>;

export const SmartMeasured = z.object({
  disks: listOf(
    z.object({
      ...disk,
      supported: flag,
      result: text,
      /** Why it has no self-test. */
      said: text,
      error: text,
      before: optional(Smart),
      after: optional(Smart),
    }),
  ),
});
export type SmartMeasured = z.infer<typeof SmartMeasured>;

export const NetworkMeasured = z.object({
  role: text,
  nic: text,
  flows: listOf(z.object({ direction: text, bytesPerSecond: number, retransmits: whole })),
  errors: z
    .record(z.string(), optional(z.record(z.string(), whole)))
    .catch({})
    .default({}),
});

export const GpuMeasured = z.object({
  /** Whether they were put to work. */
  computed: flag,
  gpus: listOf(z.object({ address: text, opsPerSecond: number, temperature: number })),
  highestTemperatures: temperatures,
});

export const EraseMeasured = z.object({
  disks: listOf(
    z.object({
      ...disk,
      erased: flag,
      method: text,
      verification: optional(
        z.object({
          samples: whole,
          blockBytes: whole,
          seed: textOrNumber,
          expected: text,
          zeros: whole,
          ones: whole,
          other: whole,
          marker: whole,
        }),
      ),
      startedAt: text,
      endedAt: text,
      error: text,
      log: lines,
    }),
  ),
  leftOut: listOf(z.object({ ...disk, reason: text })),
});
export type ErasedDisk = z.infer<typeof EraseMeasured>['disks'][number];
