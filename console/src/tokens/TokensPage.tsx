import type { Token } from '@tuskar/contract/access.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query } from '../api/query.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo, TimeAgoOr } from '../components/Time.tsx';
import { TokenNewDialog } from './TokenNewDialog.tsx';
import { TokenRevoke } from './TokenRevoke.tsx';

const columns: Column<Token>[] = [
  { header: 'Token', isName: true, width: 25, cell: ({ description }) => description },
  { header: 'Of', cell: ({ user }) => user },
  {
    header: 'May do',
    width: 25,
    cell: ({ permissions }) => permissions?.join(', ') ?? 'All that its owner may do',
  },
  { header: 'Last used', cell: ({ lastUsedAt }) => <TimeAgoOr at={lastUsedAt} none="never" /> },
  { header: 'Expires', cell: ({ expiresAt }) => <TimeAgoOr at={expiresAt} none="never" /> },
  { header: 'Made', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
  { header: 'Actions', cell: (token) => <TokenRevoke token={token} /> },
];

export function TokensPage() {
  const { items } = useSuspenseQuery(query('token.list', { query: { limit: 500 } })).data;
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <PageHeading
        title="Tokens"
        actions={<ActionButton onClick={() => setMaking(true)}>Make a token</ActionButton>}
      >
        <p className="tuskar-quiet">With a token a script uses the API in your name.</p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        {items.length === 0 ? (
          <Empty title="No token yet" command="tuskar token create 'what it is for'">
            Make one here, or on the command line:
          </Empty>
        ) : (
          <DataTable label="Tokens" columns={columns} rows={items} keyOf={({ id }) => id} />
        )}
      </PageSection>
      {isMaking && <TokenNewDialog onClose={() => setMaking(false)} />}
    </>
  );
}
