import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { findRescuePassword } from '../rescue/password.ts';
import { addUsedMachine } from '../erase/testing/world.ts';
import { nodeStateOf, rescueWorld } from '../rescue/testing/world.ts';
import { getMachine } from '../store.ts';
import { machineRescue } from './machine-rescue.ts';

export async function prepare(stage: Stage): Promise<void> {
  await addUsedMachine(rescueWorld(stage), 'm1');
}

/** A machine that a host runs on is booted into the rescue system. */
export function scenario(stage: Stage): Scenario {
  const world = rescueWorld(stage);
  const { db, secrets } = world;
  return {
    definition: machineRescue(world) as unknown as OperationDefinition,
    input: { machine: 'm1', reason: 'its boot loader is broken' },
    check: async () => {
      const row = await getMachine(db, 'm1');
      const { state, host, operation, failure } = row;
      if (state !== 'rescued' || host !== 'm1' || operation !== null || failure !== null)
        throw new Error(`m1 is ${state}, has the host ${host}, and is held by ${operation}`);
      const node = await nodeStateOf(world, 'm1');
      if (node !== 'rescue') throw new Error(`its node is ${node}`);
      const password = await findRescuePassword(secrets, row);
      if (world.passwordSent() !== password) throw new Error('the password that is kept was not sent');
    },
    leftovers: async () => {
      const row = await getMachine(db, 'm1');
      const node = await nodeStateOf(world, 'm1');
      return [
        ...(row.state === 'in-use' ? [] : [`m1 is ${row.state}`]),
        ...(node === 'active' ? [] : [`its node is ${node}`]),
        ...((await findRescuePassword(secrets, row)) === undefined ? [] : ['a password']),
      ];
    },
  };
}
