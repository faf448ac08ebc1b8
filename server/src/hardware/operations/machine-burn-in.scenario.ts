import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { listMeasurements } from '../burn-in/measurement-store.ts';
import { listBurnIns } from '../burn-in/store.ts';
import { recordInspection } from '../inspection/record.ts';
import { getMachine } from '../store.ts';
import { acceptanceWorld, addMachine, shortTests } from '../testing/acceptance-world.ts';
import { sampleInventory } from '../testing/inventory.ts';
import { soundMeasurements } from '../testing/measured.ts';
import { machineBurnIn } from './machine-burn-in.ts';

const burnIn = '0190f0d4-6f5e-7cc3-98c4-dc0c0c07398f';
const disks = [1, 2, 3, 4].map((bay) => `SN-1-D${bay}`);

export async function prepare(stage: Stage): Promise<void> {
  const { db, events, service } = acceptanceWorld(stage);
  const { id } = await addMachine(db, 'm1', { state: 'inspected' });
  const inventory = sampleInventory();
  await db
    .transaction()
    .execute((tx) => recordInspection(tx, events, { machine: 'm1', operation: 'op-0', inventory }));
  service.script(id, { provisionState: 'manageable', measured: soundMeasurements(disks) });
}

/** A sound machine is burnt in and accepted. */
export function scenario(stage: Stage): Scenario {
  const world = acceptanceWorld(stage);
  const { db } = world;
  return {
    definition: machineBurnIn(world) as unknown as OperationDefinition,
    input: { burnIn, machine: 'm1', profile: 'short', tests: shortTests, perRack: null, partner: null },
    check: async () => {
      const { state, operation, state_reason } = await getMachine(db, 'm1');
      if (state !== 'ready' || operation !== null)
        throw new Error(`m1 is ${state}: ${state_reason}, held by ${operation}`);
      const kept = await listBurnIns(db, { limit: 10 });
      if (kept.length !== 1 || kept[0]?.state !== 'passed')
        throw new Error(`burn-ins: ${kept.map(({ state }) => state).join(', ')}`);
      const values = await listMeasurements(db, burnIn);
      // Two processors and a sensor; memory's three and two error counters; five of each of four disks.
      if (values.length !== 3 + 5 + 20) throw new Error(`${values.length} values are kept`);
      const places = await db.selectFrom('burn_in_place').select('machine').execute();
      if (places.length > 0) throw new Error('a place was not given back');
    },
    leftovers: async () => [],
  };
}
