import { z } from 'zod';
import { defineRoutes } from './route.ts';

/** A node that the bare-metal service has and Tuskar did not make, such as a machine that booted by itself. */
export const UnclaimedNode = z
  .object({
    /** Its UUID there: enrol a machine with it as `node`, and it stays the same node. */
    node: z.uuid(),
    name: z.string().nullable(),
    provisionState: z.string(),
    power: z.enum(['on', 'off', 'unknown']),
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
