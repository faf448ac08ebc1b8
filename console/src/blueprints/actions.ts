import { nextBlueprintState } from '@tuskar/contract/blueprint-states.ts';
import type { BlueprintState } from '@tuskar/contract/cloud.ts';
import { blueprintStates } from '../components/states.ts';

export type PersonAction = 'approve' | 'execute' | 'abandon';

/** Why a person cannot do something with a blueprint now; undefined where they can. */
export function whyNot(state: BlueprintState, action: PersonAction): string | undefined {
  if (nextBlueprintState(state, action) !== undefined) return undefined;
  if (action === 'execute' && state === 'proposed') return 'Approve it first.';
  if (action === 'approve' && state === 'failed') return 'It is approved: execute it again, or abandon it.';
  if (state === 'executing') return 'It is being executed.';
  return `It is ${blueprintStates[state].text.toLowerCase()} already.`;
}
