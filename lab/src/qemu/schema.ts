import * as z from 'zod';

/** A line of QEMU's monitor protocol; only what is looked at. */
export const QmpMessage = z.union([
  z.object({ QMP: z.object({}) }),
  z.object({ event: z.string(), data: z.record(z.string(), z.unknown()).default({}) }),
  z.object({ id: z.number(), return: z.unknown() }),
  z.object({ id: z.number(), error: z.object({ class: z.string(), desc: z.string() }) }),
]);
export type QmpMessage = z.infer<typeof QmpMessage>;

export const RunState = z.object({ status: z.string() });

/** Why QEMU ended, where it was not asked to. */
export const Shutdown = z.object({ reason: z.string() });

/** The present QEMU of a machine, for the process that takes it over. */
export const QemuRecord = z.strictObject({
  pid: z.int().positive(),
  startTime: z.int().nonnegative(),
});

export const BlockNodes = z.array(z.object({ 'node-name': z.string().default('') }));

/** Block devices by the name or path of what they are the disk of, each with the node that it reads and writes now. */
export const BlockDevices = z.array(
  z.object({
    qdev: z.string().default(''),
    inserted: z.object({ 'node-name': z.string().default('') }).optional(),
  }),
);

export const Devices = z.array(z.object({ name: z.string() }));
