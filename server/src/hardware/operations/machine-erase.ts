import type { EraseGoal } from '@tuskar/contract/machine-erase.ts';
import type {
  OperationDefinition,
  Step,
  StepContext,
  StepOutcome,
} from '../../platform/operations/definition.ts';
import { certifyErasure } from '../erase/certify.ts';
import type { EraseDeps } from '../erase/deps.ts';
import { eraseStep } from '../erase/read-erasure.ts';
import { releaseNode } from '../erase/release-node.ts';
import { recordRetirement } from '../erase/retire.ts';
import { releaseHost, takeForErase, takeReleased } from '../erase/take.ts';
import { moveMachine } from '../machine-transition.ts';
import { provisionRule, provisionVerbs } from '../provision-states.ts';
import { reachState } from '../reach-state.ts';
import { forgetRescuePassword } from '../rescue/password.ts';
import { getMachine, lockMachine } from '../store.ts';
import { workEnded } from '../work-ended.ts';

export type MachineEraseInput = { machine: string; goal: EraseGoal; reason: string | null };

const hour = 3600;
const eraseSeconds = 72 * hour;
const noUndo = 'what is erased does not come back';

/** Empties a machine, erases its disks, proves it, and gives the machine to its goal. */
export function machineErase(deps: EraseDeps): OperationDefinition<MachineEraseInput> {
  const { db, events } = deps;

  /** The node of the machine, once it is being erased by this operation. */
  async function nodeOf(input: MachineEraseInput, context: StepContext) {
    const { id, provider } = await takeReleased(deps, input, context);
    return { db, id, bareMetal: await deps.bareMetalOf(provider) };
  }

  async function undeploy(input: MachineEraseInput, context: StepContext): Promise<StepOutcome> {
    const node = await nodeOf(input, context);
    const { provisionState } = await node.bareMetal.registry.show(node.id);
    const { kind } = provisionRule(provisionState);
    const deployed = provisionVerbs.deleted.from.includes(provisionState);
    const outcome: StepOutcome =
      !deployed && (kind === 'rest' || kind === 'failed')
        ? { state: 'done' }
        : await reachState(context, node, { verb: 'deleted' });
    // It may have run the rescue system, in which the password has let somebody in until now.
    if (outcome.state === 'done') await forgetRescuePassword(deps.secrets, node);
    return outcome;
  }

  async function erase(input: MachineEraseInput, context: StepContext): Promise<StepOutcome> {
    const run = `${context.operation.id}/${context.operation.attempt}`;
    const cleanSteps = [{ interface: 'deploy', step: eraseStep, args: { run } }];
    const outcome = await reachState(context, await nodeOf(input, context), { verb: 'clean', cleanSteps });
    return outcome.state === 'done' ? { state: 'done', result: { run } } : outcome;
  }

  async function finish(input: MachineEraseInput, context: StepContext): Promise<void> {
    const { machine, goal, reason } = input;
    const { certificate } = context.results['certify'] as { certificate: string };
    const by = context.operation.requestedBy;
    const because = `erased, certificate ${certificate}`;
    const { state, state_reason } = await getMachine(db, machine);
    if (state === goal && state_reason === because) return;
    await takeReleased(deps, input, context);
    await db.transaction().execute(async (tx) => {
      const row = await lockMachine(tx, machine);
      if (goal === 'retired') await recordRetirement(tx, row, { by, certificate, reason });
      const [action, set] =
        goal === 'retired'
          ? (['retired', { operation: null, power: 'off' }] as const)
          : (['erased', { operation: null }] as const);
      await moveMachine(tx, events, { name: machine, action, reason: because, set });
    });
  }

  const steps = (input: MachineEraseInput): Step[] => [
    {
      name: 'take',
      title: 'Take the machine out of use',
      timeoutSeconds: 60,
      run: async (context) => {
        await takeForErase(deps, input, context);
        return { state: 'done' };
      },
      noUndo: 'where the operation ends, the machine is told',
    },
    {
      name: 'release-host',
      title: 'See that its host is empty, and forget it',
      timeoutSeconds: 300,
      run: async (context) => {
        await releaseHost(deps, input, context);
        return { state: 'done' };
      },
      noUndo: 'the machine is to be erased: there will be no host on it',
    },
    {
      name: 'undeploy',
      title: 'Take down the system that is deployed on it',
      timeoutSeconds: 2 * hour,
      run: (context) => undeploy(input, context),
      noUndo,
    },
    {
      name: 'erase',
      title: 'Erase and verify its disks, each by the best method that it has',
      timeoutSeconds: eraseSeconds,
      run: (context) => erase(input, context),
      noUndo,
    },
    {
      name: 'certify',
      title: 'See that every disk was erased, and sign the certificate',
      timeoutSeconds: 300,
      run: async (context) => {
        await takeReleased(deps, input, context);
        const { run } = context.results['erase'] as { run: string };
        const { id } = await certifyErasure(deps, { ...input, run }, context);
        return { state: 'done', result: { certificate: id } };
      },
      noUndo: 'a certificate is kept for ever',
    },
    ...(input.goal === 'retired'
      ? [
          {
            name: 'release-node',
            title: 'Switch it off, and take it out of the bare-metal service',
            timeoutSeconds: 900,
            run: async () => {
              const { id, provider } = await getMachine(db, input.machine);
              await releaseNode(await deps.bareMetalOf(provider), id);
              return { state: 'done' } as const;
            },
            noUndo,
          },
        ]
      : []),
    {
      name: 'finish',
      title: input.goal === 'retired' ? 'Retire the machine' : 'Make the machine ready',
      timeoutSeconds: 60,
      run: async (context) => {
        await finish(input, context);
        return { state: 'done' };
      },
      noUndo,
    },
  ];

  return {
    kind: 'machine.erase',
    title: ({ machine, goal }) => (goal === 'retired' ? `Erase and retire ${machine}` : `Erase ${machine}`),
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) => steps(input).map((step) => ({ title: step.title, steps: [step] })),
    result: (results) => results['certify'] ?? null,
    ended: ({ machine }, end, { id }) => workEnded(deps, { machine, end, operation: id, what: 'erasure' }),
  };
}
