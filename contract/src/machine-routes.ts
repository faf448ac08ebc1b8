import { z } from 'zod';
import { NameParams, PageQuery, pageOf } from './fields.ts';
import { Machine, MachineDetail } from './machine.ts';
import { MachineFacets, MachineFilter, MachineOrder, machineSorts } from './machine-filter.ts';
import { defineRoutes } from './route.ts';

export const machineRoutes = defineRoutes({
  'machine.list': {
    method: 'GET',
    path: '/v1/machines',
    tag: 'Machines',
    summary: 'List machines',
    access: 'hardware.read',
    query: PageQuery.extend({
      ...MachineFilter.shape,
      sort: z.enum(machineSorts).default('name'),
      order: MachineOrder.default('ascending'),
    }),
    response: pageOf(Machine),
  },
  'machine.facets': {
    method: 'GET',
    path: '/v1/machine-facets',
    tag: 'Machines',
    summary: 'Count machines by state, class, rack and so on, over the same filter as the list',
    access: 'hardware.read',
    query: MachineFilter,
    response: MachineFacets,
  },
  'machine.show': {
    method: 'GET',
    path: '/v1/machines/:name',
    tag: 'Machines',
    summary: 'Show a machine',
    access: 'hardware.read',
    params: NameParams,
    response: MachineDetail,
  },
});
