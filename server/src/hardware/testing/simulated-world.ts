import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationDetail } from '@tuskar/contract/operation.ts';
import type { Fault } from '@tuskar/lab/machines/schema.ts';
import { badApple } from '@tuskar/lab/simulated/bad-apples.ts';
import { simulatedMachine, simulatedName } from '@tuskar/lab/simulated/fleet.ts';
import { onTestFinished } from 'vitest';
import { createTestDatabase } from '../../platform/database/testing/test-database.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import type { Json } from '../../platform/json.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { openKeyRing } from '../../security/key-ring.ts';
import { createSealer } from '../../security/sealing.ts';
import { createSecrets } from '../../security/secrets.ts';
import { createDiscovery } from '../discovery.ts';
import { joinAcceptance } from '../join-acceptance.ts';
import { machineBurnIn } from '../operations/machine-burn-in.ts';
import { machineEnrol } from '../operations/machine-enrol.ts';
import { machineInspect } from '../operations/machine-inspect.ts';
import { machineRetest } from '../operations/machine-retest.ts';
import { createSimulatedBareMetal, setSimulatedFaults } from '../simulated/create-simulated.ts';
import { insertMachine } from '../store.ts';

const seed = 7;

export type SimulatedWorld = Awaited<ReturnType<typeof startSimulatedWorld>>;

/** As `startSimulatedWorld`, stopped when the present test ends. */
export async function simulatedWorld(): Promise<SimulatedWorld> {
  const world = await startSimulatedWorld();
  onTestFinished(world.stop);
  return world;
}

/** Enrolment, inspection and burn-in with an engine, over simulated machines whose work takes no time. */
export async function startSimulatedWorld() {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-simulated-'));
  const { db } = database;
  const bareMetal = createSimulatedBareMetal(db, { seed, pace: 0 });
  const power = { ofRack: async () => null, ofMachine: async () => null };
  // The engine's own bus tells whoever listens; what is written through another reaches it just the same.
  const events = createEventBus({ database, log: silentLogger() });
  const secrets = createSecrets({ db, sealer: createSealer(openKeyRing(join(directory, 'keys'))) });
  const bareMetalOf = async () => bareMetal;
  const discovery = createDiscovery({ db, bareMetalOf });
  const deps = { db, events, secrets, bareMetalOf, discovery, power };
  const { engine, untilEnded, stop } = await startTestEngine({
    database,
    definitions: [
      machineEnrol(deps),
      machineInspect(deps),
      machineBurnIn(deps),
      machineRetest(deps),
    ] as OperationDefinition[],
  });
  const { handlers } = joinAcceptance(deps, engine);
  return {
    db,
    seed,
    handlers,
    /** One that is registered, and of which nothing is known yet. */
    add: async (index: number) => {
      const machine = simulatedMachine(seed, index);
      const name = simulatedName(index);
      const bmc_address = `https://${machine.bmc.address}`;
      const row = await insertMachine(db, {
        name,
        id: machine.uuid,
        provider: 'simulated',
        bmc_protocol: 'redfish',
        bmc_address,
        labels: '{}',
      });
      await bareMetal.registry.enrol({
        id: row.id,
        name,
        bmc: {
          protocol: 'redfish',
          address: bmc_address,
          port: null,
          systemId: null,
          user: null,
          password: null,
          verifyCa: false,
        },
        macs: [],
      });
      return { name, id: row.id, machine };
    },
    break: (id: string, ...faults: Fault[]) => setSimulatedFaults(db, { id, seed, faults }),
    run: async (kind: string, input: Json): Promise<OperationDetail> => {
      const { id } = await engine.submit({ kind, input, requestedBy: 'vera' });
      return await untilEnded(id);
    },
    retry: async (id: string): Promise<OperationDetail> => {
      await engine.retry(id, { requestedBy: 'vera' });
      return await untilEnded(id);
    },
    untilEnded,
    stop: async () => {
      await stop();
      await database.drop();
      await rm(directory, { recursive: true });
    },
  };
}

/** Numbers of good machines of the fleet that are of one model, with four disks or more. */
export function likeMachines(count: number): number[] {
  const byModel = new Map<string, number[]>();
  for (let index = 0; index < 1000; index++) {
    const machine = simulatedMachine(seed, index);
    if (machine.drives.length < 4 || badApple(seed, index, machine) !== undefined) continue;
    const like = [...(byModel.get(machine.model) ?? []), index];
    if (like.length === count) return like;
    byModel.set(machine.model, like);
  }
  throw new Error(`no ${count} machines of the fleet are of one model`);
}
