import { machineFacets, type MachineFacet } from '@tuskar/contract/machine-filter.ts';
import type { Db } from '../platform/database/connect.ts';
import { naturalKey } from '../platform/natural-key.ts';
import { createTurns } from '../platform/turns.ts';
import { changesSince, currentHorizon, type IndexedRow, pageOfIndexed } from './machine-index-store.ts';

/** What is known of a machine to filter, sort, search and count by. */
export type MachineEntry = {
  name: string;
  /** To sort by: as people count, node-2 before node-10. */
  nameKey: string;
  /** A number for each facet's value, in the order of `machineFacets`. */
  codes: number[];
  stateSince: number;
  /** Milliseconds; infinite where it may stay in its state. */
  deadline: number;
  failed: boolean;
  maintenance: boolean;
  memory: number;
  cores: number;
  /** To sort by: its rack, and its unit in it. */
  place: string;
  host: string | null;
  labels: Record<string, string>;
  /** All that a search looks at, in lower case. */
  text: string;
};

/** The values of one facet, each with its number; 0 is none. */
export type FacetValues = { values: (string | null)[]; codes: Map<string, number> };

export type MachineIndex = {
  /** Learns what changed; what was committed before the call is known after it. */
  refresh: () => Promise<void>;
  entries: () => Iterable<MachineEntry>;
  facet: (facet: MachineFacet) => FacetValues;
};

const page = 5000;

/**
 * Every machine in short, in memory: a list of 100,000 is filtered, sorted and counted in milliseconds, whatever is asked
 * for, where the database needs an index for each question and reads all rows for the counts (docs/benchmarks.md).
 * About 0.7 kB a machine. The database stays the truth: each question first learns what changed.
 */
export function createMachineIndex({ db }: { db: Db }): MachineIndex {
  const entries = new Map<string, MachineEntry>();
  const facets = machineFacets.map((): FacetValues => ({ values: [null], codes: new Map() }));
  let horizon: string | undefined;

  const keep = (row: IndexedRow) => void entries.set(row.name, entryOf(row, facets));

  async function load(): Promise<void> {
    const before = await currentHorizon(db);
    let after = '';
    for (;;) {
      const rows = await pageOfIndexed(db, { after, limit: page });
      rows.forEach(keep);
      const last = rows.at(-1);
      if (last === undefined || rows.length < page) break;
      after = last.name;
    }
    horizon = before;
  }

  async function follow(since: string): Promise<void> {
    const { horizon: next, changes } = await changesSince(db, since);
    for (const { name, row } of changes) {
      if (row === undefined) entries.delete(name);
      else keep(row);
    }
    horizon = next;
  }

  const turns = createTurns(() => (horizon === undefined ? load() : follow(horizon)));
  return {
    refresh: turns.next,
    entries: () => entries.values(),
    facet: (facet) => facets[machineFacets.indexOf(facet)] as FacetValues,
  };
}

function entryOf(row: IndexedRow, facets: FacetValues[]): MachineEntry {
  const { name, serial, manufacturer, model, rack, host, bmc_address, macs } = row;
  const searched = [name, serial, manufacturer, model, rack, host, bmc_address, ...macs];
  return {
    name,
    nameKey: naturalKey(name),
    codes: machineFacets.map((facet, index) => codeOf(facets[index] as FacetValues, row[facet])),
    stateSince: row.state_since.getTime(),
    deadline: row.state_deadline?.getTime() ?? Number.POSITIVE_INFINITY,
    failed: row.failed,
    maintenance: row.in_maintenance,
    memory: row.memory,
    cores: row.cores,
    place: `${naturalKey(rack ?? '')}\n${String(row.rack_unit ?? 0).padStart(4, '0')}`,
    host,
    labels: row.labels,
    text: searched
      .filter((part) => part !== null)
      .join('\n')
      .toLowerCase(),
  };
}

function codeOf({ values, codes }: FacetValues, value: string | null): number {
  if (value === null) return 0;
  const known = codes.get(value);
  if (known !== undefined) return known;
  codes.set(value, values.length);
  return values.push(value) - 1;
}
