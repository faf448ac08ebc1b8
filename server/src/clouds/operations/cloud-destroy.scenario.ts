import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { findCloud } from '../store.ts';
import { deployExample } from '../testing/deploy.ts';
import { createWorld } from '../testing/world.ts';
import { cloudDestroy } from './cloud-destroy.ts';

export async function prepare(stage: Stage): Promise<void> {
  const world = createWorld(stage);
  await world.addHost('try-1', 1);
  await deployExample(world);
}

/** A deployed cloud is taken off its simulated host. */
export function scenario(stage: Stage): Scenario {
  const { deps, converger, store, hosts } = createWorld(stage);
  const definition = cloudDestroy({ ...deps, converger });
  return {
    definition: definition as unknown as OperationDefinition,
    input: { cloud: 'try', hosts: ['try-1'] },
    check: async () => {
      if ((await findCloud(deps.db, 'try')) !== undefined) throw new Error('the cloud is still known');
      const { units, paths } = await store.load('try-1');
      const running = Object.keys(units).filter((unit) => units[unit]?.active);
      if (running.length > 0) throw new Error(`still running: ${running.join(', ')}`);
      if (paths['/etc/nova/nova.conf'] !== undefined) throw new Error('the configuration is still there');
      if ((await deps.secrets.versions('try/')).size > 0) throw new Error('its secrets are still kept');
      const parts = await deps.db.selectFrom('blueprint_part').select('digest').execute();
      if (parts.length > 0) throw new Error('parts of its blueprints are still kept');
      if ((await hosts.show('try-1')).cloud !== null) throw new Error('the host is not free');
    },
    leftovers: async () => [],
  };
}
