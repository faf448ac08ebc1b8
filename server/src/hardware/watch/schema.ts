import { z } from 'zod';

// What is read of a BMC beside what `redfish/schema.ts` has. BMCs differ: what cannot be read is as if it were not there.

const text = z.string().optional().catch(undefined);
const number = z.number().nullable().optional().catch(undefined);
const link = z.object({ '@odata.id': z.string() }).optional().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((entries): z.output<Item>[] =>
      entries.slice(0, 500).flatMap((entry) => {
        const read = item.safeParse(entry);
        return read.success ? [read.data] : [];
      }),
    );

const Status = z.object({ State: text, Health: text, HealthRollup: text }).optional().catch(undefined);
export type Status = z.infer<typeof Status>;

export const WatchedSystem = z.object({
  PowerState: text,
  Status,
  Memory: link,
  Processors: link,
  Storage: link,
  LogServices: link,
  Links: z
    .object({
      Chassis: list(z.object({ '@odata.id': z.string() })),
      ManagedBy: list(z.object({ '@odata.id': z.string() })),
    })
    .optional()
    .catch(undefined),
});
export type WatchedSystem = z.infer<typeof WatchedSystem>;

export const Manager = z.object({ LogServices: link });
export const Chassis = z.object({ Thermal: link, Power: link, EnvironmentMetrics: link });
export type Chassis = z.infer<typeof Chassis>;

export const Thermal = z.object({
  Temperatures: list(
    z.object({
      Name: text,
      ReadingCelsius: number,
      UpperThresholdNonCritical: number,
      UpperThresholdCritical: number,
      Status,
    }),
  ),
  Fans: list(
    z.object({ Name: text, FanName: text, Reading: number, LowerThresholdCritical: number, Status }),
  ),
});
export type Thermal = z.infer<typeof Thermal>;

export const PowerReading = z.object({
  PowerControl: list(z.object({ Name: text, PowerConsumedWatts: number })),
  PowerSupplies: list(z.object({ Name: text, SerialNumber: text, Status })),
});
export type PowerReading = z.infer<typeof PowerReading>;

/** In place of `Power` where a BMC is newer: https://redfish.dmtf.org/schemas/v1/EnvironmentMetrics.json */
export const EnvironmentMetrics = z.object({
  PowerWatts: z.object({ Reading: number }).optional().catch(undefined),
});

export const MemoryModule = z.object({ DeviceLocator: text, Name: text, SerialNumber: text, Status });
export const ProcessorReading = z.object({ Socket: text, Name: text, Status });

export const StorageReading = z.object({ Drives: list(z.object({ '@odata.id': z.string() })) });

/** FailurePredicted is what SMART says. */
export const Drive = z.object({
  Name: text,
  SerialNumber: text,
  FailurePredicted: z.boolean().nullable().optional().catch(undefined),
  Status,
});
export type Drive = z.infer<typeof Drive>;

export const LogService = z.object({ Entries: link });
export const LogEntries = z.object({
  Members: list(z.object({ Id: text, Created: text, Severity: text, Message: text })),
});
