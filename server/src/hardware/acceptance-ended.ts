import type { MachineFailure } from '@tuskar/contract/machine.ts';
import type { OperationDetail } from '@tuskar/contract/operation.ts';
import type { Problem } from '@tuskar/contract/problem.ts';
import { showOperation } from '../platform/operations/store.ts';
import type { OperationEnd } from '../platform/operations/definition.ts';
import type { AcceptanceDeps } from './acceptance-deps.ts';
import { changeMachine, moveMachine } from './machine-transition.ts';
import { findMachine } from './store.ts';

/**
 * Where an inspection or a burn-in ended before the machine had come to its next state: it goes into quarantine, with
 * why. Whoever repairs it inspects it or burns it in again.
 */
export async function endMachineWork(
  { db, events }: AcceptanceDeps,
  { machine, end, operation, what }: { machine: string; end: OperationEnd; operation: string; what: string },
): Promise<void> {
  const ended = await showOperation(db, operation);
  await db.transaction().execute(async (tx) => {
    const row = await findMachine(tx, machine);
    if (row === undefined) return;
    const action =
      row.state === 'inspecting' ? 'inspection-failed' : row.state === 'burning-in' ? 'reject' : undefined;
    const set = { operation: null };
    if (action === undefined) {
      if (row.operation === operation) await changeMachine(tx, events, { name: machine, set });
      return;
    }
    if (end === 'cancelled') {
      await moveMachine(tx, events, { name: machine, action, reason: `its ${what} was cancelled`, set });
      return;
    }
    const failure = failureOf(ended);
    await moveMachine(tx, events, { name: machine, action, reason: failure.message, failure, set });
  });
}

function failureOf({ stepList, nextAction }: OperationDetail): MachineFailure {
  const step = stepList.find(({ state, error }) => state === 'failed' && error !== null);
  const problem: Problem | null = step?.error ?? null;
  const said = (key: string) => {
    const value = problem?.context?.[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    code: problem?.code ?? 'internal-error',
    message: problem?.detail ?? 'it ended without saying why',
    remedy: problem?.remedy ?? nextAction ?? 'Look at the log of the operation.',
    step: said('step') ?? step?.name ?? null,
    output: said('output'),
    part: said('part'),
    at: new Date().toISOString(),
  };
}
