import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { OperationDefinition, Step, StepContext } from '../../platform/operations/definition.ts';
import { randomPassword } from '../../security/secret-values.ts';
import type { Secrets } from '../../security/secrets.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import type { BmcAccounts } from '../bmc-accounts.ts';
import { bmcOfRow, bmcSecret, nextBmcSecret, redfishAccess } from '../bmc-secret.ts';
import type { RedfishAccess } from '../redfish/client.ts';
import { getMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';

export type MachineRotateInput = { machine: string };

export type MachineRotateDeps = {
  db: Db;
  events: EventBus;
  secrets: Secrets;
  bareMetalOf: BareMetalOf;
  accounts: BmcAccounts;
};

/** What IPMI 2.0 can carry at most, which many BMCs keep for all their users. */
const passwordLength = 20;

/**
 * Gives a BMC another password. The new one is kept before it is sent, so that whatever happens one of the two that are
 * kept is the right one: a run that is taken up again finds out which.
 */
export function machineRotateBmcPassword(deps: MachineRotateDeps): OperationDefinition<MachineRotateInput> {
  return {
    kind: 'machine.rotate-bmc-password',
    title: ({ machine }) => `Change the password of the BMC of ${machine}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: ({ machine }) => stepsOf(deps, machine).map((step) => ({ title: step.title, steps: [step] })),
    nextAction: () => 'Retry it: the new password is kept, and is found in use where it was already sent.',
  };
}

type Work = (given: {
  row: MachineRow;
  old: RedfishAccess;
  fresh: RedfishAccess;
  context: StepContext;
}) => Promise<void>;

function stepsOf(deps: MachineRotateDeps, machine: string): Step[] {
  const { db, secrets, accounts, bareMetalOf } = deps;
  const step = (name: string, title: string, work: Work): Step => ({
    name,
    title,
    timeoutSeconds: 120,
    noUndo: 'the way back would be another change of the password',
    run: async (context) => {
      const row = await getMachine(db, machine);
      const old = await redfishAccess(secrets, row);
      const password = (await secrets.newest(nextBmcSecret(row))) ?? old.password;
      await work({ row, old, fresh: { ...old, password }, context });
      return { state: 'done' };
    },
  });
  return [
    step('prepare', 'Make a password, and keep it', async ({ row, old, fresh }) => {
      // One that an earlier run kept and may have sent is used up first.
      if (fresh.password !== old.password) return;
      await secrets.put({ name: nextBmcSecret(row), value: randomPassword(passwordLength) });
    }),
    step('send', 'Give it to the BMC', async ({ old, fresh, context }) => {
      if (await accounts.accepts(fresh, context.signal)) return;
      await accounts.change(old, fresh.password, context.signal);
    }),
    step('verify', 'Sign in with it', async ({ row, fresh, context }) => {
      if (await accounts.accepts(fresh, context.signal)) return;
      throw new TuskarError(
        'bmc-refused',
        `The BMC of ${row.name} took the new password, and does not let it in.`,
        {
          remedy:
            'The password that it had may still be right: check its rules for passwords, then retry the operation.',
        },
      );
    }),
    step('tell-service', 'Tell the bare-metal service', async ({ row, fresh }) => {
      if (row.node === null) return;
      const { registry } = await bareMetalOf(row.provider);
      await registry.update(row.node, { bmc: { ...bmcOfRow(row), password: fresh.password } });
    }),
    step('keep', 'Keep it as the one in use', async ({ row, fresh }) => {
      await secrets.put({ name: bmcSecret(row), value: fresh.password });
    }),
  ];
}
