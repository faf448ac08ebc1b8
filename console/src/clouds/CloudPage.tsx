import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { RouteTabs } from '../components/RouteTabs.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { cloudStates } from '../components/states.ts';
import { TimeSpan } from '../components/Time.tsx';
import { CloudActions } from './CloudActions.tsx';
import { CloudAttention } from './CloudAttention.tsx';

const route = getRouteApi('/shell/clouds/$name');

/** The head and the tabs of a cloud; each tab is a page of its own below. */
export function CloudPage() {
  const params = route.useParams();
  const { data: cloud } = useSuspenseQuery(query('cloud.show', { params }));
  return (
    <>
      <PageHeading
        title={cloud.name}
        above={[{ text: 'Clouds', link: { to: '/clouds' } }]}
        state={<StateLabel look={cloudStates[cloud.state]} />}
        actions={<CloudActions cloud={cloud} />}
      >
        <p className="tuskar-quiet">
          {cloudStates[cloud.state].text} for <TimeSpan from={cloud.stateSince} to={null} />
          {cloud.stateReason !== null && `: ${cloud.stateReason}`}
        </p>
        <CloudAttention cloud={cloud} />
        <RouteTabs
          label={`Cloud ${cloud.name}`}
          tabs={[
            { text: 'Services', link: { to: '/clouds/$name', params } },
            { text: 'Blueprints', link: { to: '/clouds/$name/blueprints', params } },
            { text: 'Verifications', link: { to: '/clouds/$name/verifications', params } },
            { text: 'Intent', link: { to: '/clouds/$name/intent', params } },
            { text: 'Credentials', link: { to: '/clouds/$name/credentials', params } },
          ]}
        />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <Outlet />
      </PageSection>
    </>
  );
}
