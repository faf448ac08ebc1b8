import { incidentKinds } from '@tuskar/contract/incident-kinds.ts';
import { useNavigate } from '@tanstack/react-router';
import { FilterBar, optionsOf, SelectFilter } from '../components/FilterBar.tsx';
import { type SearchChange, withChange } from '../components/search-change.ts';
import { incidentSeverities } from '../components/states.ts';
import { TypedFilter } from '../components/TypedFilter.tsx';
import type { IncidentSearch } from './queries.ts';

const states = [
  { value: 'closed', text: 'Closed' },
  { value: 'all', text: 'Open and closed' },
] as const;

const takens = [
  { value: 'no', text: 'Nobody yet' },
  { value: 'yes', text: 'Somebody' },
] as const;

const kinds = optionsOf(
  Object.fromEntries(Object.entries(incidentKinds).map(([kind, { title }]) => [kind, { text: title }])) as {
    [Kind in keyof typeof incidentKinds]: { text: string };
  },
);

export function IncidentFilterBar({ search, count }: { search: IncidentSearch; count: string }) {
  const navigate = useNavigate({ from: '/incidents' });
  const choose = (change: SearchChange<IncidentSearch>) =>
    void navigate({ search: withChange(search, change), replace: true });
  return (
    <FilterBar count={count}>
      <SelectFilter
        label="State"
        all="Open"
        value={search.state}
        options={states}
        onChange={(state) => choose({ state })}
      />
      <SelectFilter
        label="Severity"
        all="Any severity"
        value={search.severity}
        options={optionsOf(incidentSeverities)}
        onChange={(severity) => choose({ severity })}
      />
      <SelectFilter
        label="Kind"
        all="All kinds"
        value={search.kind}
        options={kinds}
        onChange={(kind) => choose({ kind })}
      />
      <SelectFilter
        label="Taken by"
        all="Taken or not"
        value={search.taken}
        options={takens}
        onChange={(taken) => choose({ taken })}
      />
      <TypedFilter label="Machine" value={search.machine} onChange={(machine) => choose({ machine })} />
    </FilterBar>
  );
}
