import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import type { BurnInInput } from '../burn-in/begin.ts';
import { endBurnInWork } from '../burn-in/ended.ts';
import { judgeStep } from '../burn-in/judge-step.ts';
import { placeStep, testWaves } from '../burn-in/test-steps.ts';

/** Runs a machine's tests through the bare-metal service, and judges what they measured. */
export function machineBurnIn(deps: AcceptanceDeps): OperationDefinition<BurnInInput> {
  return {
    kind: 'machine.burn-in',
    title: ({ machine, profile }) => `Burn in ${machine} by '${profile}'`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) => [
      { title: 'Place', steps: [placeStep(deps, input)] },
      ...testWaves(deps, input, () => undefined),
      { title: 'Verdict', steps: [judgeStep(deps, input)] },
    ],
    undoOnFailure: 'unfinished',
    result: (results) => results['judge'],
    ended: ({ machine, burnIn }, end, { id }) => endBurnInWork(deps, { machine, burnIn, end, operation: id }),
  };
}
