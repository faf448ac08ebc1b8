import { z } from 'zod';
import { NameParams } from './fields.ts';
import { LabFault } from './lab-machine.ts';
import { defineRoutes } from './route.ts';

/** What is wrong with a simulated machine: for people who have no hardware that breaks. */
export const machineFaultRoutes = defineRoutes({
  'machine.faults': {
    method: 'GET',
    path: '/v1/machines/:name/faults',
    tag: 'Machines',
    summary: 'Show what somebody has said is wrong with a simulated machine',
    description: 'A machine that is real is refused.',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ faults: z.array(LabFault) }),
  },
  'machine.fault': {
    method: 'PUT',
    path: '/v1/machines/:name/faults',
    tag: 'Machines',
    summary:
      'Say what is wrong with a simulated machine from its next piece of work on; with no faults it is repaired',
    description:
      'A machine that is real is refused. Faults that a machine of the simulated fleet was delivered with stay.',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ faults: z.array(LabFault).max(32) }),
    response: z.object({
      faults: z.array(LabFault).describe('each with its part named'),
    }),
  },
});
