import { z } from 'zod';
import { NameParams } from './fields.ts';
import { defineRoutes } from './route.ts';

/** One way to what a machine shows, or to its BMC. */
export const ConsoleWay = z.object({
  /** Its screen, its serial port, the command line of its BMC, or the BMC's own page, where most have the screen too. */
  kind: z.enum(['graphical', 'serial', 'shell', 'web-page']),
  by: z.enum(['bmc', 'bare-metal-service', 'lab']),
  /** Whether it can be used now; null: nobody says. */
  enabled: z.boolean().nullable(),
  /** 'SSH', 'IPMI', 'KVMIP': as the BMC calls it. */
  connectType: z.string().nullable(),
  /** How many people at once; null: nobody says. */
  sessions: z.number().int().nullable(),
  /** What a person opens or runs; null: it says nothing of that. */
  use: z.string().nullable(),
});
export type ConsoleWay = z.infer<typeof ConsoleWay>;

export const ConsoleAccess = z
  .object({
    ways: z.array(ConsoleWay),
    /** Who could not be asked, and why. */
    unread: z.array(z.string()),
  })
  .meta({ id: 'ConsoleAccess' });
export type ConsoleAccess = z.infer<typeof ConsoleAccess>;

export const machineConsoleRoutes = defineRoutes({
  'machine.console-access': {
    method: 'GET',
    path: '/v1/machines/:name/console-access',
    tag: 'Machines',
    summary:
      'Ask where a person gets the console of a machine: at its BMC, or through the bare-metal service',
    access: 'hardware.read',
    params: NameParams,
    response: ConsoleAccess,
  },
});
