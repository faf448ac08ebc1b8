import type { DatabaseRecipe } from '../../recipe.ts';

export const hostDatabases: readonly DatabaseRecipe[] = [
  { name: 'keystone', service: 'keystone', sync: ['keystone-manage', '--config-file', 'CONFIG', 'db_sync'] },
  { name: 'glance', service: 'glance', sync: ['glance-manage', '--config-file', 'CONFIG', 'db', 'sync'] },
  {
    name: 'placement',
    service: 'placement',
    sync: ['placement-manage', '--config-file', 'CONFIG', 'db', 'sync'],
  },
  { name: 'nova_api', service: 'nova', sync: ['nova-manage', '--config-file', 'CONFIG', 'api_db', 'sync'] },
  {
    name: 'nova',
    service: 'nova',
    sync: ['nova-manage', '--config-file', 'CONFIG', 'db', 'sync', '--local_cell'],
    sameFor: ['nova_cell0'],
  },
  {
    name: 'neutron',
    service: 'neutron',
    sync: ['neutron-db-manage', '--config-file', 'CONFIG', 'upgrade', 'heads'],
  },
  { name: 'ironic', service: 'ironic', sync: ['ironic-dbsync', '--config-file', 'CONFIG', 'upgrade'] },
];
