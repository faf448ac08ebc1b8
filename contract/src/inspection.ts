import { z } from 'zod';
import { IdParams, Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { Inventory, PartKind } from './inventory.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

/** swapped: another part in the same place. changed: the same part says something else of itself, such as its size. */
export const InventoryChangeKind = z.enum([
  'gone',
  'added',
  'swapped',
  'moved',
  'firmware',
  'link',
  'changed',
]);
export type InventoryChangeKind = z.infer<typeof InventoryChangeKind>;

export const InventoryChange = z
  .object({
    kind: InventoryChangeKind,
    part: PartKind,
    place: z.string().nullable(),
    serial: z.string().nullable(),
    /** What the old and the new are called: a serial number, a place, a version; null where there is none. */
    before: z.string().nullable(),
    after: z.string().nullable(),
    /** In a sentence: 'disk in bay 3 swapped: S4YNX0 → S4YNX9'. */
    title: z.string(),
  })
  .meta({ id: 'InventoryChange' });
export type InventoryChange = z.infer<typeof InventoryChange>;

export const Inspection = z
  .object({
    machine: Name,
    /** Counts up from 1 on each machine. */
    number: z.number().int(),
    at: Timestamp,
    operation: z.string().nullable(),
    /** Against the inspection before it. */
    changes: z.array(InventoryChange),
    /** Machines with the same fingerprint are built alike. */
    fingerprint: z.string(),
  })
  .meta({ id: 'Inspection' });
export type Inspection = z.infer<typeof Inspection>;

export const InspectionDetail = Inspection.extend({ inventory: Inventory }).meta({ id: 'InspectionDetail' });
export type InspectionDetail = z.infer<typeof InspectionDetail>;

export const Part = z
  .object({
    id: z.string(),
    kind: PartKind,
    serial: z.string(),
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    /** Where it is now; null: in no machine. */
    machine: z.string().nullable(),
    place: z.string().nullable(),
    firstSeenAt: Timestamp,
    lastSeenAt: Timestamp,
  })
  .meta({ id: 'Part' });
export type Part = z.infer<typeof Part>;

export const PartStay = z.object({
  machine: z.string(),
  place: z.string().nullable(),
  since: Timestamp,
  /** When an inspection first missed it there; null: it is there. */
  until: Timestamp.nullable(),
});
export type PartStay = z.infer<typeof PartStay>;

export const PartDetail = Part.extend({ stays: z.array(PartStay) }).meta({ id: 'PartDetail' });
export type PartDetail = z.infer<typeof PartDetail>;

const NumberParams = z.object({ name: Name, number: z.string().max(9).describe('counts up from 1') });

export const inspectionRoutes = defineRoutes({
  'machine.inspect': {
    method: 'POST',
    path: '/v1/machines/:name/inspect',
    tag: 'Inspections',
    summary: 'Inspect a machine: boot the agent on it and read what it is made of',
    access: 'hardware.operate',
    params: NameParams,
    response: Operation,
    status: 202,
  },
  'inspection.list': {
    method: 'GET',
    path: '/v1/machines/:name/inspections',
    tag: 'Inspections',
    summary: "List a machine's inspections, newest first, each with what had changed",
    access: 'hardware.read',
    params: NameParams,
    query: PageQuery,
    response: pageOf(Inspection),
  },
  'inspection.show': {
    method: 'GET',
    path: '/v1/machines/:name/inspections/:number',
    tag: 'Inspections',
    summary: 'Show what a machine was made of',
    access: 'hardware.read',
    params: NumberParams,
    response: InspectionDetail,
  },
  'inspection.compare': {
    method: 'GET',
    path: '/v1/machines/:name/inspections/:number/changes',
    tag: 'Inspections',
    summary: 'Compare an inspection with an earlier one of the machine',
    access: 'hardware.read',
    params: NumberParams,
    query: z.object({
      since: z.coerce.number().int().min(1).optional().describe('by default the one before it'),
    }),
    response: z.object({
      before: z.number().int().nullable(),
      after: z.number().int(),
      changes: z.array(InventoryChange),
    }),
  },
  'part.list': {
    method: 'GET',
    path: '/v1/parts',
    tag: 'Parts',
    summary: 'Find parts by serial number or model, wherever they are or were',
    access: 'hardware.read',
    query: PageQuery.extend({
      search: z.string().max(100).optional().describe('part of a serial number or model'),
      kind: PartKind.optional(),
      machine: z.string().max(63).optional().describe('only those in this machine now'),
    }),
    response: pageOf(Part),
  },
  'part.show': {
    method: 'GET',
    path: '/v1/parts/:id',
    tag: 'Parts',
    summary: 'Show a part and every machine that it was ever in',
    access: 'hardware.read',
    params: IdParams,
    response: PartDetail,
  },
});
