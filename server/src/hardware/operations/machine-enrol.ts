import { isTuskarError } from '@tuskar/contract/error.ts';
import type {
  OperationDefinition,
  Step,
  StepContext,
  StepOutcome,
} from '../../platform/operations/definition.ts';
import { bmcWithPassword } from '../bmc-secret.ts';
import { chooseBoot } from '../boot-choice.ts';
import { type BmcDiagnosisDeps, diagnoseBmc, lookAtBmc } from '../bmc-diagnosis.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import type { Discovery } from '../discovery.ts';
import { endEnrolment } from '../enrolment-ended.ts';
import { forgetUnannounced } from '../forget-unannounced.ts';
import { changeMachine } from '../machine-transition.ts';
import { reachState } from '../reach-state.ts';
import { getMachine } from '../store.ts';

export type MachineEnrolInput = { machine: string; inspect: boolean };

export type MachineEnrolDeps = BmcDiagnosisDeps & {
  bareMetalOf: BareMetalOf;
  discovery: Pick<Discovery, 'nodesOf'>;
};

/** Registers a machine with the bare-metal service, and sees that its BMC can be reached and used. */
export function machineEnrol(deps: MachineEnrolDeps): OperationDefinition<MachineEnrolInput> {
  return {
    kind: 'machine.enrol',
    title: ({ machine }) => `Enrol ${machine}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: ({ machine }) =>
      [register, reach, chooseWay, look]
        .map((step) => step(deps, machine))
        .map((step) => ({ title: step.title, steps: [step] })),
    next: ({ machine, inspect }) =>
      inspect ? { kind: 'machine.inspect', input: { machine, from: 'enrolling' } } : undefined,
    ended: ({ machine }, end, { id }) => endEnrolment(deps, { machine, end, operation: id }),
  };
}

const kept = 'the machine stays registered, so that it can be corrected and tried again';

function register(deps: MachineEnrolDeps, machine: string): Step {
  const { db, events, secrets, bareMetalOf } = deps;
  return {
    name: 'register',
    title: 'Register it with the bare-metal service',
    timeoutSeconds: 300,
    noUndo: kept,
    run: async (context) => {
      const row = await getMachine(db, machine);
      const { registry } = await bareMetalOf(row.provider);
      await changeMachine(db, events, { name: machine, set: { operation: context.operation.id } });
      // A MAC address is that of one node only.
      if (row.macs.length > 0) await forgetUnannounced(deps, row, context);
      // Under our own id: registered a second time it is the same node.
      const bmc = await bmcWithPassword(secrets, row);
      const node = await registry.enrol({ id: row.id, name: machine, bmc, macs: row.macs });
      await changeMachine(db, events, { name: machine, set: { node: node.id, power: node.power } });
      return { state: 'done' };
    },
  };
}

function reach(deps: MachineEnrolDeps, machine: string): Step {
  return {
    name: 'reach-bmc',
    title: 'Reach its BMC, and sign in to it',
    timeoutSeconds: 180,
    noUndo: kept,
    run: (context) => reachBmc(deps, machine, context),
  };
}

/** What the bare-metal service says of a BMC that it cannot use is seldom the reason; asking the BMC finds that. */
async function reachBmc(deps: MachineEnrolDeps, machine: string, context: StepContext): Promise<StepOutcome> {
  const row = await getMachine(deps.db, machine);
  const bareMetal = await deps.bareMetalOf(row.provider);
  try {
    return await reachState(context, { db: deps.db, bareMetal, id: row.id }, { verb: 'manage' });
  } catch (error) {
    if (isTuskarError(error, 'node-bmc-failed')) throw await diagnoseBmc(deps, { row, error, context });
    throw error;
  }
}

function look(deps: MachineEnrolDeps, machine: string): Step {
  return {
    name: 'look',
    title: 'Ask its BMC what it is',
    timeoutSeconds: 120,
    noUndo: 'what was read does no harm',
    run: async (context) => {
      await lookAtBmc(deps, machine, context);
      return { state: 'done' };
    },
  };
}

function chooseWay(deps: MachineEnrolDeps, machine: string): Step {
  return {
    name: 'choose-boot',
    title: 'Choose how it boots',
    timeoutSeconds: 180,
    noUndo: kept,
    run: async (context) => {
      await chooseBoot(deps, machine, context);
      return { state: 'done' };
    },
  };
}
