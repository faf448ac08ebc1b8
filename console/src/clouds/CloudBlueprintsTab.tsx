import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { BlueprintLink } from '../blueprints/BlueprintLink.tsx';
import { countOf, formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { blueprintStates, impacts } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';

const route = getRouteApi('/shell/clouds/$name/blueprints');

const columns: Column<Blueprint>[] = [
  {
    header: 'Blueprint',
    isName: true,
    width: 20,
    cell: ({ id }) => <BlueprintLink id={id} />,
  },
  { header: 'State', cell: ({ state }) => <StateLabel look={blueprintStates[state]} /> },
  {
    header: 'Changes',
    cell: ({ summary: { changes, hostsChanged, hosts } }) =>
      changes === 0
        ? 'None'
        : `${formatCount(changes)} on ${formatCount(hostsChanged)} of ${countOf(hosts, 'host')}`,
  },
  {
    header: 'Impact',
    cell: ({ summary: { impact } }) => <StateLabel look={impacts[impact]} title={impacts[impact].meaning} />,
  },
  { header: 'By', cell: ({ createdBy }) => createdBy },
  { header: 'Made', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
];

export function CloudBlueprintsTab() {
  const params = route.useParams();
  const { items } = useSuspenseQuery(query('blueprint.list', { params })).data;
  if (items.length === 0) {
    return (
      <Empty title="No blueprint yet" command="tuskar cloud plan -f cloud.yaml">
        A blueprint shows what a change would do before anything is touched.
      </Empty>
    );
  }
  return <DataTable label="Blueprints" columns={columns} rows={items} keyOf={({ id }) => id} />;
}
