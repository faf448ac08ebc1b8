import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { listInspections } from '../inspection/store.ts';
import { getMachine } from '../store.ts';
import { acceptanceWorld, addMachine } from '../testing/acceptance-world.ts';
import { machineInspect } from './machine-inspect.ts';

export async function prepare({ database }: Stage): Promise<void> {
  await addMachine(database.db, 'm1');
}

/** A machine that was just enrolled is inspected for the first time. */
export function scenario(stage: Stage): Scenario {
  const world = acceptanceWorld(stage);
  const { db } = world;
  return {
    definition: machineInspect(world) as unknown as OperationDefinition,
    input: { machine: 'm1', from: 'enrolling' },
    check: async () => {
      const { state, model, operation, macs } = await getMachine(db, 'm1');
      if (state !== 'inspected' || model !== 'R650' || macs.length !== 1 || operation !== null)
        throw new Error(`m1 is ${state}, a ${model}, held by ${operation}`);
      const kept = await listInspections(db, { machine: 'm1', limit: 10 });
      if (kept.length !== 1) throw new Error(`${kept.length} inspections are kept`);
    },
    leftovers: async () => [],
  };
}
