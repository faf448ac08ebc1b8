import type { Database } from '../database.ts';

export const apiDatabase: Database = {
  name: 'nova_api',
  user: 'nova',
  sync: { argv: ['nova-manage', 'api_db', 'sync'], user: 'nova' },
};

/** The first cell: guests, computes and services. */
export const cellDatabase: Database = {
  name: 'nova',
  user: 'nova',
  sync: { argv: ['nova-manage', 'db', 'sync', '--local_cell'], user: 'nova' },
};

/** Guests that found no host. */
export const cell0Database: Database = {
  name: 'nova_cell0',
  user: 'nova',
  dump: 'nova',
  sync: { argv: ['nova-manage', 'db', 'sync'], user: 'nova' },
};
