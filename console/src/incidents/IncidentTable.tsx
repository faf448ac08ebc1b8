import type { Incident } from '@tuskar/contract/incident.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { SubjectLink } from '../components/SubjectLink.tsx';
import { Elapsed, TimeAgo } from '../components/Time.tsx';
import { IncidentState } from './IncidentState.tsx';

const what: Column<Incident> = {
  header: 'What',
  isName: true,
  width: 25,
  cell: ({ id, title }) => (
    <Link to="/incidents/$id" params={{ id }}>
      {title}
    </Link>
  ),
};

const about: Column<Incident> = {
  header: 'On',
  width: 15,
  cell: ({ subject }) => <SubjectLink subject={subject} />,
};

const others: Column<Incident>[] = [
  { header: 'State', width: 15, cell: (incident) => <IncidentState incident={incident} /> },
  { header: 'Seen', width: 25, cell: ({ reason }) => reason },
  { header: 'Opened', cell: ({ openedAt }) => <TimeAgo at={openedAt} /> },
  { header: 'For', cell: ({ openedAt, closedAt }) => <Elapsed from={openedAt} to={closedAt} /> },
];

type IncidentTableProps = {
  label: string;
  incidents: Incident[];
  /** Where all are about the same thing, it is not told again. */
  isOfOne?: boolean;
  onEnd?: (() => void) | undefined;
};

export function IncidentTable({ label, incidents, isOfOne = false, onEnd }: IncidentTableProps) {
  const columns = isOfOne ? [what, ...others] : [what, about, ...others];
  return <DataTable label={label} columns={columns} rows={incidents} keyOf={({ id }) => id} onEnd={onEnd} />;
}
