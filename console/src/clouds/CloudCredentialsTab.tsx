import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { Empty } from '../components/Empty.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { CloudCredentials } from './CloudCredentials.tsx';

const route = getRouteApi('/shell/clouds/$name/credentials');

/** Shown only on request, kept only as long as the tab is open. */
export function CloudCredentialsTab() {
  const params = route.useParams();
  const [credentials, setCredentials] = useState<Reply<'cloud.credentials'>>();
  const reveal = useAction('cloud.credentials', { onSuccess: setCredentials });
  if (credentials !== undefined) return <CloudCredentials name={params.name} credentials={credentials} />;
  return (
    <>
      {reveal.error !== null && <ProblemAlert problem={reveal.error} />}
      <Empty
        title="Administrator credentials"
        command="tuskar openstack server list"
        actions={
          <ActionButton
            permission="cloud.credentials"
            isLoading={reveal.isPending}
            onClick={() => reveal.run({ params })}
          >
            Reveal the credentials
          </ActionButton>
        }
      >
        Whoever has them can do anything in this cloud. Revealing them is recorded in the audit trail. The
        command line uses them without showing them:
      </Empty>
    </>
  );
}
