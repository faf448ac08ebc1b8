import type { Json } from '../../platform/json.ts';
import type { OperationDefinition, Step, StepOutcome } from '../../platform/operations/definition.ts';
import { executionWaves, type PlannedStep } from './execution-plan.ts';
import { beginExecution, endExecution } from './execution-state.ts';
import {
  type CloudExecuteDeps,
  type CloudExecuteInput,
  executionSteps,
  loadExecution,
} from './execution-steps.ts';
import { convergeSeconds } from './host-work.ts';

/** Registration, and what only writes to the database. */
const shortSeconds = 300;

const noUndo: Record<PlannedStep['kind'], string> = {
  begin: 'the hosts are freed when the cloud is destroyed',
  register: 'users and endpoints are of use to the next try',
  finish: 'the blueprint is what the cloud is now',
  confirm: 'a host that equals its blueprint is what was asked for',
  converge: 'a host is taken on by the next blueprint from where it is',
  retire: 'what is gone is part of the parent blueprint, which can be executed again',
};

/** Takes a cloud to a blueprint: wave after wave over its hosts. */
export function cloudExecute(deps: CloudExecuteDeps): OperationDefinition<CloudExecuteInput> {
  const carryOut = executionSteps(deps);

  function toStep(step: PlannedStep, input: CloudExecuteInput): Step {
    return {
      name: step.name,
      title: step.title,
      ...(step.host === undefined ? {} : { host: step.host }),
      timeoutSeconds: step.host === undefined ? shortSeconds : convergeSeconds,
      noUndo: noUndo[step.kind],
      run: async (context): Promise<StepOutcome> => {
        // Any step may be the first of a retry.
        await beginExecution(deps, input, context.operation.id);
        return { state: 'done', result: await carryOut(step, input, context) };
      },
    };
  }

  return {
    kind: 'cloud.execute',
    title: ({ cloud }) => `Make the cloud ${cloud} equal its blueprint`,
    subject: ({ cloud }) => ({ type: 'cloud', name: cloud }),
    alsoHolds: ({ hosts }) => hosts.map((name) => ({ type: 'host', name })),
    plan: async (input) => {
      const { before, next } = await loadExecution(deps.db, input);
      return executionWaves(before, next).map(({ title, steps }) => ({
        title,
        steps: steps.map((step) => toStep(step, input)),
      }));
    },
    result: (results) => totals(results),
    ended: (input, end, operation) => endExecution(deps, input, { end, operation: operation.id }),
    nextAction: () =>
      'Remove the cause that the error names, then retry the operation; it goes on at the step that failed.',
  };
}

type Figures = { changed?: number; restarted?: string[] };

function totals(results: Readonly<Record<string, Json>>): Json {
  const all = Object.values(results).filter((one): one is Figures => one !== null && typeof one === 'object');
  return {
    changed: all.reduce((sum, one) => sum + (one.changed ?? 0), 0),
    restarted: all.reduce((sum, one) => sum + (one.restarted?.length ?? 0), 0),
  };
}
