import { z } from 'zod';
import { Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { defineRoutes } from './route.ts';

const title = z.string().max(255);
const note = z.string().max(4000);

export const Site = z
  .object({
    name: Name,
    title: z.string().nullable(),
    address: z.string().nullable(),
    note: z.string().nullable(),
    locations: z.number().int(),
    racks: z.number().int(),
    machines: z.number().int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Site' });
export type Site = z.infer<typeof Site>;

export const SiteFields = z.object({
  title: title.nullable().optional(),
  address: z.string().max(1000).nullable().optional().describe('where it is, for who drives there'),
  note: note.nullable().optional(),
});
export type SiteFields = z.infer<typeof SiteFields>;

export const siteRoutes = defineRoutes({
  'site.list': {
    method: 'GET',
    path: '/v1/sites',
    tag: 'Racks',
    summary: 'List sites by name',
    access: 'hardware.read',
    query: PageQuery,
    response: pageOf(Site),
  },
  'site.show': {
    method: 'GET',
    path: '/v1/sites/:name',
    tag: 'Racks',
    summary: 'Show a site',
    access: 'hardware.read',
    params: NameParams,
    response: Site,
  },
  'site.create': {
    method: 'POST',
    path: '/v1/sites',
    tag: 'Racks',
    summary: 'Make a site known',
    access: 'hardware.operate',
    body: SiteFields.extend({ name: Name }),
    response: Site,
    status: 201,
  },
  'site.update': {
    method: 'PATCH',
    path: '/v1/sites/:name',
    tag: 'Racks',
    summary: 'Change a site; what is not given stays',
    access: 'hardware.operate',
    params: NameParams,
    body: SiteFields,
    response: Site,
  },
  'site.remove': {
    method: 'DELETE',
    path: '/v1/sites/:name',
    tag: 'Racks',
    summary: 'Remove a site that has no locations and no racks',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
});
