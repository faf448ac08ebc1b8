import { MachineContact, MachineState } from '@tuskar/contract/machine.ts';
import { type MachineSort, machineSorts } from '@tuskar/contract/machine-filter.ts';
import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** What narrows and orders the list, in the page's address, so that a view can be passed on. */
export type MachineSearch = {
  search?: string;
  state?: MachineState;
  contact?: MachineContact;
  class?: string;
  rack?: string;
  /** Only those that a person has to look at. */
  only?: Only;
  sort?: MachineSort;
};

/** What narrows the list, whatever its order. */
export type MachineFiltering = Omit<MachineSearch, 'sort'>;

const onlys = ['late', 'failed', 'maintenance'] as const;
export type Only = (typeof onlys)[number];

const isOneOf = <Value extends string>(values: readonly Value[], value: unknown): value is Value =>
  values.includes(value as Value);

export function readMachineSearch(given: Record<string, unknown>): MachineSearch {
  const state = MachineState.safeParse(given['state']).data;
  const contact = MachineContact.safeParse(given['contact']).data;
  const { search, class: ofClass, rack, only, sort } = given;
  return {
    ...(isText(search) ? { search } : {}),
    ...(state === undefined ? {} : { state }),
    ...(contact === undefined ? {} : { contact }),
    ...(isText(ofClass) ? { class: ofClass } : {}),
    ...(isText(rack) ? { rack } : {}),
    ...(isOneOf(onlys, only) ? { only } : {}),
    ...(isOneOf(machineSorts, sort) ? { sort } : {}),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const filterOf = ({ only, ...filter }: MachineFiltering) => ({
  ...filter,
  ...(only === undefined ? {} : { [only]: 'true' }),
});

export function machinePagesQuery({ sort = 'name', ...filter }: MachineSearch) {
  return pages('machine.list', { ...filterOf(filter), sort });
}

/** Counted over all that fits, whatever is shown of it. */
export function machineFacetsQuery(search: MachineSearch) {
  const { sort: _order, ...filter } = search;
  return query('machine.facets', { query: filterOf(filter) });
}

/** How many machines there are of what kind, all of them. */
export const everyMachineFacetsQuery = machineFacetsQuery({});

/** What its BMC alone knows is asked when somebody looks, and once: a BMC is slow, and tells why it does not answer. */
const ofBmc = { retry: false, staleTime: 60_000 } as const;

export function locatorQuery(name: string) {
  return { ...query('machine.locator', { params: { name } }), ...ofBmc };
}

export function consoleQuery(name: string) {
  return { ...query('machine.console-access', { params: { name } }), ...ofBmc };
}
