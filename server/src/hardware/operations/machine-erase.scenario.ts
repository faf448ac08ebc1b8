import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { listCertificates } from '../erase/certificate-store.ts';
import { addUsedMachine, eraseWorld } from '../erase/testing/world.ts';
import { getMachine } from '../store.ts';
import { machineErase } from './machine-erase.ts';

export async function prepare(stage: Stage): Promise<void> {
  await addUsedMachine(eraseWorld(stage), 'm1');
}

/** A machine that a host runs on is emptied, erased and retired. */
export function scenario(stage: Stage): Scenario {
  const world = eraseWorld(stage);
  const { db } = world;
  return {
    definition: machineErase(world) as unknown as OperationDefinition,
    input: { machine: 'm1', goal: 'retired', reason: 'its lease ends' },
    check: async () => {
      const { state, host, operation, id } = await getMachine(db, 'm1');
      if (state !== 'retired' || host !== null || operation !== null)
        throw new Error(`m1 is ${state}, has the host ${host}, and is held by ${operation}`);
      if (Object.keys(world.hosts()).length > 0) throw new Error('its host is still known');
      const certificates = await listCertificates(db, { machine: 'm1', limit: 10 });
      if (certificates.length !== 1) throw new Error(`there are ${certificates.length} certificates`);
      const { registry } = await world.bareMetalOf('simulated');
      const gone = await registry.show(id).catch((error: unknown) => error);
      if (!isTuskarError(gone, 'node-not-found')) throw new Error('the bare-metal service still has it');
    },
    leftovers: async () => [],
  };
}
