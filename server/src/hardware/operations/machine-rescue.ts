import { rescueUser } from '@tuskar/contract/machine-rescue.ts';
import type { OperationDefinition, StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import { reachState } from '../reach-state.ts';
import { bringBack } from '../rescue/bring-back.ts';
import type { RescueDeps } from '../rescue/deps.ts';
import { rescueEnded } from '../rescue/ended.ts';
import { forgetRescuePassword, rescuePassword } from '../rescue/password.ts';
import { takeForRescue } from '../rescue/take.ts';
import { getMachine } from '../store.ts';

export type MachineRescueInput = { machine: string; reason: string };

const minute = 60;
const hour = 60 * minute;

/**
 * Boots a machine that is in use into the rescue system. Where that fails or is cancelled it boots its own system again,
 * and is in use as before.
 */
export function machineRescue(deps: RescueDeps): OperationDefinition<MachineRescueInput> {
  const { db, secrets } = deps;

  async function boot(input: MachineRescueInput, context: StepContext): Promise<StepOutcome> {
    const row = await takeForRescue(deps, { ...input, action: 'rescue' }, context);
    const bareMetal = await deps.bareMetalOf(row.provider);
    const request = { verb: 'rescue', rescuePassword: await rescuePassword(secrets, row) } as const;
    const outcome = await reachState(context, { db, id: row.id, bareMetal }, request);
    if (outcome.state !== 'done') return outcome;
    const { agentAddress } = await bareMetal.registry.show(row.id);
    context.log(
      `It runs the rescue system: sign in as ${rescueUser}${agentAddress === null ? '' : ` at ${agentAddress}`}.`,
    );
    return { state: 'done', result: { address: agentAddress, user: rescueUser } };
  }

  return {
    kind: 'machine.rescue',
    title: ({ machine }) => `Boot ${machine} into the rescue system`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) => [
      {
        title: 'Make a password, and keep it sealed',
        steps: [
          {
            name: 'make-password',
            title: 'Make a password, and keep it sealed',
            timeoutSeconds: minute,
            run: async () => {
              await rescuePassword(secrets, await getMachine(db, input.machine));
              return { state: 'done' };
            },
            undo: async () => forgetRescuePassword(secrets, await getMachine(db, input.machine)),
          },
        ],
      },
      {
        title: 'Boot the rescue system',
        steps: [
          {
            name: 'boot-rescue-system',
            title: 'Boot the rescue system',
            timeoutSeconds: hour,
            run: (context) => boot(input, context),
            undo: (context) => bringBack(deps, input.machine, context),
          },
        ],
      },
    ],
    undoOnFailure: 'all',
    result: (results) => results['boot-rescue-system'] ?? null,
    ended: ({ machine }, end, { id }) => rescueEnded(deps, { machine, end, operation: id }),
  };
}
