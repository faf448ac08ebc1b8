import type { MachineFailure } from '@tuskar/contract/machine.ts';
import type { OperationDetail } from '@tuskar/contract/operation.ts';

/** Why an operation failed, as the machine that it worked on shows it. */
export function operationFailure({ id, stepList, error, nextAction }: OperationDetail): MachineFailure {
  // One that failed and was undone keeps why; one that went well at a later attempt has it too.
  const failed = stepList.find((step) => step.state !== 'done' && step.error !== null);
  const problem = failed?.error ?? error;
  const said = (key: string) => {
    const value = problem?.context?.[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    code: problem?.code ?? 'internal-error',
    message: problem?.detail ?? 'it ended without saying why',
    remedy: `${problem?.remedy ?? nextAction ?? 'Look at the log of the operation.'} To go on: tuskar operation retry ${id}`,
    step: said('step') ?? failed?.name ?? null,
    output: said('output'),
    part: said('part'),
    at: new Date().toISOString(),
  };
}
