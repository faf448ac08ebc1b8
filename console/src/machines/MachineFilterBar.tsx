import type { MachineFacet, MachineFacets, MachineSort } from '@tuskar/contract/machine-filter.ts';
import { useNavigate } from '@tanstack/react-router';
import { countOf } from '../components/count.ts';
import { FilterBar, SelectFilter } from '../components/FilterBar.tsx';
import { type SearchChange, withChange } from '../components/search-change.ts';
import { machineContacts, machineStates } from '../components/states.ts';
import { TypedSearch } from '../components/TypedSearch.tsx';
import type { MachineSearch, Only } from './queries.ts';

const onlys: { value: Only; text: string }[] = [
  { value: 'failed', text: 'Failed' },
  { value: 'late', text: 'Late' },
  { value: 'maintenance', text: 'In maintenance' },
];

const sorts: { value: MachineSort; text: string }[] = [
  { value: 'state', text: 'By state' },
  { value: 'since', text: 'Longest in its state' },
  { value: 'class', text: 'By class' },
  { value: 'rack', text: 'By rack' },
  { value: 'model', text: 'By model' },
  { value: 'memory', text: 'By memory' },
  { value: 'cores', text: 'By cores' },
];

export function MachineFilterBar({ search, counts }: { search: MachineSearch; counts: MachineFacets }) {
  const navigate = useNavigate({ from: '/machines' });
  const choose = (change: SearchChange<MachineSearch>) =>
    void navigate({ search: withChange(search, change), replace: true });
  return (
    <FilterBar count={countOf(counts.total, 'machine')}>
      <TypedSearch
        label="Find a machine"
        given={search.search ?? ''}
        onSettled={(text) => choose({ search: text === '' ? undefined : text })}
      />
      <SelectFilter
        label="State"
        all="All states"
        value={search.state}
        options={optionsIn(counts, 'state', machineStates, search.state)}
        onChange={(state) => choose({ state })}
      />
      <SelectFilter
        label="Contact"
        all="Any contact"
        value={search.contact}
        options={optionsIn(counts, 'contact', machineContacts, search.contact)}
        onChange={(contact) => choose({ contact })}
      />
      <SelectFilter
        label="Class"
        all="All classes"
        value={search.class}
        options={namesIn(counts, 'class', search.class)}
        onChange={(value) => choose({ class: value })}
      />
      <SelectFilter
        label="Rack"
        all="All racks"
        value={search.rack}
        options={namesIn(counts, 'rack', search.rack)}
        onChange={(rack) => choose({ rack })}
      />
      <SelectFilter
        label="Only"
        all="Whatever their trouble"
        value={search.only}
        options={onlys}
        onChange={(only) => choose({ only })}
      />
      <SelectFilter
        label="Order"
        all="By name"
        value={search.sort}
        options={sorts}
        onChange={(sort) => choose({ sort })}
      />
    </FilterBar>
  );
}

/** What is there to choose, with how many there are of it; also what is chosen and fits none. */
function optionsIn<Value extends string>(
  { facets }: MachineFacets,
  facet: MachineFacet,
  looks: Record<Value, { text: string }>,
  chosen: Value | undefined,
): { value: Value; text: string }[] {
  const counts = new Map(facets[facet].map(({ value, count }) => [value, count]));
  const values = (Object.keys(looks) as Value[]).filter((value) => counts.has(value) || value === chosen);
  return values.map((value) => ({ value, text: `${looks[value].text} (${counts.get(value) ?? 0})` }));
}

function namesIn(counts: MachineFacets, facet: MachineFacet, chosen: string | undefined) {
  const names = counts.facets[facet].flatMap(({ value }) => value ?? []);
  const all = new Set(chosen === undefined ? names : [...names, chosen]);
  const looks = Object.fromEntries([...all].sort().map((name) => [name, { text: name }]));
  return optionsIn(counts, facet, looks, chosen);
}
