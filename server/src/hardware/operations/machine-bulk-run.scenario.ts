import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { acceptMachine } from '../accept-machine.ts';
import { createMachineAttention } from '../machine-attention.ts';
import { getMachine } from '../store.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { machineBulkRun, type MachineBulkInput } from './machine-bulk-run.ts';

const names = ['m1', 'm2', 'm3'];
const id = 'op-00000000000000000000000bk1';

export async function prepare(stage: Stage): Promise<void> {
  const { enrolment } = enrolmentWorld(stage, noEngine);
  const machine = (name: string) =>
    MachineEnrolment.parse({ name, provider: 'simulated', bmc: { address: `${name}.bmc` } });
  await enrolment.addAll(names.map(machine));
}

/** Three machines are labelled, two at once. */
export function scenario(stage: Stage): Scenario {
  const world = enrolmentWorld(stage, noEngine);
  const { db, events, enrolment } = world;
  const engine = { submit: noEngine.submit, retry: noEngine.submit as never };
  const attention = createMachineAttention({ db, events });
  const input: MachineBulkInput = {
    id,
    action: { action: 'label', labels: { team: 'blue' } },
    machines: names.map((name) => ({ name, operation: `op-of-${name}` })),
    atOnce: 2,
    stopAfter: 3,
    by: 'vera',
  };
  return {
    definition: machineBulkRun({
      db,
      engine,
      enrolment,
      attention,
      deployments: { prepare: noEngine.submit as never },
      prepareRetest: noEngine.submit as never,
      prepareRescue: noEngine.submit as never,
      accept: (machine) => acceptMachine({ db, events }, machine),
    }) as unknown as OperationDefinition,
    input,
    check: async () => {
      for (const name of names) {
        const { labels } = await getMachine(db, name);
        if (labels['team'] !== 'blue') throw new Error(`${name} has the labels ${JSON.stringify(labels)}`);
      }
    },
    leftovers: async () => [],
  };
}
