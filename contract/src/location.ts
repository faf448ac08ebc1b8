import { z } from 'zod';
import { Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { defineRoutes } from './route.ts';

export const LocationKind = z.enum(['building', 'floor', 'room', 'cage', 'row', 'other']);
export type LocationKind = z.infer<typeof LocationKind>;

/** A part of a site: a room, or a row in it. */
export const Location = z
  .object({
    name: Name,
    title: z.string().nullable(),
    kind: LocationKind,
    site: Name,
    /** The location that it is a part of. */
    parent: Name.nullable(),
    note: z.string().nullable(),
    /** In it and in its parts. */
    racks: z.number().int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof Location>;

export const LocationFields = z.object({
  title: z.string().max(255).nullable().optional(),
  kind: LocationKind.optional().describe("by default 'room'"),
  parent: Name.nullable().optional().describe('the location of the same site that it is a part of'),
  note: z.string().max(4000).nullable().optional(),
});
export type LocationFields = z.infer<typeof LocationFields>;

export const locationRoutes = defineRoutes({
  'location.list': {
    method: 'GET',
    path: '/v1/locations',
    tag: 'Racks',
    summary: 'List locations by name',
    access: 'hardware.read',
    query: PageQuery.extend({ site: Name.optional() }),
    response: pageOf(Location),
  },
  'location.show': {
    method: 'GET',
    path: '/v1/locations/:name',
    tag: 'Racks',
    summary: 'Show a location',
    access: 'hardware.read',
    params: NameParams,
    response: Location,
  },
  'location.create': {
    method: 'POST',
    path: '/v1/locations',
    tag: 'Racks',
    summary: 'Make a location known: a room of a site, a row of a room',
    access: 'hardware.operate',
    body: LocationFields.extend({ name: Name, site: Name }),
    response: Location,
    status: 201,
  },
  'location.update': {
    method: 'PATCH',
    path: '/v1/locations/:name',
    tag: 'Racks',
    summary: 'Change a location; what is not given stays',
    access: 'hardware.operate',
    params: NameParams,
    body: LocationFields,
    response: Location,
  },
  'location.remove': {
    method: 'DELETE',
    path: '/v1/locations/:name',
    tag: 'Racks',
    summary: 'Remove a location that has no racks and no parts',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
});
