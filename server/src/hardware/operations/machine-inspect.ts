import type { MachineState } from '@tuskar/contract/machine.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { inspectionSteps } from '../inspection/steps.ts';
import { workEnded } from '../work-ended.ts';

export type MachineInspectInput = {
  machine: string;
  /** The state that the machine is in when it is asked for; left out: nobody knows. */
  from?: MachineState;
};

/** Looks at what a machine is made of. */
export function machineInspect(deps: AcceptanceDeps): OperationDefinition<MachineInspectInput> {
  return {
    kind: 'machine.inspect',
    title: ({ machine }) => `Inspect ${machine}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: ({ machine, from = null }) =>
      inspectionSteps(deps, { machine, from }).map((step) => ({ title: step.title, steps: [step] })),
    undoOnFailure: 'unfinished',
    result: (results) => results['record-inspection'],
    ended: ({ machine }, end, { id }) => workEnded(deps, { machine, end, operation: id, what: 'inspection' }),
  };
}
