import type { Host } from '@tuskar/contract/host.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { hostStates } from '../components/states.ts';
import { TimeAgoOr } from '../components/Time.tsx';
import { Drift } from './Drift.tsx';

const columns: Column<Host>[] = [
  {
    header: 'Name',
    isName: true,
    width: 15,
    cell: ({ name }) => (
      <Link to="/hosts/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  {
    header: 'State',
    cell: ({ state, stateReason }) => (
      <StateLabel look={hostStates[state]} {...(stateReason === null ? {} : { title: stateReason })} />
    ),
  },
  { header: 'Address', cell: ({ address }) => <code>{address}</code> },
  {
    header: 'Cloud',
    cell: ({ cloud }) =>
      cloud === null ? (
        '—'
      ) : (
        <Link to="/clouds/$name" params={{ name: cloud }}>
          {cloud}
        </Link>
      ),
  },
  { header: 'Roles', width: 20, cell: ({ roles }) => (roles.length === 0 ? '—' : roles.join(', ')) },
  { header: 'Converged', cell: ({ convergedAt }) => <TimeAgoOr at={convergedAt} none="never" /> },
  { header: 'Drift', cell: ({ drift }) => <Drift items={drift} /> },
];

export function HostTable({ hosts }: { hosts: Host[] }) {
  return <DataTable label="Hosts" columns={columns} rows={hosts} keyOf={({ name }) => name} />;
}
