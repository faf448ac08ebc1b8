import type { Inspection } from '@tuskar/contract/inspection.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TimeAgo } from '../components/Time.tsx';

const columns = (name: string): Column<Inspection>[] => [
  {
    header: 'Inspection',
    isName: true,
    width: 10,
    cell: ({ number }) => (
      <Link to="/machines/$name/hardware" params={{ name }} search={{ inspection: number }}>
        {number}
      </Link>
    ),
  },
  { header: 'When', width: 15, cell: ({ at }) => <TimeAgo at={at} /> },
  {
    header: 'What had changed',
    width: 50,
    cell: ({ number, changes }) => {
      if (number === 1) return <span className="tuskar-quiet">the first</span>;
      if (changes.length === 0) return <span className="tuskar-quiet">nothing</span>;
      return (
        <ul className="tuskar-plain-list">
          {changes.map(({ title }) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      );
    },
  },
  {
    header: 'By',
    cell: ({ operation }) =>
      operation === null ? (
        '—'
      ) : (
        <Link to="/operations/$id" params={{ id: operation }}>
          Operation
        </Link>
      ),
  },
];

export function InspectionTable({ name, inspections }: { name: string; inspections: Inspection[] }) {
  return (
    <DataTable
      label="All inspections"
      columns={columns(name)}
      rows={inspections}
      keyOf={({ number }) => `${number}`}
    />
  );
}
