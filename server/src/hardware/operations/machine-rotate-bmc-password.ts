import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { OperationDefinition, Step, StepContext } from '../../platform/operations/definition.ts';
import type { Secrets } from '../../security/secrets.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import type { BmcAccounts } from '../bmc-accounts.ts';
import { newBmcPassword } from '../bmc-password.ts';
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
  const keepAnother = async ({ row, old, context }: Parameters<Work>[0]) => {
    const value = newBmcPassword(await accounts.longest(old, context.signal));
    await secrets.put({ name: nextBmcSecret(row), value });
  };
  return [
    step('prepare', 'Make a password, and keep it', async (given) => {
      // One that an earlier run kept and may have sent is used up first.
      if (given.fresh.password === given.old.password) await keepAnother(given);
    }),
    step('send', 'Give it to the BMC', async (given) => {
      const { old, fresh, context } = given;
      if (await accounts.accepts(fresh, context.signal)) return;
      try {
        await accounts.change(old, fresh.password, context.signal);
      } catch (error) {
        if (!isTuskarError(error, 'bmc-refused')) throw error;
        // What breaks the BMC's rules once breaks them ever again. It is given up only once the old one is known to work.
        if (!(await accounts.accepts(old, context.signal))) throw withoutPassword(error, fresh.password);
        await keepAnother(given);
        throw withoutPassword(error, fresh.password);
      }
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

/** A BMC repeats what it does not like, and an operation's error is for everybody to read. */
function withoutPassword(error: TuskarError, password: string): TuskarError {
  return new TuskarError('bmc-refused', error.message.replaceAll(password, '…'), {
    context: error.context,
    remedy:
      'The BMC keeps the password that it had, and so does Tuskar. Retry the operation: it tries another one. Where the BMC refuses that too, look at its rules for passwords.',
  });
}
