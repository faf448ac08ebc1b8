import { password, TestBmcs } from '@tuskar/lab/bmc/testing/lab.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BareMetal, NodePanel } from './bare-metal.ts';
import { lightLocator, showLocator } from './locator.ts';
import type { MachineRow } from './tables.ts';

const bmcs = new TestBmcs();
let real: MachineRow;
beforeAll(async () => {
  await bmcs.start();
  const { machine } = await bmcs.add();
  real = {
    id: machine.uuid,
    name: machine.name,
    provider: 'ironic',
    bmc_protocol: 'redfish',
    bmc_address: `http://${machine.bmc.address}:${bmcs.port}`,
    bmc_port: null,
    bmc_system_id: null,
    bmc_user: machine.bmc.user,
    bmc_verify_ca: false,
  } as MachineRow;
});
afterAll(() => bmcs.stop());

function deps() {
  let light: string | null = null;
  const panel: Pick<NodePanel, 'indicator' | 'setIndicator'> = {
    indicator: async () => light,
    setIndicator: async (_id, { state }) => void (light = state),
  };
  return {
    secrets: { newest: async () => password } as never,
    bareMetalOf: async () => ({ panel }) as unknown as BareMetal,
  };
}

it.each(['ironic', 'simulated'] as const)(
  'the lamp of a machine of %s is seen as it is',
  async (provider) => {
    const row = { ...real, provider };
    const world = deps();
    expect(await showLocator(world, row)).toBe(false);
    await lightLocator(world, row, true);
    expect(await showLocator(world, row)).toBe(true);
    await lightLocator(world, row, false);
    expect(await showLocator(world, row)).toBe(false);
  },
);
