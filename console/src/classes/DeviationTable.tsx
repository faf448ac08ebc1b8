import type { Deviation } from '@tuskar/contract/hardware-class.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';

const columns: Column<Deviation>[] = [
  {
    header: 'Machine',
    isName: true,
    width: 20,
    cell: ({ machine }) => (
      <Link to="/machines/$name/hardware" params={{ name: machine }}>
        {machine}
      </Link>
    ),
  },
  { header: 'Deviation', width: 40, cell: ({ title }) => title },
  { header: 'Must be', cell: ({ expected }) => expected ?? '—' },
  { header: 'Is', cell: ({ actual }) => actual ?? '—' },
];

export function DeviationTable({ deviations }: { deviations: Deviation[] }) {
  return (
    <DataTable
      label="Deviations"
      columns={columns}
      rows={deviations}
      keyOf={({ machine, title, place }) => `${machine} ${title} ${place}`}
    />
  );
}
