import type { UnclaimedNode } from '@tuskar/contract/unclaimed-node.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { NoUndercloud } from '../undercloud/NoUndercloud.tsx';
import { unclaimedNodesQuery } from './queries.ts';

const columns: Column<UnclaimedNode>[] = [
  {
    header: 'Node',
    isName: true,
    width: 40,
    cell: ({ node }) => <code className="tuskar-long">{node}</code>,
  },
  {
    header: 'What it is',
    cell: ({ found }) =>
      [found?.manufacturer, found?.model, found?.serial].filter(Boolean).join(' ') || 'It has not told',
  },
  { header: 'MAC addresses', cell: ({ found }) => found?.macs.join(', ') || '—' },
  { header: 'BMC', cell: ({ found }) => found?.bmcAddress ?? '—' },
  { header: 'Its name there', cell: ({ name }) => name ?? '—' },
  { header: 'State there', cell: ({ provisionState }) => provisionState },
  { header: 'Power', cell: ({ power }) => power },
  {
    header: 'Actions',
    cell: ({ node, name }) => (
      <Link
        to="/enrol"
        search={{ node, ...(name === null ? {} : { name }) }}
        aria-label={`Claim ${name ?? node}`}
      >
        Claim
      </Link>
    ),
  },
];

/** The bare-metal service tells nobody of new nodes, so it is asked again while somebody looks. */
const askedAgainMs = 15_000;

export function UnclaimedTab() {
  const { data } = useSuspenseQuery({ ...unclaimedNodesQuery, refetchInterval: askedAgainMs });
  if (data === null) return <NoUndercloud />;
  if (data.items.length === 0) {
    return (
      <Empty title="No unclaimed node" command="tuskar machine unclaimed">
        A machine that boots over the network without having been announced registers itself with the
        bare-metal service, and appears here. So does a node that somebody else made there.
      </Empty>
    );
  }
  return (
    <div className="tuskar-stack">
      <p>
        The bare-metal service has these nodes, and no machine is known for them. Claim one by saying where
        its BMC is; it stays the same node.
      </p>
      <DataTable label="Unclaimed nodes" columns={columns} rows={data.items} keyOf={({ node }) => node} />
    </div>
  );
}
