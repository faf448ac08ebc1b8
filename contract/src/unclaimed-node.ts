import { z } from 'zod';
import { defineRoutes } from './route.ts';

const text = z.string().nullable();

/** What a machine that came unannounced told of itself. */
export const FoundMachine = z
  .object({
    manufacturer: text,
    model: text,
    serial: text,
    memoryMebibytes: z.number().int().nullable(),
    macs: z.array(z.string()),
    /** Where its BMC is, as the BMC tells its own machine. */
    bmcAddress: text,
  })
  .meta({ id: 'FoundMachine' });
export type FoundMachine = z.infer<typeof FoundMachine>;

/** A node that the bare-metal service has and Tuskar did not make, such as a machine that booted by itself. */
export const UnclaimedNode = z
  .object({
    /** Its UUID there: enrol a machine with it as `node`, and it stays the same node. */
    node: z.uuid(),
    name: z.string().nullable(),
    provisionState: z.string(),
    power: z.enum(['on', 'off', 'unknown']),
    /** null: it did not come by itself, or has not told yet. */
    found: FoundMachine.nullable(),
  })
  .meta({ id: 'UnclaimedNode' });
export type UnclaimedNode = z.infer<typeof UnclaimedNode>;

export const unclaimedNodeRoutes = defineRoutes({
  'unclaimed-node.list': {
    method: 'GET',
    path: '/v1/unclaimed-nodes',
    tag: 'Machines',
    summary: 'List nodes of the bare-metal service that are no machine of Tuskar yet',
    access: 'hardware.read',
    response: z.object({ items: z.array(UnclaimedNode) }),
  },
});
