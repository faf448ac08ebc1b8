import type { QueryClient } from '@tanstack/react-query';
import { BurnInState } from '@tuskar/contract/burn-in.ts';
import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** What narrows the list of burn-ins, in the page's address. */
export type BurnInSearch = { state?: BurnInState };

export function readBurnInSearch({ state }: Record<string, unknown>): BurnInSearch {
  const known = BurnInState.safeParse(state).data;
  return known === undefined ? {} : { state: known };
}

export function burnInPagesQuery(search: BurnInSearch) {
  return pages('burn-in.list', search);
}

/** A machine's burn-ins, newest first, as far as anybody looks back. */
export function burnInsOfQuery(machine: string) {
  return query('burn-in.list', { query: { machine, limit: 100 } });
}

export function burnInQuery(id: string) {
  return query('burn-in.show', { params: { id } });
}

/** What was measured, beside what the siblings have now. */
export function comparisonQuery(id: string) {
  return query('burn-in.compare', { params: { id } });
}

export async function loadBurnIn(queryClient: QueryClient, id: string): Promise<void> {
  await Promise.all([
    queryClient.ensureQueryData(burnInQuery(id)),
    queryClient.ensureQueryData(comparisonQuery(id)),
  ]);
}

export async function loadBurnInsOf(queryClient: QueryClient, machine: string): Promise<void> {
  const { items } = await queryClient.ensureQueryData(burnInsOfQuery(machine));
  const [newest] = items;
  if (newest !== undefined) await loadBurnIn(queryClient, newest.id);
}
