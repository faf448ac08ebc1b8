import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { bmcSecret } from '../bmc-secret.ts';
import { getMachine, updateMachine } from '../store.ts';
import { rightPassword } from '../testing/enrolment-service.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { pretendedAccounts } from '../testing/pretended-accounts.ts';
import { machineRotateBmcPassword } from './machine-rotate-bmc-password.ts';

export async function prepare(stage: Stage): Promise<void> {
  const { enrolment, db, service } = enrolmentWorld(stage, noEngine);
  const bmc = { address: '198.18.48.11', user: 'admin', password: rightPassword };
  const [row] = await enrolment.addAll([MachineEnrolment.parse({ name: 'm1', bmc })]);
  if (row === undefined) throw new Error('m1 was not added');
  const { registry } = await service.bareMetalOf('ironic');
  await registry.enrol({ id: row.id, name: 'm1', bmc: bmcOf(row), macs: [] });
  await updateMachine(db, 'm1', { node: row.id });
  pretendedAccounts(stage.directory).write({ password: rightPassword, changes: 0 });
}

const bmcOf = (row: { bmc_address: string }) => ({
  protocol: 'redfish' as const,
  address: row.bmc_address,
  port: null,
  systemId: null,
  user: 'admin',
  verifyCa: false,
  password: rightPassword,
});

/** BMC, bare-metal service and Tuskar have the same new password in the end, given once. */
export function scenario(stage: Stage): Scenario {
  const world = enrolmentWorld(stage, noEngine);
  const bmc = pretendedAccounts(stage.directory);
  return {
    definition: machineRotateBmcPassword({
      ...world,
      accounts: bmc.accounts,
    }) as unknown as OperationDefinition,
    input: { machine: 'm1' },
    check: async () => {
      const { password, changes } = bmc.read();
      const kept = await world.secrets.newest(bmcSecret(await getMachine(world.db, 'm1')));
      const [node] = world.service.nodes();
      if (changes !== 1 || password === rightPassword) throw new Error(`it was changed ${changes} times`);
      if (kept !== password || node?.bmc?.password !== password) throw new Error('they differ');
    },
    leftovers: async () => [],
  };
}
