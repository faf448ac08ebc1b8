import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { createLabWorld } from '../testing/world.ts';
import { labDown } from './lab-down.ts';

export async function prepare(stage: Stage): Promise<void> {
  const { hosts, keeper } = createLabWorld(stage);
  await keeper.up({
    image: 'host-000000000001',
    hosts: [{ name: 'try-1', index: 1 }],
    authorizedKey: 'ssh-ed25519 AAAA',
  });
  await hosts.register({
    name: 'try-1',
    source: 'lab',
    address: '198.18.0.11',
    tunnel_address: '198.18.16.11',
    ssh_user: 'root',
    host_key: 'ssh-ed25519 try-1',
    image: 'host-000000000001',
    cloud: null,
    converged_to: null,
    converged_at: null,
    drift: null,
  });
}

/** One host, and the cloud on it. */
export async function scenario(stage: Stage): Promise<Scenario> {
  const { hosts, keeper } = createLabWorld(stage);
  const forgotten = join(stage.directory, 'cloud-try-is-gone');
  const tenants = {
    on: async () => ['try'],
    gone: async ({ reason }: { reason: string }) => writeFileSync(forgotten, reason),
  };
  const definition = labDown({ keeper, hosts, tenants });
  return {
    definition: definition as unknown as OperationDefinition,
    input: { hosts: ['try-1'], clouds: ['try'], reason: 'tried it' },
    check: async () => {
      const { length } = keeper.world().hosts;
      if (length > 0) throw new Error(`the lab still has ${length} hosts`);
      const left = await hosts.listLab();
      if (left.length > 0) throw new Error(`${left[0]?.name} is still known`);
      if (!existsSync(forgotten)) throw new Error('the cloud was not forgotten');
    },
    leftovers: async () => [],
  };
}
