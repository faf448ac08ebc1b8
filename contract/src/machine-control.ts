import { z } from 'zod';
import { NameParams } from './fields.ts';
import { PowerTarget } from './machine-bulk.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

/** What is asked of one machine, its power and its BMC. */
export const machineControlRoutes = defineRoutes({
  'machine.power': {
    method: 'POST',
    path: '/v1/machines/:name/power',
    tag: 'Machines',
    summary: 'Switch a machine on or off, or reboot it',
    description: 'One that carries a host is switched off or rebooted only in maintenance.',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ target: PowerTarget }),
    response: Operation,
    status: 202,
  },
  'machine.locate': {
    method: 'PUT',
    path: '/v1/machines/:name/locator',
    tag: 'Machines',
    summary: 'Light the lamp by which a person finds a machine, or put it out',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ lit: z.boolean() }),
    response: z.object({ lit: z.boolean() }),
  },
  'machine.locator': {
    method: 'GET',
    path: '/v1/machines/:name/locator',
    tag: 'Machines',
    summary: 'Ask the BMC whether the lamp is lit by which a person finds a machine',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ lit: z.boolean().nullable().describe('null: its BMC does not say') }),
  },
  'machine.rotate-bmc-password': {
    method: 'POST',
    path: '/v1/machines/:name/bmc-password',
    tag: 'Machines',
    summary: 'Give the user of a BMC a new, random password, and keep it sealed',
    access: 'hardware.operate',
    params: NameParams,
    response: Operation,
    status: 202,
  },
});
