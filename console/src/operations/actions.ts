import { nextOperationState } from '@tuskar/contract/operation-states.ts';
import type { OperationState } from '@tuskar/contract/operation.ts';
import { operationStates } from '../components/states.ts';

/** Why a person cannot do something with an operation now; undefined where they can. */
export function whyNot(state: OperationState, action: 'cancel' | 'retry'): string | undefined {
  if (nextOperationState(state, action) !== undefined) return undefined;
  if (action === 'cancel') {
    return state === 'cancelling'
      ? 'It is being cancelled already.'
      : 'It has ended: nothing is left to cancel.';
  }
  return state === 'succeeded'
    ? 'It succeeded: nothing is left to retry.'
    : `It is ${operationStates[state].text.toLowerCase()}: it can be retried when it has failed or was cancelled.`;
}
