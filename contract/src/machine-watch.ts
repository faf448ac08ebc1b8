import { z } from 'zod';
import { NameParams, Timestamp } from './fields.ts';
import { defineRoutes } from './route.ts';

export const SensorReading = z.object({
  name: z.string(),
  kind: z.enum(['temperature', 'fan', 'power']),
  /** Degrees Celsius, turns a minute, or watts; null: it reads nothing. */
  value: z.number().nullable(),
  unit: z.enum(['C', 'RPM', 'W']),
  /** From where on it is too much; null: not said. */
  warning: z.number().nullable(),
  critical: z.number().nullable(),
  /** The values before this one, oldest first: a few dozen, an hour apart or so. */
  history: z.array(z.number().nullable()),
});
export type SensorReading = z.infer<typeof SensorReading>;

export const machineWatchRoutes = defineRoutes({
  'machine.sensors': {
    method: 'GET',
    path: '/v1/machines/:name/sensors',
    tag: 'Machines',
    summary: 'Show what the sensors of a machine read, and its health as its BMC says',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({
      health: z.enum(['ok', 'warning', 'critical']).nullable(),
      readAt: Timestamp.nullable(),
      sensors: z.array(SensorReading),
    }),
  },
});
