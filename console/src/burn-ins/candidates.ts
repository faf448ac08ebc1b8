import type { MachineState } from '@tuskar/contract/machine.ts';
import { machineStatesAllowing } from '@tuskar/contract/machine-states.ts';
import { query } from '../api/query.ts';

/** The states from which a machine can be burnt in. */
export const candidateStates = machineStatesAllowing('burn-in');

/** So many can be burnt in by one request. */
const mostAtOnce = 500;

/** Which machines are there to choose from, in the page's address. */
export type CandidateSearch = { state?: MachineState; class?: string; rack?: string };

export function readCandidateSearch(given: Record<string, unknown>): CandidateSearch {
  const { state, class: ofClass, rack } = given;
  const known = candidateStates.find((one) => one === state);
  return {
    ...(known === undefined ? {} : { state: known }),
    ...(typeof ofClass === 'string' ? { class: ofClass } : {}),
    ...(typeof rack === 'string' ? { rack } : {}),
  };
}

/** New machines, unless another state is chosen. */
function filterOf({ state = 'inspected', ...others }: CandidateSearch) {
  return { ...others, state };
}

export function candidatesQuery(search: CandidateSearch) {
  return query('machine.list', { query: { ...filterOf(search), limit: mostAtOnce } });
}

export function candidateFacetsQuery(search: CandidateSearch) {
  return query('machine.facets', { query: { state: filterOf(search).state } });
}
