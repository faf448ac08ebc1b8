import { z } from 'zod';
import { Name, NameParams } from './fields.ts';
import { BmcProtocol, MachineDetail } from './machine.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

const text = z.string().max(255);
const verifyCa = z.union([z.boolean(), z.string().min(1).max(1024)]);

/** Goes in, and never out: not in an answer, an event, a log or the audit trail. */
export const BmcPassword = z.string().max(1024).meta({ format: 'password', writeOnly: true });

/** How a BMC is reached, as a person gives it. */
export const BmcInput = z.object({
  protocol: BmcProtocol.default('redfish'),
  /** An address or a name; for Redfish also 'https://198.18.48.11:8443'. */
  address: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65535).optional(),
  systemId: text.optional(),
  user: text.optional(),
  password: BmcPassword.optional(),
  verifyCa: verifyCa.default(false),
});
export type BmcInput = z.infer<typeof BmcInput>;

/** What is left out stays as it is. */
export const BmcChange = z.object({
  protocol: BmcProtocol.optional(),
  address: z.string().min(1).max(255).optional(),
  port: z.number().int().min(1).max(65535).nullable().optional(),
  systemId: text.nullable().optional(),
  user: text.nullable().optional(),
  password: BmcPassword.optional(),
  verifyCa: verifyCa.optional(),
});
export type BmcChange = z.infer<typeof BmcChange>;

export const MacAddress = z
  .string()
  .regex(/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i, 'six pairs of hexadecimal digits');

export const MachineEnrolment = z.object({
  name: Name,
  provider: z.enum(['ironic', 'simulated']).default('ironic'),
  /** The UUID that the bare-metal service has for it already; by default a new one. */
  node: z.uuid().optional(),
  bmc: BmcInput,
  manufacturer: text.optional(),
  model: text.optional(),
  serial: text.optional(),
  macs: z.array(MacAddress).max(64).default([]),
  heightUnits: z.number().int().min(1).max(50).default(1),
  labels: z.record(z.string().min(1).max(63), text).default({}),
  note: z.string().max(4000).optional(),
  /** Go on by itself to the inspection, once its BMC has answered. */
  inspect: z.boolean().default(true),
});
export type MachineEnrolment = z.infer<typeof MachineEnrolment>;

export const machineEnrolmentRoutes = defineRoutes({
  'machine.enrol': {
    method: 'POST',
    path: '/v1/machines',
    tag: 'Machines',
    summary:
      'Enrol a machine: register it with the bare-metal service, reach its BMC, and go on to its inspection',
    access: 'hardware.operate',
    body: MachineEnrolment,
    response: Operation,
    status: 202,
  },
  'machine.enrol-again': {
    method: 'POST',
    path: '/v1/machines/:name/enrol',
    tag: 'Machines',
    summary: 'Enrol a machine again whose enrolment failed, once its BMC is corrected',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ inspect: z.boolean().default(true) }),
    response: Operation,
    status: 202,
  },
  'machine.update': {
    method: 'PATCH',
    path: '/v1/machines/:name',
    tag: 'Machines',
    summary: "Change a machine's labels, note, height or BMC",
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({
      labels: z
        .record(z.string().max(63), z.string().max(255).nullable())
        .optional()
        .describe('null removes a label'),
      note: z.string().max(4000).nullable().optional(),
      heightUnits: z.number().int().min(1).max(50).optional(),
      bmc: BmcChange.optional(),
    }),
    response: MachineDetail,
  },
  'machine.forget': {
    method: 'DELETE',
    path: '/v1/machines/:name',
    tag: 'Machines',
    summary: 'Forget a machine that was enrolled by mistake; one that was in use is retired instead',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
});
