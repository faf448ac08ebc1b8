import { TuskarError } from '@tuskar/contract/error.ts';
import type { OperationDefinition, Step } from '../definition.ts';

export type Faults = {
  /** This step fails once it has had its effect: the worst moment. */
  failAfter?: string;
  /** The process is killed between this step's effect and its record. */
  dieAfter?: string;
  /** Every step runs twice, as after a crash between effect and record. */
  twice?: true;
};

export function withFaults(definition: OperationDefinition, faults: Faults): OperationDefinition {
  return {
    ...definition,
    plan: async (input) =>
      (await definition.plan(input)).map((wave) => ({
        ...wave,
        steps: wave.steps.map((step) => faulty(step, faults)),
      })),
  };
}

function faulty(step: Step, { failAfter, dieAfter, twice }: Faults): Step {
  return {
    ...step,
    run: async (context) => {
      const first = await step.run(context);
      if (first.state !== 'done') return first;
      if (dieAfter === step.name) process.kill(process.pid, 'SIGKILL');
      if (failAfter === step.name) {
        throw new TuskarError('internal-error', `The test made the step '${step.name}' fail.`);
      }
      return twice === true ? step.run(context) : first;
    },
  };
}
