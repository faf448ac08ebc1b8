import type { Cloud } from '@tuskar/contract/cloud.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { cloudStates } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { NoClouds } from './NoClouds.tsx';

const columns: Column<Cloud>[] = [
  {
    header: 'Name',
    isName: true,
    width: 20,
    cell: ({ name }) => (
      <Link to="/clouds/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  {
    header: 'State',
    cell: ({ state, stateReason }) => (
      <StateLabel look={cloudStates[state]} {...(stateReason === null ? {} : { title: stateReason })} />
    ),
  },
  { header: 'Since', cell: ({ stateSince }) => <TimeAgo at={stateSince} /> },
  { header: 'Region', cell: ({ region }) => region },
  { header: 'Hosts', cell: ({ hosts }) => hosts.length },
  { header: 'Image', cell: ({ image }) => (image === null ? '—' : <ImageLink id={image} />) },
];

function ImageLink({ id }: { id: string }) {
  return (
    <Link to="/images/$id" params={{ id }}>
      {id}
    </Link>
  );
}

export function CloudsPage() {
  const { items } = useSuspenseQuery(query('cloud.list')).data;
  const navigate = useNavigate();
  return (
    <>
      <PageHeading
        title="Clouds"
        actions={
          <ActionButton permission="cloud.plan" onClick={() => void navigate({ to: '/clouds/new' })}>
            Plan a cloud
          </ActionButton>
        }
      />
      <PageSection hasBodyWrapper={false}>
        {items.length === 0 ? (
          <NoClouds />
        ) : (
          <DataTable label="Clouds" columns={columns} rows={items} keyOf={({ name }) => name} />
        )}
      </PageSection>
    </>
  );
}
