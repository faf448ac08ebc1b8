import type { Rack } from '@tuskar/contract/rack.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { countOf } from '../components/count.ts';
import { ToneIcon } from '../components/ToneIcon.tsx';
import { formatLoad, isOver } from './load.ts';

const columns: Column<Rack>[] = [
  {
    header: 'Name',
    isName: true,
    cell: ({ name }) => (
      <Link to="/racks/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  { header: 'Site', cell: ({ site }) => site },
  { header: 'Location', cell: ({ location }) => location ?? '—' },
  { header: 'Free units', cell: ({ units, summary }) => `${summary.freeUnits} of ${units}` },
  { header: 'Machines', cell: ({ summary }) => summary.machines },
  { header: 'Power', cell: ({ summary }) => <Load load={summary.powerWatts} unit="W" /> },
  {
    header: 'Audit',
    cell: ({ summary: { discrepancies } }) =>
      discrepancies === 0 ? (
        '—'
      ) : (
        <>
          <ToneIcon tone="attention" /> {countOf(discrepancies, 'difference')}
        </>
      ),
  },
];

export function RackTable({ racks }: { racks: Rack[] }) {
  return <DataTable label="Racks" columns={columns} rows={racks} keyOf={({ name }) => name} />;
}

export function Load({ load, unit }: { load: Rack['summary']['powerWatts']; unit: string }) {
  return (
    <>
      {isOver(load) && <ToneIcon tone="attention" />} {formatLoad(load, unit)}
    </>
  );
}
