import type { MachineScan } from '@tuskar/contract/machine-scan.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { foundInShort } from './scan-found.ts';

const columns: Column<MachineScan>[] = [
  {
    header: 'Range',
    isName: true,
    width: 30,
    cell: ({ id, range }) => (
      <Link to="/enrol/scans/$id" params={{ id }}>
        {range}
      </Link>
    ),
  },
  { header: 'Found', width: 30, cell: (scan) => foundInShort(scan) },
  { header: 'By', cell: ({ requestedBy }) => requestedBy },
  { header: 'Asked', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
];

export function ScanTable({ scans }: { scans: MachineScan[] }) {
  return <DataTable label="Scans" columns={columns} rows={scans} keyOf={({ id }) => id} />;
}
