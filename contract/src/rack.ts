import { z } from 'zod';
import { Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { MachineState } from './machine.ts';
import { Depth, Face } from './place.ts';
import { Reservation } from './rack-placement.ts';
import { defineRoutes } from './route.ts';

/** Which end of the rack unit 1 is at. */
export const RackNumbering = z.enum(['bottom-up', 'top-down']);
export type RackNumbering = z.infer<typeof RackNumbering>;

export const RackWidth = z.union([z.literal(10), z.literal(19), z.literal(21), z.literal(23)]);
export type RackWidth = z.infer<typeof RackWidth>;

/** A sum over the machines and reservations of a rack of which something is known. */
const Load = z.object({
  limit: z.number().nullable(),
  known: z.number(),
  /** Machines of which it is not known, so that the true sum is more. */
  unknown: z.number().int(),
});

export const RackSummary = z.object({
  /** Units of which a face is taken. */
  usedUnits: z.number().int(),
  /** Units of which both faces are free. */
  freeUnits: z.number().int(),
  machines: z.number().int(),
  machinesByState: z.partialRecord(MachineState, z.number().int()),
  reservations: z.number().int(),
  powerWatts: Load,
  weightKg: Load,
  /** Findings of audits that nobody has settled. */
  discrepancies: z.number().int(),
});
export type RackSummary = z.infer<typeof RackSummary>;

export const Rack = z
  .object({
    name: Name,
    title: z.string().nullable(),
    site: Name,
    location: Name.nullable(),
    units: z.number().int(),
    numbering: RackNumbering,
    widthInches: RackWidth,
    powerBudgetWatts: z.number().int().nullable(),
    weightLimitKg: z.number().int().nullable(),
    note: z.string().nullable(),
    summary: RackSummary,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Rack' });
export type Rack = z.infer<typeof Rack>;

export const RackFields = z.object({
  title: z.string().max(255).nullable().optional(),
  location: Name.nullable().optional(),
  units: z.number().int().min(1).max(100).optional().describe('by default 42'),
  numbering: RackNumbering.optional().describe("by default 'bottom-up'"),
  widthInches: RackWidth.optional().describe('by default 19'),
  powerBudgetWatts: z.number().int().min(0).max(1_000_000).nullable().optional(),
  weightLimitKg: z.number().int().min(0).max(100_000).nullable().optional(),
  note: z.string().max(4000).nullable().optional(),
});
export type RackFields = z.infer<typeof RackFields>;

export const ElevationMachine = z.object({
  type: z.literal('machine'),
  name: Name,
  state: MachineState,
  late: z.boolean(),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  class: z.string().nullable(),
  power: z.enum(['on', 'off', 'unknown']),
  face: Face,
  depth: Depth,
  /** What the last audit found, where it is not what the record says. */
  discrepancy: z.string().nullable(),
});
export type ElevationMachine = z.infer<typeof ElevationMachine>;

export const ElevationReservation = Reservation.omit({ rack: true, units: true }).extend({
  type: z.literal('reservation'),
});
export type ElevationReservation = z.infer<typeof ElevationReservation>;

/** One rectangle of a face. The blocks of a face cover it from top to bottom without a gap. */
export const ElevationBlock = z.object({
  /** Units from the top of the rack, from 0. */
  row: z.number().int(),
  heightUnits: z.number().int(),
  /** The lowest unit number in it. */
  unit: z.number().int(),
  /** null: free; a free block is one unit high. */
  content: z.discriminatedUnion('type', [ElevationMachine, ElevationReservation]).nullable(),
  /** It belongs to the other face and is deep enough to be seen on this one. */
  behind: z.boolean(),
});
export type ElevationBlock = z.infer<typeof ElevationBlock>;

export const RackElevation = z
  .object({
    rack: Rack,
    /** Unit numbers from top to bottom. */
    units: z.array(z.number().int()),
    front: z.array(ElevationBlock),
    rear: z.array(ElevationBlock),
    /** Machines that are in the rack, nobody knows in which unit. */
    somewhere: z.array(ElevationMachine.omit({ face: true, depth: true })),
  })
  .meta({ id: 'RackElevation' });
export type RackElevation = z.infer<typeof RackElevation>;

export const rackRoutes = defineRoutes({
  'rack.list': {
    method: 'GET',
    path: '/v1/racks',
    tag: 'Racks',
    summary: 'List racks by name, with what is in them in short',
    access: 'hardware.read',
    query: PageQuery.extend({
      site: Name.optional(),
      location: Name.optional().describe('in it or in a part of it'),
      search: z.string().max(255).optional().describe('part of a name or title'),
    }),
    response: pageOf(Rack),
  },
  'rack.show': {
    method: 'GET',
    path: '/v1/racks/:name',
    tag: 'Racks',
    summary: 'Show a rack',
    access: 'hardware.read',
    params: NameParams,
    response: Rack,
  },
  'rack.create': {
    method: 'POST',
    path: '/v1/racks',
    tag: 'Racks',
    summary: 'Make a rack known',
    access: 'hardware.operate',
    body: RackFields.extend({ name: Name, site: Name }),
    response: Rack,
    status: 201,
  },
  'rack.update': {
    method: 'PATCH',
    path: '/v1/racks/:name',
    tag: 'Racks',
    summary: 'Change a rack, or move it with all that is in it; what is not given stays',
    access: 'hardware.operate',
    params: NameParams,
    body: RackFields.extend({ site: Name.optional() }),
    response: Rack,
  },
  'rack.remove': {
    method: 'DELETE',
    path: '/v1/racks/:name',
    tag: 'Racks',
    summary: 'Remove a rack that has no machines and no reservations',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
  'rack.elevation': {
    method: 'GET',
    path: '/v1/racks/:name/elevation',
    tag: 'Racks',
    summary: 'Both faces of a rack from top to bottom, ready to draw',
    access: 'hardware.read',
    params: NameParams,
    response: RackElevation,
  },
});
