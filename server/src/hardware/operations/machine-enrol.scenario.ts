import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { getMachine } from '../store.ts';
import { rightPassword } from '../testing/enrolment-service.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { machineEnrol } from './machine-enrol.ts';

export async function prepare(stage: Stage): Promise<void> {
  const { enrolment } = enrolmentWorld(stage, noEngine);
  const bmc = { address: '198.18.48.11', user: 'admin', password: rightPassword };
  await enrolment.addAll([MachineEnrolment.parse({ name: 'm1', provider: 'simulated', bmc })]);
}

/** A machine that somebody named is registered, once, and its BMC is reached. */
export function scenario(stage: Stage): Scenario {
  const world = enrolmentWorld(stage, noEngine);
  return {
    definition: machineEnrol(world) as unknown as OperationDefinition,
    input: { machine: 'm1', inspect: false },
    check: async () => {
      const { id, node, contact, failure, operation, state } = await getMachine(world.db, 'm1');
      const nodes = world.service.nodes();
      if (nodes.length !== 1 || node !== id || nodes[0]?.provisionState !== 'manageable')
        throw new Error(`m1 is the node ${node} of ${JSON.stringify(nodes)}`);
      if (state !== 'enrolling' || contact !== 'reachable' || failure !== null || operation !== null)
        throw new Error(`m1 is ${state} and ${contact}, held by ${operation}: ${JSON.stringify(failure)}`);
    },
    leftovers: async () => [],
  };
}
