import type { Operation } from '@tuskar/contract/operation.ts';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { operationStates } from '../components/states.ts';
import { SubjectLink } from '../components/SubjectLink.tsx';
import { Elapsed, TimeAgo } from '../components/Time.tsx';

const columns: Column<Operation>[] = [
  {
    header: 'Operation',
    isName: true,
    width: 30,
    cell: ({ id, title }) => (
      <Link to="/operations/$id" params={{ id }}>
        {title}
      </Link>
    ),
  },
  { header: 'State', cell: ({ state }) => <StateLabel look={operationStates[state]} /> },
  { header: 'About', cell: ({ subject }) => <SubjectLink subject={subject} /> },
  { header: 'Steps', cell: ({ steps }) => `${formatCount(steps.done)} of ${formatCount(steps.total)}` },
  { header: 'Took', cell: ({ startedAt, endedAt }) => <Elapsed from={startedAt} to={endedAt} /> },
  { header: 'By', cell: ({ requestedBy }) => requestedBy },
  { header: 'Asked', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
];

type OperationTableProps = { operations: Operation[]; label?: string; onEnd?: (() => void) | undefined };

export function OperationTable({ operations, label = 'Operations', onEnd }: OperationTableProps) {
  return <DataTable label={label} columns={columns} rows={operations} keyOf={({ id }) => id} onEnd={onEnd} />;
}
