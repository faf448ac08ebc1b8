import { join } from 'node:path';
import type { Part } from '@tuskar/contract/part.ts';
import { createLabWorld } from '../../lab/testing/world.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { createSimulatedConverger } from '../simulated/converger.ts';
import { createDirectoryStore } from '../simulated/store.ts';
import { updateHostRow } from '../store.ts';
import { hostConverge } from './host-converge.ts';

const part: Part = {
  version: 1,
  host: 'c1',
  items: [
    {
      kind: 'file',
      id: 'conf',
      path: '/etc/a.conf',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: 'a = 1',
    },
    { kind: 'unit', id: 'unit', unit: 'a.service', state: 'started', restartOn: ['conf'] },
  ],
};

export async function prepare(stage: Stage): Promise<void> {
  const { db, hosts } = createLabWorld(stage);
  await hosts.adopt({ name: 'c1', address: '198.18.0.11', sshUser: 'root', hostKey: 'ssh-ed25519 AAAA' });
  await updateHostRow(db, 'c1', { cloud: 'west' });
}

/** A host that was never converged is made equal its part. */
export async function scenario(stage: Stage): Promise<Scenario> {
  const { db, hosts } = createLabWorld(stage);
  const store = createDirectoryStore(join(stage.directory, 'hosts'));
  const converger = createSimulatedConverger({ store });
  const parts = { find: async () => ({ blueprint: 'b1', part, secrets: () => '' }) };
  return {
    definition: hostConverge({ db, hosts, converger, parts }) as unknown as OperationDefinition,
    input: { host: 'c1', mode: 'apply' },
    check: async () => {
      const { convergedTo, drift } = await hosts.show('c1');
      if (convergedTo !== 'b1' || drift !== 0)
        throw new Error(`c1 is at ${convergedTo}, ${drift} items differ`);
      const starts = (await store.load('c1')).history.filter((entry) => entry.item === 'unit').length;
      if (starts !== 1) throw new Error(`the unit was started ${starts} times`);
    },
    leftovers: async () => [],
  };
}
