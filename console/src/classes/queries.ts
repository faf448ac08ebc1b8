import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** All classes: there are as many as a person can tell apart. */
export const everyClassQuery = pages('class.list', { limit: 500 });

export const proposalsQuery = query('class.propose');

export function classQuery(name: string) {
  return query('class.show', { params: { name } });
}

export function deviationsQuery(name: string) {
  return query('class.deviations', { params: { name } });
}

export function membersQuery(name: string) {
  return pages('machine.list', { class: name, sort: 'name' });
}

/** Of which proposal a new class begins, in the page's address. */
export type ClassNewSearch = { from?: string };

export function readClassNewSearch({ from }: Record<string, unknown>): ClassNewSearch {
  return typeof from === 'string' && from !== '' ? { from } : {};
}
