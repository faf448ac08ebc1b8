import { nextCloudState } from '@tuskar/contract/cloud-states.ts';
import type { Cloud } from '@tuskar/contract/cloud.ts';
import { cloudStates } from '../components/states.ts';

type CloudFacts = Pick<Cloud, 'currentBlueprint' | 'runningOperation' | 'state'>;

const isBusy = 'An operation runs on it; wait for it, or cancel it.';

/** Why a cloud cannot be verified or furnished now; undefined where it can. */
export function whyNotUse({ currentBlueprint, runningOperation }: CloudFacts): string | undefined {
  if (currentBlueprint === null) return 'It is not deployed yet.';
  return runningOperation === null ? undefined : isBusy;
}

/** Why a cloud cannot be destroyed now; undefined where it can. */
export function whyNotDestroy({ runningOperation, state }: CloudFacts): string | undefined {
  if (nextCloudState(state, 'destroy') === undefined) {
    return `It is ${cloudStates[state].text.toLowerCase()}; wait for that, or cancel it.`;
  }
  return runningOperation === null ? undefined : isBusy;
}
