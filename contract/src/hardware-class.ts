import { z } from 'zod';
import { Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { PartKind } from './inventory.ts';
import { defineRoutes } from './route.ts';

const text = z.string().min(1).max(255);
const count = z.number().int().min(0).max(100_000);

/**
 * Which machines belong to a class: all that is given must fit. In texts, '*' stands for anything and case does not
 * matter.
 */
export const ClassRules = z.object({
  manufacturer: text.optional(),
  model: text.optional(),
  processorModel: text.optional(),
  processors: count.optional(),
  memoryMebibytes: z
    .object({ atLeast: z.number().int().min(0).optional(), atMost: z.number().int().min(0).optional() })
    .optional(),
  disks: z.object({ count: count.optional(), model: text.optional() }).optional(),
  nics: count.optional(),
  accelerators: count.optional().describe('GPUs and other accelerators together'),
  acceleratorModel: text.optional(),
  label: text.optional().describe('key or key=value'),
});
export type ClassRules = z.infer<typeof ClassRules>;

/** So many parts that are alike; `slots` names them, so that a missing one can be pointed at. */
export const PartRequirement = z.object({
  kind: z.enum(['processor', 'dimm', 'disk', 'nic', 'gpu', 'accelerator']),
  count,
  model: text.optional(),
  mebibytes: z.number().int().min(0).optional().describe('of each DIMM, GPU or accelerator'),
  bytes: z.number().int().min(0).optional().describe('of each disk; one percent off is the same'),
  firmware: text.optional(),
  firmwareOrLater: z.boolean().optional().describe('whether a later version than `firmware` is right too'),
  slots: z.array(text).max(1000).optional(),
});
export type PartRequirement = z.infer<typeof PartRequirement>;

/** What a measured value of a member must keep to, whatever its siblings have. */
export const MetricLimit = z.object({
  metric: z.string().min(1).max(100),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
});
export type MetricLimit = z.infer<typeof MetricLimit>;

/** The firmware of a board or its BMC: exactly this version, or this and any later. */
export const FirmwareRequirement = z.object({
  component: text,
  version: text,
  orLater: z.boolean().optional().describe('2.10 is later than 2.9'),
});
export type FirmwareRequirement = z.infer<typeof FirmwareRequirement>;

/** What every member must have. */
export const ClassRequirements = z.object({
  parts: z.array(PartRequirement).max(100).default([]),
  firmware: z.array(FirmwareRequirement).max(100).default([]),
  limits: z.array(MetricLimit).max(200).default([]),
});
export type ClassRequirements = z.infer<typeof ClassRequirements>;

export const HardwareClass = z
  .object({
    name: Name,
    description: z.string().nullable(),
    /** Of two classes that fit, the one with the higher priority, then the first by name. */
    priority: z.number().int(),
    rules: ClassRules,
    requirements: ClassRequirements,
    members: z.number().int(),
    /** Members that lack something which the class must have. */
    deviating: z.number().int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'HardwareClass' });
export type HardwareClass = z.infer<typeof HardwareClass>;

export const Deviation = z
  .object({
    machine: Name,
    kind: z.enum(['missing', 'wrong', 'too-many', 'firmware']),
    part: PartKind.nullable(),
    place: z.string().nullable(),
    expected: z.string().nullable(),
    actual: z.string().nullable(),
    /** '1 of 16 DIMMs missing: slot B2' */
    title: z.string(),
  })
  .meta({ id: 'Deviation' });
export type Deviation = z.infer<typeof Deviation>;

const ClassBody = z.object({
  description: z.string().max(1000).nullable().default(null),
  priority: z.number().int().min(0).max(1000).default(100),
  rules: ClassRules,
  requirements: ClassRequirements.default({ parts: [], firmware: [], limits: [] }),
});

export const ClassProposal = z
  .object({
    name: Name,
    /** Machines that fit no class and are built alike. */
    machines: z.array(z.string()),
    rules: ClassRules,
    requirements: ClassRequirements,
  })
  .meta({ id: 'ClassProposal' });
export type ClassProposal = z.infer<typeof ClassProposal>;

export const classRoutes = defineRoutes({
  'class.list': {
    method: 'GET',
    path: '/v1/classes',
    tag: 'Hardware classes',
    summary: 'List hardware classes',
    access: 'hardware.read',
    query: PageQuery,
    response: pageOf(HardwareClass),
  },
  'class.propose': {
    method: 'GET',
    path: '/v1/classes/proposals',
    tag: 'Hardware classes',
    summary: 'Propose classes for machines that fit none, by their likeness',
    access: 'hardware.read',
    response: z.object({ items: z.array(ClassProposal) }),
  },
  'class.show': {
    method: 'GET',
    path: '/v1/classes/:name',
    tag: 'Hardware classes',
    summary: 'Show a hardware class',
    access: 'hardware.read',
    params: NameParams,
    response: HardwareClass,
  },
  'class.create': {
    method: 'POST',
    path: '/v1/classes',
    tag: 'Hardware classes',
    summary: 'Make a hardware class; machines that fit it become its members at once',
    access: 'hardware.operate',
    body: ClassBody.extend({ name: Name }),
    response: HardwareClass,
    status: 201,
  },
  'class.update': {
    method: 'PUT',
    path: '/v1/classes/:name',
    tag: 'Hardware classes',
    summary: 'Change a hardware class; every machine is classified anew',
    access: 'hardware.operate',
    params: NameParams,
    body: ClassBody,
    response: HardwareClass,
  },
  'class.remove': {
    method: 'DELETE',
    path: '/v1/classes/:name',
    tag: 'Hardware classes',
    summary: 'Remove a hardware class; its members fall into another that fits, or none',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
  'class.deviations': {
    method: 'GET',
    path: '/v1/classes/:name/deviations',
    tag: 'Hardware classes',
    summary: "List where a class's members differ from what each must have",
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ items: z.array(Deviation) }),
  },
  'machine.deviations': {
    method: 'GET',
    path: '/v1/machines/:name/deviations',
    tag: 'Hardware classes',
    summary: 'List where a machine differs from what its class must have',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ items: z.array(Deviation) }),
  },
});
