import type { OperationEnd } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { workEnded } from '../work-ended.ts';
import { leavePlace } from './place.ts';
import { endBurnIn } from './store.ts';

/** The place goes to the next, and the machine to where it belongs. */
export async function endBurnInWork(
  deps: AcceptanceDeps,
  {
    machine,
    burnIn,
    end,
    operation,
  }: { machine: string; burnIn: string; end: OperationEnd; operation: string },
): Promise<void> {
  await leavePlace(deps.db, burnIn);
  if (end !== 'succeeded') {
    const reason = end === 'cancelled' ? 'cancelled' : 'it could not be carried out; its operation says why';
    await endBurnIn(deps.db, burnIn, reason);
  }
  await workEnded(deps, { machine, end, operation, what: 'burn-in' });
}
