import { z } from 'zod';
import { Name, NameParams } from './fields.ts';
import { type LabFaultName, labFaults } from './lab-faults.ts';
import { defineRoutes } from './route.ts';

/** Each can be switched on and off while the machine runs. */
export const labFaultNames = Object.keys(labFaults) as [LabFaultName, ...LabFaultName[]];

export const LabFault = z
  .strictObject({
    name: z.enum(labFaultNames),
    target: z
      .string()
      .max(64)
      .optional()
      .describe("slot, bay or name of the part: 'A1', 'bay-0', 'nic-1'; by default the first that there is"),
  })
  .meta({ id: 'LabFault' });
export type LabFault = z.infer<typeof LabFault>;

/** 'disk-slow:bay-1', as the command line takes it. */
export const faultText = ({ name, target }: LabFault): string =>
  target === undefined ? name : `${name}:${target}`;

export const LabMachineSize = z
  .strictObject({
    cpus: z.int().min(1).max(8),
    memoryMebibytes: z.int().min(1024).max(32_768),
    diskGigabytes: z
      .array(z.int().min(1).max(500))
      .min(1)
      .max(5)
      .describe('of each SATA disk; only what is written takes space'),
    nvmeGigabytes: z
      .array(z.int().min(1).max(500))
      .max(4)
      .optional()
      .describe('of each NVMe disk, in the bays behind the others; none where it is left out'),
    nics: z.int().min(1).max(4),
    virtualMedia: z
      .boolean()
      .optional()
      .describe(
        'whether its BMC takes virtual media, as it does by default; otherwise it boots over the network',
      ),
    httpBoot: z
      .boolean()
      .optional()
      .describe('whether its BMC offers UEFI HTTP boot, as it does by default; otherwise PXE alone'),
  })
  .meta({ id: 'LabMachineSize' });
export type LabMachineSize = z.infer<typeof LabMachineSize>;

/** ['20 GB', '1 GB NVMe'] */
export const diskTexts = ({
  diskGigabytes,
  nvmeGigabytes = [],
}: Pick<LabMachineSize, 'diskGigabytes' | 'nvmeGigabytes'>): string[] => [
  ...diskGigabytes.map((gigabytes) => `${gigabytes} GB`),
  ...nvmeGigabytes.map((gigabytes) => `${gigabytes} GB NVMe`),
];

/** Large enough for the agent that inspects and burns in. */
export const defaultLabMachineSize: LabMachineSize = {
  cpus: 2,
  memoryMebibytes: 4096,
  diskGigabytes: [20, 20],
  nics: 2,
};

export const LabMachine = z
  .object({
    name: Name,
    size: LabMachineSize,
    /** Of its BMC, which speaks Redfish over HTTPS. */
    bmcAddress: z.string(),
    /** Null while the process of the BMCs does not run. */
    power: z.enum(['On', 'Off']).nullable(),
    /** What it boots at its next start, in Redfish's words; null: its own order. */
    bootOverride: z.string().nullable(),
    /** URL of the image in its virtual drive. */
    media: z.string().nullable(),
    faults: z.array(LabFault),
  })
  .meta({ id: 'LabMachine' });
export type LabMachine = z.infer<typeof LabMachine>;

/** That the BMC was delivered with; whoever changes it knows the new one. */
export const LabMachineCredentials = z
  .object({ address: z.string(), user: z.string(), password: z.string() })
  .meta({ id: 'LabMachineCredentials' });
export type LabMachineCredentials = z.infer<typeof LabMachineCredentials>;

/** Machines that only act as if, each with a BMC of its own: for scale. */
export const LabSimulated = z
  .object({
    count: z.int().min(0).max(32_000),
    seed: z.int().nonnegative().describe('another seed is another fleet'),
  })
  .meta({ id: 'LabSimulated' });
export type LabSimulated = z.infer<typeof LabSimulated>;

export const labMachineRoutes = defineRoutes({
  'lab.machine.list': {
    method: 'GET',
    path: '/v1/lab/machines',
    tag: 'Lab',
    summary: "List the lab's machines, without the simulated ones",
    access: 'lab.read',
    response: z.object({ items: z.array(LabMachine) }),
  },
  'lab.machine.show': {
    method: 'GET',
    path: '/v1/lab/machines/:name',
    tag: 'Lab',
    summary: 'Show a machine of the lab',
    access: 'lab.read',
    params: NameParams,
    response: LabMachine,
  },
  'lab.machine.add': {
    method: 'POST',
    path: '/v1/lab/machines',
    tag: 'Lab',
    summary: 'Add machines, switched off: QEMU with UEFI firmware behind a Redfish BMC',
    description: 'Machines that are there stay as they are. The lab must be up.',
    access: 'lab.operate',
    body: z.object({
      names: z.array(Name).min(1).max(32),
      size: LabMachineSize.default(defaultLabMachineSize),
      image: z
        .string()
        .optional()
        .describe("whose QEMU and firmware the lab's machines have; by default the newest"),
    }),
    response: z.object({ items: z.array(LabMachine) }),
    status: 201,
  },
  'lab.machine.remove': {
    method: 'DELETE',
    path: '/v1/lab/machines/:name',
    tag: 'Lab',
    summary: 'Cut the power of a machine and remove it with its disks',
    access: 'lab.operate',
    params: NameParams,
    status: 204,
  },
  'lab.machine.fault': {
    method: 'PUT',
    path: '/v1/lab/machines/:name/faults',
    tag: 'Lab',
    summary: 'Say what is wrong with a machine from now on; with no faults it is repaired',
    access: 'lab.operate',
    params: NameParams,
    body: z.object({ faults: z.array(LabFault).max(32) }),
    response: LabMachine,
  },
  'lab.machine.power': {
    method: 'PUT',
    path: '/v1/lab/machines/:name/power',
    tag: 'Lab',
    summary: 'Switch a machine on or off by hand, as whoever stands before it does',
    access: 'lab.operate',
    params: NameParams,
    body: z.object({ power: z.enum(['On', 'Off']) }),
    response: LabMachine,
  },
  'lab.machine.console': {
    method: 'GET',
    path: '/v1/lab/machines/:name/console',
    tag: 'Lab',
    summary: 'Read the end of what a machine wrote to its serial console',
    access: 'lab.read',
    params: NameParams,
    response: z.object({ text: z.string() }),
  },
  'lab.machine.credentials': {
    method: 'GET',
    path: '/v1/lab/machines/:name/credentials',
    tag: 'Lab',
    summary: "Read the address and the first credentials of a machine's BMC",
    access: 'lab.operate',
    params: NameParams,
    response: LabMachineCredentials,
  },
  'lab.machine.simulate': {
    method: 'PUT',
    path: '/v1/lab/simulated-machines',
    tag: 'Lab',
    summary: 'Set how many simulated machines the lab has',
    access: 'lab.operate',
    body: LabSimulated.extend({ image: z.string().optional() }),
    response: LabSimulated,
  },
});
