import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { bmcWithPassword } from '../bmc-secret.ts';
import { getMachine, updateMachine } from '../store.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { machinePower } from './machine-power.ts';

export async function prepare(stage: Stage): Promise<void> {
  const { enrolment, db, secrets, service } = enrolmentWorld(stage, noEngine);
  await enrolment.addAll([MachineEnrolment.parse({ name: 'm1', bmc: { address: '198.18.48.11' } })]);
  const row = await getMachine(db, 'm1');
  const { registry } = await service.bareMetalOf('ironic');
  await registry.enrol({ id: row.id, name: 'm1', bmc: await bmcWithPassword(secrets, row), macs: [] });
  await updateMachine(db, 'm1', { node: row.id });
}

/** A machine that is off is switched on. */
export function scenario(stage: Stage): Scenario {
  const world = enrolmentWorld(stage, noEngine);
  return {
    definition: machinePower(world) as unknown as OperationDefinition,
    input: { machine: 'm1', target: 'on' },
    check: async () => {
      const { power } = await getMachine(world.db, 'm1');
      const [node] = world.service.nodes();
      if (power !== 'on' || node?.power !== 'on') throw new Error(`m1 is ${power}, its node ${node?.power}`);
    },
    leftovers: async () => [],
  };
}
