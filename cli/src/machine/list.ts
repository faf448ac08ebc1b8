import {
  type MachineFacet,
  machineFacets,
  type MachineSort,
  machineSorts,
} from '@tuskar/contract/machine-filter.ts';
import type { Machine } from '@tuskar/contract/machine.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printData, printList } from '../output.ts';
import { formatAge } from '../times.ts';
import { queryOf, type Selectors, withSelectors } from './selectors.ts';

export const machineColumns: Column<Machine>[] = [
  { title: 'name', value: ({ name, simulated }) => (simulated ? `${name} (simulated)` : name) },
  { title: 'state', value: stateOf },
  { title: 'for', value: (machine) => formatAge(machine.stateSince) },
  { title: 'power', value: (machine) => machine.power },
  { title: 'class', value: (machine) => machine.class },
  { title: 'model', value: (machine) => [machine.manufacturer, machine.model].filter(Boolean).join(' ') },
  { title: 'place', value: placeOf },
  { title: 'cores', value: (machine) => machine.summary?.cores },
  {
    title: 'memory',
    value: ({ summary }) => (summary === null ? null : `${Math.round(summary.memoryMebibytes / 1024)} GiB`),
  },
  { title: 'host', value: (machine) => machine.host },
];

/** Its state, with what stands in the way. */
export function stateOf({ state, late, contact, maintenance, failure }: Machine): string {
  const marks = [
    ...(late ? ['late'] : []),
    ...(failure === null ? [] : ['failed']),
    ...(contact === 'unreachable' ? ['unreachable'] : []),
    ...(maintenance === null ? [] : ['maintenance']),
  ];
  return marks.length === 0 ? state : `${state} (${marks.join(', ')})`;
}

/** 'rack-7 U12' */
export function placeOf({ rack, unit }: Machine): string | null {
  if (rack === null) return null;
  return unit === null ? rack : `${rack} U${unit}`;
}

export function addMachineList(noun: Command, io: Io): void {
  withFormat(withSelectors(noun.command('list')))
    .addOption(new Option('--sort <by>', 'what to sort by').choices([...machineSorts]).default('name'))
    .option('--descending', 'the greatest first')
    .option('--limit <n>', 'at most so many', '500')
    .description('list machines')
    .action(against(io, list));
  withFormat(withSelectors(noun.command('count')))
    .addOption(new Option('--by <facet>', 'count by').choices([...machineFacets]).default('state'))
    .description('count machines by state, class, rack and so on')
    .action(against(io, count));
}

type ListOptions = Selectors & { sort: MachineSort; descending?: true; limit: string };

async function list({ io, client, format }: Run, options: ListOptions) {
  const limit = Number(options.limit);
  const rows: Machine[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Machine[]; nextCursor: string | null } = await client.call('machine.list', {
      query: {
        ...queryOf(options),
        sort: options.sort,
        order: options.descending ? 'descending' : 'ascending',
        limit: Math.min(500, limit - rows.length),
        ...(cursor === null ? {} : { cursor }),
      },
    });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < limit);
  printList(io, {
    rows,
    columns: machineColumns,
    format,
    empty: 'There are no such machines; enrol one with: tuskar machine enrol',
  });
  if (cursor !== null)
    io.talk(`There are more than these ${rows.length}: give a higher --limit, or say which.`);
}

async function count({ io, client, format }: Run, options: Selectors & { by: MachineFacet }) {
  const counts = await client.call('machine.facets', { query: queryOf(options) });
  if (format !== 'table') return printData(io, counts, format);
  printList(io, {
    rows: counts.facets[options.by],
    format,
    empty: 'There are no such machines.',
    columns: [
      { title: options.by, value: ({ value }) => value },
      { title: 'machines', value: (row) => row.count },
    ],
  });
  io.talk(
    `${counts.total} in all; ${counts.late} late, ${counts.failed} failed, ${counts.maintenance} in maintenance`,
  );
}
