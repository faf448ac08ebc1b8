import type { MachineFacet } from '@tuskar/contract/machine-filter.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FilterBar, SelectFilter } from '../components/FilterBar.tsx';
import { type SearchChange, withChange } from '../components/search-change.ts';
import { machineStates } from '../components/states.ts';
import { candidateFacetsQuery, type CandidateSearch, candidateStates } from './candidates.ts';

/** By what the machines to burn in are narrowed down. */
export function CandidateFilter({ search, count }: { search: CandidateSearch; count: string }) {
  const navigate = useNavigate({ from: '/burn-ins/new' });
  const { facets } = useSuspenseQuery(candidateFacetsQuery(search)).data;
  const choose = (change: SearchChange<CandidateSearch>) =>
    void navigate({ search: withChange(search, change), replace: true });
  const optionsIn = (facet: MachineFacet) =>
    facets[facet]
      .flatMap(({ value, count: of }) => (value === null ? [] : [{ value, text: `${value} (${of})` }]))
      .toSorted((a, b) => a.value.localeCompare(b.value, 'en', { numeric: true }));
  const [usual, ...others] = candidateStates;
  return (
    <FilterBar count={count}>
      <SelectFilter
        label="State"
        all={usual === undefined ? '' : machineStates[usual].text}
        value={search.state}
        options={others.map((value) => ({ value, text: machineStates[value].text }))}
        onChange={(state) => choose({ state })}
      />
      <SelectFilter
        label="Class"
        all="All classes"
        value={search.class}
        options={optionsIn('class')}
        onChange={(value) => choose({ class: value })}
      />
      <SelectFilter
        label="Rack"
        all="All racks"
        value={search.rack}
        options={optionsIn('rack')}
        onChange={(rack) => choose({ rack })}
      />
    </FilterBar>
  );
}
