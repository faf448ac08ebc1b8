import { join } from 'node:path';
import { createHosts } from '../../hosts/host.ts';
import { createDirectoryStore } from '../../hosts/simulated/store.ts';
import { simulatedHosts } from '../../hosts/testing.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import type { Stage } from '../../platform/operations/testing/scenario.ts';
import { testLogger } from '../../platform/operations/testing/test-engine.ts';
import { simulatedKeeper } from './simulated-keeper.ts';

/** The real rooms over a simulated keeper and simulated hosts, all that they know in a database and a directory. */
export function createLabWorld({ database, directory }: Stage) {
  const { db } = database;
  const events = createEventBus({ database, log: testLogger() });
  const { connector } = simulatedHosts(createDirectoryStore(join(directory, 'hosts')));
  return { db, events, hosts: createHosts({ db, events, connector }), keeper: simulatedKeeper(directory) };
}
