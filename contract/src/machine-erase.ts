import { z } from 'zod';
import { NameParams } from './fields.ts';
import { MachineDetail } from './machine.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

const reason = z.string().trim().min(1).max(1000);

export const EraseGoal = z.enum(['ready', 'retired']);
export type EraseGoal = z.infer<typeof EraseGoal>;

export const machineEraseRoutes = defineRoutes({
  'machine.erase': {
    method: 'POST',
    path: '/v1/machines/:name/erase',
    tag: 'Machines',
    summary: 'Erase every disk of a machine, issue its certificate, and make it ready or retire it',
    description: 'Refused while the host on the machine carries instances, or belongs to a cloud.',
    access: 'hardware.retire',
    params: NameParams,
    body: z.object({ goal: EraseGoal, reason: reason.optional() }),
    response: Operation,
    status: 202,
  },
  'machine.retire-unerased': {
    method: 'POST',
    path: '/v1/machines/:name/retire-unerased',
    tag: 'Machines',
    summary: 'Retire a machine whose disks were not erased, with the reason why that may be',
    access: 'hardware.override',
    params: NameParams,
    body: z.object({ reason }),
    response: MachineDetail,
  },
});
