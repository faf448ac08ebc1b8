import type { OperationDefinition, StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import { reachState } from '../reach-state.ts';
import type { RescueDeps } from '../rescue/deps.ts';
import { rescueEnded } from '../rescue/ended.ts';
import { forgetRescuePassword } from '../rescue/password.ts';
import { takeForRescue } from '../rescue/take.ts';

export type MachineUnrescueInput = { machine: string };

const hour = 3600;

/** Boots a machine that runs the rescue system from its own disk again. */
export function machineUnrescue(deps: RescueDeps): OperationDefinition<MachineUnrescueInput> {
  const { db, secrets } = deps;

  const take = ({ machine }: MachineUnrescueInput, context: StepContext) =>
    takeForRescue(deps, { machine, action: 'unrescue' }, context);

  async function boot(input: MachineUnrescueInput, context: StepContext): Promise<StepOutcome> {
    const { id, provider } = await take(input, context);
    const bareMetal = await deps.bareMetalOf(provider);
    return await reachState(context, { db, id, bareMetal }, { verb: 'unrescue' });
  }

  return {
    kind: 'machine.unrescue',
    title: ({ machine }) => `Boot ${machine} from its own disk again`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) => [
      {
        title: 'Boot its own system',
        steps: [
          {
            name: 'boot-own-system',
            title: 'Boot its own system',
            timeoutSeconds: hour,
            run: (context) => boot(input, context),
            noUndo: 'whoever wants the rescue system back asks for it',
          },
        ],
      },
      {
        title: 'Forget the password of the rescue system',
        steps: [
          {
            name: 'forget-password',
            title: 'Forget the password of the rescue system',
            timeoutSeconds: 60,
            run: async (context) => {
              await forgetRescuePassword(secrets, await take(input, context));
              return { state: 'done' };
            },
            noUndo: 'the next rescue makes another',
          },
        ],
      },
    ],
    ended: ({ machine }, end, { id }) => rescueEnded(deps, { machine, end, operation: id }),
  };
}
