import { Name } from '@tuskar/contract/fields.ts';
import type { MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import { machineContacts, machineStates } from '../components/states.ts';
import { type MachineFiltering, readMachineSearch } from '../machines/queries.ts';

/** Which machines, in the page's address: those that were ticked, or all that fit. */
export type MachineBulkSearch = MachineFiltering & { names?: string[] };

export function readMachineBulkSearch(given: Record<string, unknown>): MachineBulkSearch {
  const names = Name.array().min(1).safeParse(given['names']).data;
  if (names !== undefined) return { names };
  const { sort: _order, ...filter } = readMachineSearch(given);
  return filter;
}

/** Undefined where nothing says which: never all of them by forgetting to say so. */
export function selectorOf({ names, only, ...filter }: MachineBulkSearch): MachineSelector | undefined {
  if (names !== undefined) return { names };
  const whole = { ...filter, ...(only === undefined ? {} : { [only]: true }) };
  return Object.keys(whole).length === 0 ? undefined : { filter: whole };
}

const onlyWords = { late: 'late', failed: 'failed', maintenance: 'in maintenance' };

/** 'state Quarantined, class compute-r650'. */
export function describeFilter(search: MachineFiltering): string {
  const { search: words, state, contact, class: ofClass, rack, only } = search;
  const parts = [
    words !== undefined && `“${words}”`,
    state !== undefined && `state ${machineStates[state].text}`,
    contact !== undefined && `contact ${machineContacts[contact].text}`,
    ofClass !== undefined && `class ${ofClass}`,
    rack !== undefined && `rack ${rack}`,
    only !== undefined && onlyWords[only],
  ];
  return parts.filter((part) => part !== false).join(', ');
}
