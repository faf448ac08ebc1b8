import type { User } from '@tuskar/contract/access.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query } from '../api/query.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { TimeAgo, TimeAgoOr } from '../components/Time.tsx';
import { PersonActions } from './PersonActions.tsx';
import { PersonNewDialog } from './PersonNewDialog.tsx';

const columns: Column<User>[] = [
  { header: 'Name', isName: true, width: 20, cell: ({ name }) => name },
  { header: 'Role', cell: ({ role }) => role },
  {
    header: 'State',
    cell: ({ disabled }) => (
      <StateLabel look={disabled ? { text: 'Disabled', tone: 'idle' } : { text: 'Enabled', tone: 'good' }} />
    ),
  },
  { header: 'Last sign-in', cell: ({ lastSignInAt }) => <TimeAgoOr at={lastSignInAt} none="never" /> },
  { header: 'Added', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
  { header: 'Actions', cell: (user) => <PersonActions user={user} /> },
];

export function PeoplePage() {
  const { items } = useSuspenseQuery(query('user.list', { query: { limit: 500 } })).data;
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHeading
        title="People"
        actions={
          <ActionButton permission="user.manage" onClick={() => setAdding(true)}>
            Add a person
          </ActionButton>
        }
      />
      <PageSection hasBodyWrapper={false}>
        <DataTable label="People" columns={columns} rows={items} keyOf={({ name }) => name} />
      </PageSection>
      {isAdding && <PersonNewDialog onClose={() => setAdding(false)} />}
    </>
  );
}
