import { z } from 'zod';
import { NameParams, Timestamp } from './fields.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

/** The user that the rescue system lets in: https://docs.openstack.org/ironic-python-agent/latest/admin/rescue.html */
export const rescueUser = 'rescue';

/** The way into the rescue system of a machine. */
export const RescueAccess = z
  .object({
    /** null: nobody knows it; the machine's console shows it. */
    address: z.string().nullable(),
    user: z.string(),
    password: z.string(),
    /** Since when the machine runs it. */
    since: Timestamp,
  })
  .meta({ id: 'RescueAccess' });
export type RescueAccess = z.infer<typeof RescueAccess>;

export const machineRescueRoutes = defineRoutes({
  'machine.rescue': {
    method: 'POST',
    path: '/v1/machines/:name/rescue',
    tag: 'Machines',
    summary: 'Boot a machine that is in use into the rescue system, to repair its own from outside',
    description:
      'Its own system is shut down; its disks stay as they are. Refused while its host carries instances, unless `force` is given.',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({
      reason: z.string().trim().min(1).max(1000),
      force: z.boolean().default(false).describe('although its host carries instances, or cannot be asked'),
    }),
    response: Operation,
    status: 202,
  },
  'machine.unrescue': {
    method: 'POST',
    path: '/v1/machines/:name/unrescue',
    tag: 'Machines',
    summary: 'Boot a machine that runs the rescue system from its own disk again',
    access: 'hardware.operate',
    params: NameParams,
    response: Operation,
    status: 202,
  },
  'machine.rescue-access': {
    method: 'POST',
    path: '/v1/machines/:name/rescue-access',
    tag: 'Machines',
    summary: 'Read how one signs in to the rescue system of a machine; recorded in the audit trail',
    access: 'hardware.operate',
    params: NameParams,
    response: RescueAccess,
  },
});
