import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Db } from '../../platform/database/connect.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import type { Stage } from '../../platform/operations/testing/scenario.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { createDiscovery } from '../discovery.ts';
import { insertMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import { type ScriptedBareMetal, scriptedBareMetal } from './bare-metal.ts';

export type AcceptanceWorld = AcceptanceDeps & { service: ScriptedBareMetal };

/** Inspection and burn-in over a scripted bare-metal service. */
export function acceptanceWorld({ database, directory }: Stage): AcceptanceWorld {
  const { db } = database;
  const service = scriptedBareMetal(join(directory, 'nodes'));
  const power = { ofRack: async () => null, ofMachine: async () => null };
  const events = createEventBus({ database, log: silentLogger() });
  const { bareMetalOf } = service;
  return { db, events, bareMetalOf, discovery: createDiscovery({ db, bareMetalOf }), power, service };
}

export async function addMachine(
  db: Db,
  name: string,
  given: { state?: MachineState; rack?: string; class?: string; labels?: Record<string, string> } = {},
): Promise<MachineRow> {
  const { labels = {}, ...rest } = given;
  if (rest.rack !== undefined) await addRack(db, rest.rack);
  return await insertMachine(db, {
    ...rest,
    name,
    id: randomUUID(),
    provider: 'ironic',
    bmc_protocol: 'redfish',
    bmc_address: `https://${name}.bmc`,
    labels: JSON.stringify(labels),
  });
}

/** A rack that is there already stays. */
async function addRack(db: Db, name: string): Promise<void> {
  const there = { name: 'ams1' };
  await db
    .insertInto('site')
    .values(there)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rack = { name, site: there.name };
  await db
    .insertInto('rack')
    .values(rack)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const shortTests: BurnInTest[] = [
  { kind: 'cpu', seconds: 1 },
  { kind: 'memory', seconds: 1, percent: 50 },
  { kind: 'disk', seconds: 1, write: false },
];
