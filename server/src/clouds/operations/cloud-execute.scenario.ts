import { isDeepStrictEqual } from 'node:util';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { createBlueprints } from '../blueprint/blueprint.ts';
import { loadCompiled, newestBlueprint } from '../blueprint/store.ts';
import { partOf } from '../compile/compiled.ts';
import { planCloud } from '../plan.ts';
import { getCloud } from '../store.ts';
import { exampleIntent } from '../testing/intent.ts';
import { createWorld } from '../testing/world.ts';
import { cloudExecute } from './cloud-execute.ts';

/** Two hosts, so that waves have more than one step. */
const twoHosts = exampleIntent.replace('networks:', '  - name: try-2\n    roles: [compute]\nnetworks:');

export async function prepare(stage: Stage): Promise<void> {
  const { deps, addHost } = createWorld(stage);
  await addHost('try-1', 1);
  await addHost('try-2', 2);
  const { id } = await planCloud(deps, { cloud: 'try', text: twoHosts, requestedBy: 'test' });
  await createBlueprints(deps).approve({ id, requestedBy: 'test' });
}

/** A cloud is deployed on two simulated hosts, from nothing. */
export async function scenario(stage: Stage): Promise<Scenario> {
  const { deps, converger, registrar, store, hosts } = createWorld(stage);
  const { db } = deps;
  const id = (await newestBlueprint(db, 'try'))?.id ?? '';
  const compiled = await loadCompiled(db, id);
  const definition = cloudExecute({ ...deps, converger, registrar });

  async function checkHost(name: string): Promise<void> {
    const host = compiled.hosts.find((one) => one.name === name);
    if (host === undefined) throw new Error(`no host ${name} in the blueprint`);
    const { history } = await store.load(name);
    const units = host.items.flatMap(({ item }) => (item.kind === 'unit' ? [item.id] : []));
    const starts = history.filter((entry) => units.includes(entry.item)).map((entry) => entry.item);
    if (new Set(starts).size < starts.length) throw new Error(`a unit of ${name} was started twice`);
    const left = await converger.converge({
      host: { name, address: host.address, sshUser: 'root', hostKey: '' },
      part: partOf(host),
      mode: 'check',
      secrets: (token) => deps.secrets.read({ name: token.split('@')[0] ?? '', version: 1 }),
      timeoutSeconds: 10,
    });
    if (left.changed > 0) throw new Error(`${left.changed} items of ${name} differ from the blueprint`);
    const { convergedTo, cloud } = await hosts.show(name);
    if (convergedTo !== id || cloud !== 'try') throw new Error(`${name} is not recorded as converged`);
  }

  return {
    definition: definition as unknown as OperationDefinition,
    input: { cloud: 'try', blueprint: id, hosts: ['try-1', 'try-2'] },
    check: async () => {
      const cloud = await getCloud(db, 'try');
      if (cloud.state !== 'active' || cloud.current_blueprint !== id)
        throw new Error(`the cloud is ${cloud.state}, at ${cloud.current_blueprint}`);
      await checkHost('try-1');
      await checkHost('try-2');
      const { users } = await registrar.known();
      if (
        !isDeepStrictEqual(
          users,
          compiled.identity?.users.map((user) => user.name),
        )
      )
        throw new Error(`the service users are ${users.join(', ')}`);
    },
    leftovers: async () => [],
  };
}
