import { TuskarError } from '@tuskar/contract/error.ts';
import {
  machineFacets,
  type MachineFacets,
  type MachineFilter,
  type MachineOrder,
  type MachineSort,
  machineSorts,
} from '@tuskar/contract/machine-filter.ts';
import { MachineState } from '@tuskar/contract/machine.ts';
import type { MachineEntry, MachineIndex } from './machine-index.ts';
import { naturalKey } from '../platform/natural-key.ts';

export type MachineQuery = {
  filter: MachineFilter;
  sort: MachineSort;
  order: MachineOrder;
  limit: number;
  cursor?: string | undefined;
};

type Test = (entry: MachineEntry) => boolean;
type Key = string | number;
/** What a list is sorted by: the key, and among equals the name. */
type Place = { key: Key; name: string; nameKey: string };

/** The names of one page, and where the next begins. Error: 'invalid-request' for a cursor of another list. */
export function pageOfMachines(
  index: MachineIndex,
  { filter, sort, order, limit, cursor }: MachineQuery,
): { names: string[]; nextCursor: string | null } {
  const after = cursor === undefined ? undefined : parseCursor(cursor, { sort, order });
  const matches = testOf(index, filter);
  const keyOf = keyFunction(index, sort);
  const sign = order === 'ascending' ? 1 : -1;
  const best = createBest(limit + 1, sign);
  for (const entry of index.entries()) {
    if (!matches(entry)) continue;
    const key = keyOf(entry);
    if (after !== undefined && sign * comparePlace(key, entry, after) <= 0) continue;
    best.offer(key, entry);
  }
  const places = best.sorted();
  const page = places.slice(0, limit);
  const last = page.at(-1);
  return {
    names: page.map(({ name }) => name),
    nextCursor: places.length > limit && last !== undefined ? formatCursor(last, { sort, order }) : null,
  };
}

/** The names of all that fit, by name. */
export function namesOfMachines(index: MachineIndex, filter: MachineFilter): string[] {
  const matches = testOf(index, filter);
  const found: MachineEntry[] = [];
  for (const entry of index.entries()) if (matches(entry)) found.push(entry);
  return found.sort(compareNames).map(({ name }) => name);
}

