import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { instancesOn } from './occupants.ts';
import type { CloudApis } from './openstack/cloud-apis.ts';
import { planCloud } from './plan.ts';
import { setCurrentBlueprint } from './store.ts';
import { exampleIntent } from './testing/intent.ts';
import { createWorld } from './testing/world.ts';

async function world() {
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-occupants-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const { deps, addHost } = createWorld({ database: await testDatabase(), directory });
  await addHost('try-1', 1);
  const asked: string[] = [];
  const serversOn = async (host: string) => {
    asked.push(host);
    return [{ id: '1', name: 'web', status: 'ACTIVE' }];
  };
  const apis = { compute: { serversOn }, close: () => asked.push('closed') };
  return { deps, asked, connect: () => apis as unknown as CloudApis };
}

it('asks the cloud that a host belongs to what the host carries', async () => {
  const { deps, asked, connect } = await world();
  const { id } = await planCloud(deps, { cloud: 'try', text: exampleIntent, requestedBy: 'test' });
  await deps.db.transaction().execute((tx) => setCurrentBlueprint(tx, 'try', id));
  await deps.inventory.assign({ cloud: 'try', hosts: [{ name: 'try-1', roles: ['compute'] }] });
  await deps.secrets.getOrCreate({ name: 'ca.crt', kind: 'ca-certificate' });
  expect(await instancesOn(deps, 'try-1', connect)).toEqual([{ id: '1', name: 'web' }]);
  expect(asked).toEqual(['try-1', 'closed']);
});

it('asks nobody about a host that belongs to no cloud, or is not known', async () => {
  const { deps, asked, connect } = await world();
  expect(await instancesOn(deps, 'try-1', connect)).toEqual([]);
  expect(await instancesOn(deps, 'nobody', connect)).toEqual([]);
  expect(asked).toEqual([]);
});

it('does not take a cloud that is silent for one that is empty', async () => {
  const { deps, asked, connect } = await world();
  const { id } = await planCloud(deps, { cloud: 'try', text: exampleIntent, requestedBy: 'test' });
  await deps.db.transaction().execute((tx) => setCurrentBlueprint(tx, 'try', id));
  await deps.inventory.assign({ cloud: 'try', hosts: [{ name: 'try-1', roles: ['controller'] }] });
  await deps.secrets.getOrCreate({ name: 'ca.crt', kind: 'ca-certificate' });
  const silent = () => {
    const apis = connect();
    const serversOn = async () => {
      throw new TuskarError('openstack-unreachable', '198.18.0.10 does not answer.');
    };
    return { ...apis, compute: { serversOn } } as unknown as CloudApis;
  };
  await expect(instancesOn(deps, 'try-1', silent)).rejects.toMatchObject({ code: 'openstack-unreachable' });
  expect(asked).toEqual(['closed']);
});
