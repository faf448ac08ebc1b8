import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { addReadyMachine, deployWorld } from '../deploy/testing/world.ts';
import { getMachine } from '../store.ts';
import { machineDeploy } from './machine-deploy.ts';

export async function prepare(stage: Stage): Promise<void> {
  await addReadyMachine(deployWorld(stage), 'm1');
}

/** A machine that is ready becomes a host. */
export function scenario(stage: Stage): Scenario {
  const world = deployWorld(stage);
  const { db } = world;
  const rootDisk = { serial: 'S1', wwn: null, model: null, place: null, bytes: null, rotational: null };
  return {
    definition: machineDeploy(world) as unknown as OperationDefinition,
    input: {
      machine: 'm1',
      hostname: 'web-1',
      image: 'disk-000000000001',
      rootDisk,
      network: { kind: 'dhcp' },
      authorizedKeys: [],
      simulated: false,
    },
    check: async () => {
      const { state, host, operation, id } = await getMachine(db, 'm1');
      if (state !== 'in-use' || host !== 'web-1' || operation !== null)
        throw new Error(`m1 is ${state}, has the host ${host}, and is held by ${operation}`);
      const known = await world.hosts.find('web-1');
      const system = world.system();
      if (known?.hostKey !== system?.key || known?.source !== 'machine' || known.address !== '198.18.48.21')
        throw new Error(`the host is known as ${JSON.stringify(known)}`);
      if (system?.keysMade !== 1 || system.userData?.includes(system.key))
        throw new Error('it does not have a host key that only it knows');
      const { registry } = await world.bareMetalOf('simulated');
      const { provisionState, instance } = await registry.show(id);
      if (provisionState !== 'active' || JSON.stringify(instance['root_device']) !== '{"serial":"S1"}')
        throw new Error(`the node is ${provisionState}, with ${JSON.stringify(instance)}`);
      const left = await db.selectFrom('secret').select('name').where('name', 'like', 'machine/%').execute();
      if (left.length > 0) throw new Error(`there is still ${left[0]?.name}`);
    },
    leftovers: async () => [],
  };
}
