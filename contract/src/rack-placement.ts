import { z } from 'zod';
import { Name, NameParams, Timestamp } from './fields.ts';
import { Machine } from './machine.ts';
import { Depth, Face, HeightUnits, Kilograms, Place, Unit, Watts } from './place.ts';
import { defineRoutes } from './route.ts';

export const PlaceChange = z.object({
  machine: z.string(),
  at: Timestamp,
  by: z.string(),
  reason: z.string().nullable(),
  from: Place.nullable(),
  to: Place.nullable(),
});
export type PlaceChange = z.infer<typeof PlaceChange>;

export const ReservationKind = z.enum([
  'reserved',
  'patch-panel',
  'switch',
  'pdu',
  'shelf',
  'blank',
  'machine',
  'other',
]);
export type ReservationKind = z.infer<typeof ReservationKind>;

/** Units that no machine of Tuskar's has: a switch, a patch panel, or nothing yet, kept for a project. */
export const Reservation = z.object({
  id: z.string(),
  rack: Name,
  label: z.string(),
  kind: ReservationKind,
  units: z.array(z.number().int()),
  face: Face,
  depth: Depth,
  powerWatts: z.number().int().nullable(),
  weightKg: z.number().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  /** Past it the units are free for who places something there. */
  until: Timestamp.nullable(),
  expired: z.boolean(),
  createdAt: Timestamp,
});
export type Reservation = z.infer<typeof Reservation>;

const reason = z.string().max(1000);

export const Placement = z.object({
  machine: Name,
  rack: Name,
  unit: Unit.nullable()
    .optional()
    .describe('its lowest unit number; without it: in the rack, nobody knows where'),
  face: Face.optional().describe("by default as it was, or 'front'"),
  depth: Depth.optional().describe("by default as it was, or 'full'"),
  heightUnits: HeightUnits.optional().describe('by default as it was'),
  powerWatts: Watts.nullable().optional().describe('what it draws at most'),
  weightKg: Kilograms.nullable().optional(),
  reservation: z.string().max(128).optional().describe('the reservation whose units it takes over'),
});
export type Placement = z.infer<typeof Placement>;

export const Placed = z.object({
  machines: z.array(Machine),
  /** What is allowed and should be known: a power budget or weight limit that is exceeded. */
  warnings: z.array(z.string()),
});
export type Placed = z.infer<typeof Placed>;

export const ReservationFields = z.object({
  label: z.string().min(1).max(255),
  kind: ReservationKind.default('reserved'),
  units: z.array(Unit).min(1).max(100),
  face: Face.default('front'),
  depth: Depth.default('full'),
  powerWatts: Watts.nullable().optional(),
  weightKg: Kilograms.nullable().optional(),
  reason: reason.nullable().optional(),
  until: Timestamp.nullable().optional().describe("only for the kind 'reserved'"),
});
export type ReservationFields = z.infer<typeof ReservationFields>;

export const rackPlacementRoutes = defineRoutes({
  'rack.place': {
    method: 'POST',
    path: '/v1/placements',
    tag: 'Racks',
    summary: 'Place or move machines, all of them or none; two machines may change places',
    access: 'hardware.operate',
    body: z.object({
      placements: z.array(Placement).min(1).max(1000),
      reason: reason.optional(),
    }),
    response: Placed,
  },
  'rack.unplace': {
    method: 'POST',
    path: '/v1/placements/remove',
    tag: 'Racks',
    summary: 'Take machines out of their racks, all of them or none',
    access: 'hardware.operate',
    body: z.object({ machines: z.array(Name).min(1).max(1000), reason: reason.optional() }),
    response: z.object({ machines: z.array(Machine) }),
  },
  'machine.places': {
    method: 'GET',
    path: '/v1/machines/:name/places',
    tag: 'Racks',
    summary: 'Where a machine has been, newest first',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ items: z.array(PlaceChange) }),
  },
  'rack.moves': {
    method: 'GET',
    path: '/v1/racks/:name/moves',
    tag: 'Racks',
    summary: 'What came into a rack and what left it, newest first',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ items: z.array(PlaceChange) }),
  },
  'rack.reservations': {
    method: 'GET',
    path: '/v1/racks/:name/reservations',
    tag: 'Racks',
    summary: 'Units of a rack that something other than a machine has',
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ items: z.array(Reservation) }),
  },
  'rack.reserve': {
    method: 'POST',
    path: '/v1/racks/:name/reservations',
    tag: 'Racks',
    summary: 'Take units of a rack for a switch, a patch panel, or for a project to come',
    access: 'hardware.operate',
    params: NameParams,
    body: ReservationFields,
    response: Reservation,
    status: 201,
  },
  'rack.unreserve': {
    method: 'DELETE',
    path: '/v1/racks/:name/reservations/:id',
    tag: 'Racks',
    summary: 'Give units of a rack back',
    access: 'hardware.operate',
    params: NameParams.extend({ id: z.string().max(128) }),
    status: 204,
  },
});
