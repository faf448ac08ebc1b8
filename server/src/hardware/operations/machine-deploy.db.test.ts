import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeployNetwork } from '@tuskar/contract/machine-deploy.ts';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Database } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import { fourTests } from '../../platform/operations/testing/four-tests.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { createDeployments } from '../deploy/deploy.ts';
import { addReadyMachine, type DeployWorld, deployWorld } from '../deploy/testing/world.ts';
import { inspectedDisks } from '../erase/inspected-disks.ts';
import { getMachine } from '../store.ts';
import { machineDeploy } from './machine-deploy.ts';

fourTests('machine.deploy', new URL('./machine-deploy.scenario.ts', import.meta.url));

describe('deploying a machine', () => {
  let database: Database;
  let world: DeployWorld;
  beforeEach(async () => {
    database = await testDatabase();
    const directory = mkdtempSync(join(tmpdir(), 'tuskar-deploy-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    world = deployWorld({ database, directory });
    await addReadyMachine(world, 'm1');
  });

  async function start() {
    const definition = machineDeploy(world) as unknown as OperationDefinition;
    const engine = await startTestEngine({ database, definitions: [definition], roles: ['worker'] });
    onTestFinished(engine.stop);
    return { ...engine, deployments: createDeployments({ ...world, engine: engine.engine }) };
  }

  const request = (given = {}) => ({
    machine: 'm1',
    hostname: 'web-1',
    image: undefined,
    rootDisk: {},
    network: { kind: 'dhcp' } as DeployNetwork,
    authorizedKeys: ['ssh-ed25519 AAAAVERA vera'],
    requestedBy: 'vera',
    ...given,
  });

  it('writes to the disk that was shown before', async () => {
    const { deployments, untilEnded } = await start();
    const shown = await deployments.rootDisk('m1', {});
    const { id } = await deployments.deploy(request());
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded', error: null });
    const { registry } = await world.bareMetalOf('simulated');
    const { instance } = await registry.show((await getMachine(database.db, 'm1')).id);
    expect(instance).toMatchObject({
      image_source: `file:///srv/undercloud/files/${'a'.repeat(64)}`,
      root_device: { serial: shown.disk.serial },
    });
  });

  it('lets in Tuskar and whom it was told, by the name that was asked for', async () => {
    const { deployments, untilEnded } = await start();
    await untilEnded((await deployments.deploy(request())).id);
    expect(world.system()?.metaData).toMatchObject({
      hostname: 'web-1',
      public_keys: { 'key-0': 'ssh-ed25519 AAAAOWN tuskar', 'key-1': 'ssh-ed25519 AAAAVERA vera' },
    });
  });

  it('waits while somebody answers with another key, and signs in to nobody else', async () => {
    const { deployments, until, untilEnded } = await start();
    const network = { kind: 'dhcp', address: '198.18.48.99' } as const;
    const { id } = await deployments.deploy(request({ network }));
    await until(id, ({ stepList }) =>
      stepList.some(
        ({ name, waitingFor }) => name === 'first-contact' && waitingFor?.includes('198.18.48.99'),
      ),
    );
    const system = world.system();
    if (system === undefined) throw new Error('nothing was deployed');
    const right = system.key;
    world.setSystem({ ...system, booting: 0, key: 'ssh-ed25519 AAAAOTHER' });
    await vi.waitUntil(() => (world.system()?.mistaken ?? 0) > 0, { timeout: 30_000 });
    world.setSystem({ ...system, booting: 0, key: right });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });

  it('refuses what cannot be, before anything is done', async () => {
    const { deployments } = await start();
    const hint = { serial: 'gone' };
    await expect(deployments.deploy(request({ rootDisk: hint }))).rejects.toMatchObject({
      code: 'root-disk-unknown',
    });
    await world.hosts.register({
      name: 'web-1',
      address: '198.18.0.9',
      hostKey: 'ssh-ed25519 A',
      image: null,
    });
    await expect(deployments.deploy(request())).rejects.toMatchObject({ code: 'host-exists' });
    await database.db.updateTable('machine').set({ state: 'quarantined' }).execute();
    await expect(deployments.deploy(request())).rejects.toMatchObject({ code: 'machine-state' });
    expect(await inspectedDisks(world, await getMachine(database.db, 'm1'))).not.toEqual([]);
  });

  it('adopts a host that is there already, and touches neither', async () => {
    const { deployments } = await start();
    await addReadyMachine(world, 'm2');
    await database.db.updateTable('machine').set({ state: 'enrolling' }).execute();
    const adopt = (machine: string, host = 'old-1') => deployments.adopt(machine, { host, by: 'vera' });
    await expect(adopt('m1')).rejects.toMatchObject({ code: 'host-not-found' });
    await world.hosts.register({
      name: 'old-1',
      address: '198.18.0.9',
      hostKey: 'ssh-ed25519 A',
      image: null,
    });
    expect(await adopt('m1')).toMatchObject({ state: 'in-use', host: 'old-1' });
    await expect(adopt('m2')).rejects.toMatchObject({ code: 'host-exists' });
    expect(world.system()).toBeUndefined();
  });
});
