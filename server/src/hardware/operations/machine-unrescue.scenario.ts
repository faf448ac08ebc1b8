import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { findRescuePassword } from '../rescue/password.ts';
import { addMachineInRescue, nodeStateOf, rescueWorld } from '../rescue/testing/world.ts';
import { getMachine } from '../store.ts';
import { machineUnrescue } from './machine-unrescue.ts';

export async function prepare(stage: Stage): Promise<void> {
  await addMachineInRescue(rescueWorld(stage), 'm1');
}

/** A machine that runs the rescue system boots its own again. */
export function scenario(stage: Stage): Scenario {
  const world = rescueWorld(stage);
  const { db, secrets } = world;
  return {
    definition: machineUnrescue(world) as unknown as OperationDefinition,
    input: { machine: 'm1' },
    check: async () => {
      const row = await getMachine(db, 'm1');
      const { state, host, operation } = row;
      if (state !== 'in-use' || host !== 'm1' || operation !== null)
        throw new Error(`m1 is ${state}, has the host ${host}, and is held by ${operation}`);
      const node = await nodeStateOf(world, 'm1');
      if (node !== 'active') throw new Error(`its node is ${node}`);
      if ((await findRescuePassword(secrets, row)) !== undefined) throw new Error('its password is kept');
    },
    leftovers: async () => [],
  };
}
