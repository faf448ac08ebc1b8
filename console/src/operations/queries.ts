import { hasEnded } from '@tuskar/contract/operation-states.ts';
import { type Operation, OperationState } from '@tuskar/contract/operation.ts';
import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** The newest operations: what the overview and the masthead tell of now. */
export const recentOperationsQuery = query('operation.list', { query: { limit: 100 } });

export function underWay(operations: Operation[]): Operation[] {
  return operations.filter(({ state }) => !hasEnded(state));
}

export type OperationSearch = { state?: OperationState; kind?: string; subject?: string };

/** The filter of the list, from the page's address. */
export function readOperationSearch(search: Record<string, unknown>): OperationSearch {
  const state = OperationState.safeParse(search['state']).data;
  const { kind, subject } = search;
  return {
    ...(state === undefined ? {} : { state }),
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(typeof subject === 'string' ? { subject } : {}),
  };
}

export function operationPagesQuery(search: OperationSearch) {
  return pages('operation.list', search);
}
