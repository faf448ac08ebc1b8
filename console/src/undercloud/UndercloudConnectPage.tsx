import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { ConnectForm } from './ConnectForm.tsx';

export function UndercloudConnectPage() {
  const { items: clouds } = useSuspenseQuery(query('cloud.list')).data;
  return (
    <>
      <PageHeading
        title="Connect a bare-metal service"
        above={[{ text: 'Undercloud', link: { to: '/undercloud' } }]}
      >
        <p className="tuskar-quiet">
          It is tried first: what it cannot do is told now, and not in the middle of work. Nothing changes
          where it cannot be used.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <ConnectForm clouds={clouds} />
      </PageSection>
    </>
  );
}
