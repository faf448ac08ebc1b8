import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createDiscovery } from './discovery.ts';
import { forgetUnannounced } from './forget-unannounced.ts';
import { getMachine } from './store.ts';
import { enrolmentWorld, noEngine } from './testing/enrolment-world.ts';
import { sampleAnswer } from './testing/inventory.ts';

const one = 'a3b1c2d4-0000-4000-8000-000000000001';
const two = 'a3b1c2d4-0000-4000-8000-000000000002';
const log = () => undefined;

async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-discovery-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const world = enrolmentWorld({ database: await testDatabase(), directory }, noEngine);
  const arrive = (id: string, serial: string, mac: string, bmcAddress = '198.18.48.1') => {
    const { inventory, plugin_data: pluginData } = sampleAnswer({ serial, mac });
    world.service.arrive(id, { inventory: { ...inventory, bmc_address: bmcAddress }, pluginData });
  };
  return { ...world, arrive };
}

describe('a machine that came unannounced', () => {
  it('is unclaimed, with what it told of itself', async () => {
    const { arrive, discovery } = await setUp();
    arrive(one, 'SN-1', '52:54:00:00:00:01');
    expect(await discovery.list()).toMatchObject([
      {
        node: one,
        name: null,
        found: {
          manufacturer: 'Dell Inc.',
          model: 'R650',
          serial: 'SN-1',
          macs: ['52:54:00:00:00:01'],
          bmcAddress: '198.18.48.1',
        },
      },
    ]);
  });

  it('is not looked at twice', async () => {
    const { arrive, bareMetalOf, db } = await setUp();
    arrive(one, 'SN-1', '52:54:00:00:00:01');
    const service = await bareMetalOf('ironic');
    let asked = 0;
    const inventory = (id: string) => {
      asked += 1;
      return service.records.inventory(id);
    };
    const counting = { ...service, records: { ...service.records, inventory } };
    const discovery = createDiscovery({ db, bareMetalOf: async () => counting });
    await discovery.list();
    await discovery.list();
    expect(asked).toBe(1);
  });

  it.each([
    ['serial number', { serial: 'SN-1' }],
    ['MAC addresses', { macs: ['52:54:00:00:00:01'] }],
    ['BMC', { bmc: { address: 'https://198.18.48.1:8443' } }],
  ])('is known again by its %s, and forgotten where it was enrolled as another node', async (_, known) => {
    const { arrive, discovery, enrolment, db, bareMetalOf, service } = await setUp();
    arrive(one, 'SN-1', '52:54:00:00:00:01');
    arrive(two, 'SN-2', '52:54:00:00:00:02', '198.18.48.2');
    await enrolment.addAll([MachineEnrolment.parse({ name: 'm1', bmc: { address: 'b1' }, ...known })]);
    await forgetUnannounced({ bareMetalOf, discovery }, await getMachine(db, 'm1'), { log });
    expect(service.nodes().map(({ id }) => id)).toEqual([two]);
  });

  it('is kept where it was claimed as the node that it is', async () => {
    const { arrive, discovery, enrolment, db, bareMetalOf, service } = await setUp();
    arrive(one, 'SN-1', '52:54:00:00:00:01');
    const claim = { name: 'm1', node: one, serial: 'SN-1', bmc: { address: 'b1' } };
    await enrolment.addAll([MachineEnrolment.parse(claim)]);
    expect(await discovery.list()).toEqual([]);
    await forgetUnannounced({ bareMetalOf, discovery }, await getMachine(db, 'm1'), { log });
    expect(service.nodes()).toHaveLength(1);
  });
});
