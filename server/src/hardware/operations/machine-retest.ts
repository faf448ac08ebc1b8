import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import type { BurnInInput } from '../burn-in/begin.ts';
import { endBurnInWork } from '../burn-in/ended.ts';
import { judgeStep } from '../burn-in/judge-step.ts';
import { chosenScope, scopeStep } from '../burn-in/scope-step.ts';
import { placeStep, testWaves } from '../burn-in/test-steps.ts';
import { inspectionSteps } from '../inspection/steps.ts';

/** After a repair: sees what was exchanged, and tests again only that and what had failed. */
export function machineRetest(deps: AcceptanceDeps): OperationDefinition<BurnInInput> {
  return {
    kind: 'machine.retest',
    title: ({ machine }) => `Test ${machine} again`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) => [
      ...inspectionSteps(deps, { machine: input.machine, from: null }).map((step) => ({
        title: step.title,
        steps: [step],
      })),
      { title: 'Scope', steps: [scopeStep(deps, input)] },
      { title: 'Place', steps: [placeStep(deps, input)] },
      ...testWaves(deps, input, chosenScope),
      { title: 'Verdict', steps: [judgeStep(deps, input)] },
    ],
    undoOnFailure: 'unfinished',
    result: (results) => results['judge'],
    ended: ({ machine, burnIn }, end, { id }) => endBurnInWork(deps, { machine, burnIn, end, operation: id }),
  };
}
