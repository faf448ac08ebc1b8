import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { NewEvent } from '../../platform/events/event-bus.ts';
import { insertMachine } from '../store.ts';
import type { RackDeps } from './deps.ts';
import { createRack } from './rack.ts';
import { createSite } from './site.ts';

export type RackTest = RackDeps & { database: Database; told: NewEvent[] };

/** An empty database, and the events that were told. */
export async function rackTest(): Promise<RackTest> {
  const database = await testDatabase();
  const told: NewEvent[] = [];
  return {
    database,
    db: database.db,
    told,
    events: {
      append: async (_db, ...events) => {
        told.push(...events);
      },
    },
  };
}

/** The site 'dc1' with the racks that are named, of 42 units each. */
export async function makeRacks(deps: RackDeps, ...names: string[]): Promise<void> {
  await createSite(deps, { name: 'dc1' });
  for (const name of names) await createRack(deps, { name, site: 'dc1' });
}

export async function makeMachines({ db }: RackDeps, ...names: string[]): Promise<void> {
  for (const name of names) {
    await insertMachine(db, {
      name,
      id: randomUUID(),
      provider: 'simulated',
      bmc_protocol: 'redfish',
      bmc_address: `https://${name}.bmc.example.org`,
      serial: `SN-${name}`,
    });
  }
}
