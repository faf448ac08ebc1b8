import { isDeepStrictEqual } from 'node:util';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { createLabWorld } from '../testing/world.ts';
import { labUp } from './lab-up.ts';

/** Two hosts beside one that is there already, and two machines. */
export async function scenario(stage: Stage): Promise<Scenario> {
  const { hosts, keeper } = createLabWorld(stage);
  if (keeper.world().hosts.length === 0) {
    await keeper.up({
      image: 'host-000000000001',
      hosts: [{ name: 'old', index: 1 }],
      authorizedKey: 'ssh-ed25519 AAAA',
    });
  }
  const definition = labUp({ keeper, hosts, authorizedKey: async () => 'ssh-ed25519 AAAA' });
  return {
    definition: definition as unknown as OperationDefinition,
    input: { hosts: ['try-1', 'try-2'], machines: 2, image: 'host-000000000002' },
    check: async () => {
      const places = keeper.world().hosts.map(({ name, index, image }) => [name, index, image]);
      const wanted = [
        ['old', 1, 'host-000000000001'],
        ['try-1', 2, 'host-000000000002'],
        ['try-2', 3, 'host-000000000002'],
      ];
      if (!isDeepStrictEqual(places, wanted)) throw new Error(`the lab has ${JSON.stringify(places)}`);
      const machines = keeper.world().machines.map(({ name, index }) => [name, index]);
      const wantedMachines = [
        ['machine-1', 1],
        ['machine-2', 2],
      ];
      if (!isDeepStrictEqual(machines, wantedMachines))
        throw new Error(`the lab has the machines ${JSON.stringify(machines)}`);
      for (const name of ['try-1', 'try-2']) {
        const { state, hostKey } = await hosts.show(name);
        if (state !== 'reachable' || hostKey !== `ssh-ed25519 ${name}`)
          throw new Error(`${name} is ${state}, ${hostKey}`);
      }
    },
    leftovers: async () => [],
  };
}
