import type { StepContext } from '../../platform/operations/definition.ts';
import { silentContext } from '../../platform/operations/testing/step-context.ts';

/** Of a step in the burn-in of a machine, for a test that calls it by itself. */
export function burningContext(machine: string, step: string): StepContext {
  const operation = {
    id: `op-${machine}`,
    kind: 'machine.burn-in',
    subject: { type: 'machine' as const, name: machine },
    requestedBy: 'vera',
    attempt: 1,
  };
  return silentContext(operation, step);
}