export function countMachines(index: MachineIndex, filter: MachineFilter): MachineFacets {
  const matches = testOf(index, filter);
  const counts = machineFacets.map((facet) => index.facet(facet).values.map(() => 0));
  const sums = { total: 0, late: 0, failed: 0, maintenance: 0 };
  const now = Date.now();
  for (const entry of index.entries()) {
    if (!matches(entry)) continue;
    sums.total += 1;
    if (entry.deadline < now) sums.late += 1;
    if (entry.failed) sums.failed += 1;
    if (entry.maintenance) sums.maintenance += 1;
    for (let facet = 0; facet < counts.length; facet++) {
      // Both are as long as the facets and their values are many.
      (counts[facet] as number[])[entry.codes[facet] as number]! += 1;
    }
  }
  const facets = machineFacets.map((facet, position) => [
    facet,
    index
      .facet(facet)
      .values.map((value, code) => ({ value, count: counts[position]?.[code] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || compareKeys(a.value ?? '', b.value ?? '')),
  ]);
  return { ...sums, facets: Object.fromEntries(facets) as MachineFacets['facets'] };
}

function testOf(index: MachineIndex, filter: MachineFilter): Test {
  const tests: Test[] = [];
  machineFacets.forEach((facet, position) => {
    const wanted = filter[facet];
    if (wanted === undefined) return;
    const code = index.facet(facet).codes.get(wanted);
    tests.push((entry) => entry.codes[position] === code);
  });
  const { late, failed, maintenance, host, label, search } = filter;
  const now = Date.now();
  if (late !== undefined) tests.push((entry) => entry.deadline < now === late);
  if (failed !== undefined) tests.push((entry) => entry.failed === failed);
  if (maintenance !== undefined) tests.push((entry) => entry.maintenance === maintenance);
  if (host !== undefined) tests.push((entry) => entry.host === host);
  if (label !== undefined) tests.push(hasLabel(label));
  for (const word of search?.toLowerCase().split(/\s+/).filter(Boolean) ?? []) {
    tests.push(({ text }) => text.includes(word));
  }
  const [only] = tests;
  if (only === undefined) return () => true;
  return tests.length === 1 ? only : (entry) => tests.every((test) => test(entry));
}

function hasLabel(label: string): Test {
  const equals = label.indexOf('=');
  if (equals === -1) return ({ labels }) => Object.hasOwn(labels, label);
  const [key, value] = [label.slice(0, equals), label.slice(equals + 1)];
  return ({ labels }) => Object.hasOwn(labels, key) && labels[key] === value;
}

const lifeOrder = new Map(MachineState.options.map((state, place) => [state as string, place]));

function keyFunction(index: MachineIndex, sort: MachineSort): (entry: MachineEntry) => Key {
  const valueOf = (facet: 'state' | 'class' | 'model') => {
    const position = machineFacets.indexOf(facet);
    const { values } = index.facet(facet);
    return (entry: MachineEntry) => values[entry.codes[position] ?? 0] ?? '';
  };
  switch (sort) {
    case 'name':
      return ({ nameKey }) => nameKey;
    case 'since':
      return ({ stateSince }) => stateSince;
    case 'memory':
      return ({ memory }) => memory;
    case 'cores':
      return ({ cores }) => cores;
    case 'state': {
      const state = valueOf('state');
      return (entry) => lifeOrder.get(state(entry)) ?? lifeOrder.size;
    }
    case 'rack':
      return ({ place }) => place;
    case 'class':
    case 'model':
      return valueOf(sort);
  }
}

function compareKeys(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Named = Pick<Place, 'name' | 'nameKey'>;

function compareNames(a: Named, b: Named): number {
  return compareKeys(a.nameKey, b.nameKey) || compareKeys(a.name, b.name);
}

function comparePlace(key: Key, named: Named, place: Place): number {
  return compareKeys(key, place.key) || compareNames(named, place);
}

/**
 * Keeps the first `most` of what it is offered. Few of many are ever kept, so it is far cheaper than sorting all; where
 * each is better than those before, as in a list that is read backwards, it sorts them by the hundred.
 */
function createBest(most: number, sign: 1 | -1) {
  const kept: Place[] = [];
  /** Whatever comes behind it is not among the first. */
  let last: Place | undefined;

  function sorted(): Place[] {
    kept.sort((a, b) => sign * comparePlace(a.key, a, b));
    kept.length = Math.min(kept.length, most);
    last = kept[most - 1];
    return kept;
  }

  return {
    offer: (key: Key, named: Named): void => {
      if (last !== undefined && sign * comparePlace(key, named, last) >= 0) return;
      kept.push({ key, name: named.name, nameKey: named.nameKey });
      if (kept.length >= most * 8) sorted();
    },
    sorted,
  };
}

type Sorting = { sort: MachineSort; order: MachineOrder };

function formatCursor({ key, name }: Place, { sort, order }: Sorting): string {
  return Buffer.from(JSON.stringify([machineSorts.indexOf(sort), order, key, name])).toString('base64url');
}

function parseCursor(cursor: string, { sort, order }: Sorting): Place {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [sortedBy, orderedBy, key, name] = parsed as unknown[];
    const fits = sortedBy === machineSorts.indexOf(sort) && orderedBy === order;
    if (fits && typeof name === 'string' && (typeof key === 'string' || typeof key === 'number')) {
      return { key, name, nameKey: naturalKey(name) };
    }
  } catch {
    // As any other text that is no cursor.
  }
  throw new TuskarError('invalid-request', 'The cursor is not one that this list gave, sorted in this way.', {
    remedy: 'Begin again without a cursor.',
  });
}
