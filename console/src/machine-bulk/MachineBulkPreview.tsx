import type { BulkPreview } from '@tuskar/contract/machine-bulk.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { machineStates } from '../components/states.ts';

type Previewed = BulkPreview['machines'][number];

const columns: Column<Previewed>[] = [
  {
    header: 'Machine',
    isName: true,
    width: 25,
    cell: ({ name }) => (
      <Link to="/machines/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  { header: 'State', width: 20, cell: ({ state }) => <StateLabel look={machineStates[state]} /> },
  {
    header: 'What happens',
    cell: ({ obstacle }) =>
      obstacle === null ? (
        <StateLabel look={{ text: 'It is done', tone: 'good' }} />
      ) : (
        <>
          <StateLabel look={{ text: 'Left out', tone: 'attention' }} /> {obstacle}
        </>
      ),
  },
];

/** Which machines it is done to, and which are left out and why; those first, so that none is overlooked. */
export function MachineBulkPreview({
  preview: { data, error },
}: {
  preview: Pick<UseQueryResult<BulkPreview>, 'data' | 'error'>;
}) {
  if (error !== null) return <ProblemAlert problem={error} />;
  if (data === undefined) return <p className="tuskar-quiet">Looking which machines can…</p>;
  const { machines, possible, impossible } = data;
  if (machines.length === 0) return <Empty title="No such machine">No machine fits the filter.</Empty>;
  const leftOutFirst = machines.toSorted((a, b) => Number(a.obstacle === null) - Number(b.obstacle === null));
  return (
    <section aria-labelledby="bulk-preview">
      <h2 id="bulk-preview" className="tuskar-section-title">
        Which machines
      </h2>
      <p className="tuskar-quiet" role="status">
        {formatCount(possible)} can, {formatCount(impossible)} cannot
      </p>
      <DataTable
        label="Machines it is about"
        columns={columns}
        rows={leftOutFirst}
        keyOf={({ name }) => name}
      />
    </section>
  );
}
