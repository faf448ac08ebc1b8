import { isDeepStrictEqual } from 'node:util';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { newestBlueprint, loadCompiled } from '../blueprint/store.ts';
import { planCloud } from '../plan.ts';
import { setCurrentBlueprint } from '../store.ts';
import { exampleIntent } from '../testing/intent.ts';
import { simulatedCloud } from '../testing/simulated-apis.ts';
import { createWorld } from '../testing/world.ts';
import { cloudFurnish } from './cloud-furnish.ts';

export async function prepare(stage: Stage): Promise<void> {
  const { deps, addHost } = createWorld(stage);
  await addHost('try-1', 1);
  const { id } = await planCloud(deps, { cloud: 'try', text: exampleIntent, requestedBy: 'test' });
  await deps.db.transaction().execute((transaction) => setCurrentBlueprint(transaction, 'try', id));
  const { identity } = await loadCompiled(deps.db, id);
  if (identity === null) throw new Error('the example cloud has no identity service');
  await deps.secrets.getOrCreate({ name: 'ca.crt', kind: 'ca-certificate' });
}

/** A deployed cloud, simulated, with nothing in it. */
export async function scenario(stage: Stage): Promise<Scenario> {
  const { deps } = createWorld(stage);
  if ((await newestBlueprint(deps.db, 'try')) === undefined) throw new Error('there is no blueprint');
  const { things, apis } = simulatedCloud(stage.directory);
  const definition = cloudFurnish({ ...deps, guestDirectory: () => stage.directory, connect: () => apis });
  return {
    definition: definition as unknown as OperationDefinition,
    input: { cloud: 'try' },
    check: async () => {
      const found = things().map(({ kind, name }) =>
        kind === 'rule' || kind === 'port' ? kind : `${kind} ${name}`,
      );
      const wanted = [
        'external external',
        'flavor tiny',
        'image guest',
        'image guest-initrd',
        'image guest-vmlinuz',
        'network demo',
        'port',
        'router demo',
        'rule',
        'rule',
        'rule',
        'subnet demo',
        'subnet external',
      ];
      if (!isDeepStrictEqual(found.sort(), wanted)) throw new Error(`the cloud has: ${found.join(', ')}`);
    },
    leftovers: async () => [],
  };
}
