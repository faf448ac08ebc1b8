import type { ServiceHealth } from '@tuskar/contract/cloud.ts';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { FilterBar, optionsOf, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { serviceStates } from '../components/states.ts';
import { TimeAgoOr } from '../components/Time.tsx';
import { countByState, servicesOf } from './health.ts';

const columns: Column<ServiceHealth>[] = [
  { header: 'Service', isName: true, width: 15, cell: ({ service }) => service },
  { header: 'State', width: 10, cell: ({ state }) => <StateLabel look={serviceStates[state]} /> },
  {
    header: 'Host',
    cell: ({ host }) => (
      <Link to="/hosts/$name" params={{ name: host }}>
        {host}
      </Link>
    ),
  },
  { header: 'Unit', width: 20, cell: ({ unit }) => (unit === null ? '—' : <code>{unit}</code>) },
  { header: 'Reason', width: 25, cell: ({ reason }) => reason ?? '—' },
  { header: 'Checked', cell: ({ checkedAt }) => <TimeAgoOr at={checkedAt} none="never" /> },
];

/** Every part of every service, unwell ones first. */
export function ServiceTable({ services }: { services: ServiceHealth[] }) {
  const [state, setState] = useState<ServiceHealth['state']>();
  const [text, setText] = useState('');
  const summaries = useMemo(() => servicesOf(services), [services]);
  const rows = summaries
    .flatMap(({ parts }) => parts)
    .filter((part) => state === undefined || part.state === state)
    .filter(({ service, host, unit }) => `${service} ${host} ${unit ?? ''}`.includes(text.toLowerCase()));
  const count = countByState(summaries)
    .map(({ state: of, count: many }) => `${many} ${serviceStates[of].text.toLowerCase()}`)
    .join(', ');
  return (
    <>
      <FilterBar count={count}>
        <SearchFilter label="Find a service, host or unit" value={text} onChange={setText} />
        <SelectFilter
          label="State"
          all="All states"
          value={state}
          options={optionsOf(serviceStates)}
          onChange={setState}
        />
      </FilterBar>
      <DataTable
        label="Services"
        columns={columns}
        rows={rows}
        keyOf={({ service, host, unit }) => `${service} ${host} ${unit ?? ''}`}
      />
    </>
  );
}
