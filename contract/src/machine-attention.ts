import { z } from 'zod';
import { NameParams, Timestamp } from './fields.ts';
import { MachineDetail } from './machine.ts';
import { defineRoutes } from './route.ts';

/** Why a person does what changes a machine's course; kept with the machine and in the audit trail. */
const reason = z.string().min(1).max(1000);

/** What people say of a machine: that somebody works on it, that it is bad, that it is good again. */
export const machineAttentionRoutes = defineRoutes({
  'machine.set-maintenance': {
    method: 'PUT',
    path: '/v1/machines/:name/maintenance',
    tag: 'Machines',
    summary: 'Say that somebody works on a machine, and why',
    description:
      'Nothing is begun on the machine meanwhile, and the bare-metal service leaves its power alone. It ends by itself where `until` is given.',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ reason, until: Timestamp.optional() }),
    response: MachineDetail,
  },
  'machine.end-maintenance': {
    method: 'DELETE',
    path: '/v1/machines/:name/maintenance',
    tag: 'Machines',
    summary: 'Say that nobody works on a machine any more',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
  'machine.quarantine': {
    method: 'POST',
    path: '/v1/machines/:name/quarantine',
    tag: 'Machines',
    summary: 'Take a machine out of use until it is repaired',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ reason }),
    response: MachineDetail,
  },
  'machine.release': {
    method: 'POST',
    path: '/v1/machines/:name/release',
    tag: 'Machines',
    summary: 'Let a machine out of quarantine without another test; with a reason',
    access: 'hardware.override',
    params: NameParams,
    body: z.object({ reason }),
    response: MachineDetail,
  },
});
