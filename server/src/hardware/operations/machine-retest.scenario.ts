import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { replaceFindings } from '../burn-in/finding-store.ts';
import { ensureBurnIn, getBurnIn, updateBurnIn } from '../burn-in/store.ts';
import { recordInspection } from '../inspection/record.ts';
import { getMachine } from '../store.ts';
import { acceptanceWorld, addMachine, shortTests } from '../testing/acceptance-world.ts';
import { sampleAnswer, sampleInventory } from '../testing/inventory.ts';
import { soundMeasurements } from '../testing/measured.ts';
import { machineRetest } from './machine-retest.ts';

const failed = '0190f0d4-0000-7cc3-98c4-dc0c0c07398f';
const burnIn = '0190f0d4-6f5e-7cc3-98c4-dc0c0c07398f';
const repaired = ['SN-1-D1', 'SN-1-D2', 'NEW-3', 'SN-1-D4'];

/** Its burn-in had found a bad disk in bay 3, which was exchanged since. */
export async function prepare(stage: Stage): Promise<void> {
  const { db, events, service } = acceptanceWorld(stage);
  const { id } = await addMachine(db, 'm1', { state: 'quarantined' });
  await db.transaction().execute(async (tx) => {
    await recordInspection(tx, events, { machine: 'm1', operation: 'op-0', inventory: sampleInventory() });
    const given = { profile: 'short', tests: shortTests, parts: null, partner: null };
    await ensureBurnIn(tx, { id: failed, machine: 'm1', ...given, operation: 'op-1', requestedBy: 'test' });
    await updateBurnIn(tx, failed, { state: 'failed', ended_at: new Date() });
    const part = { kind: 'disk' as const, serial: 'SN-1-D3', place: 'bay 3' };
    const figures = { metric: null, value: null, unit: null, median: null, deviation: null, siblings: null };
    const findings = [{ ...figures, kind: 'dead' as const, test: 'disk' as const, part, title: 'dead' }];
    await replaceFindings(tx, { burnIn: failed, machine: 'm1', findings });
  });
  const disks = repaired.map((serial, index) => ({ serial, bay: `bay ${index + 1}` }));
  service.script(id, {
    provisionState: 'clean failed',
    inventory: sampleAnswer({ disks }),
    measured: soundMeasurements(repaired),
  });
}

export function scenario(stage: Stage): Scenario {
  const world = acceptanceWorld(stage);
  const { db, service } = world;
  return {
    definition: machineRetest(world) as unknown as OperationDefinition,
    input: { burnIn, machine: 'm1', profile: 'short', tests: shortTests, perRack: null, partner: null },
    check: async () => {
      const { id, state, operation, state_reason } = await getMachine(db, 'm1');
      if (state !== 'ready' || operation !== null) throw new Error(`m1 is ${state}: ${state_reason}`);
      const { asked } = service.read(id);
      if (!asked.includes('tuskar_burnin_disk') || asked.includes('tuskar_burnin_memory'))
        throw new Error(`what was repaired is tested, and only that, but asked was: ${asked.join(', ')}`);
      const { parts } = await getBurnIn(db, burnIn);
      if (parts?.some(({ serial }) => serial === 'NEW-3') !== true)
        throw new Error(`tested were ${JSON.stringify(parts)}`);
    },
    leftovers: async () => [],
  };
}
