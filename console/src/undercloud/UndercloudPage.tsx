import type { Undercloud } from '@tuskar/contract/undercloud.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { undercloudStates } from '../components/states.ts';
import { TimeAgoOr, TimeSpan } from '../components/Time.tsx';
import { NoUndercloud } from './NoUndercloud.tsx';
import { undercloudQuery } from './queries.ts';
import { UndercloudActions } from './UndercloudActions.tsx';
import { UndercloudAgentView } from './UndercloudAgentView.tsx';
import { UndercloudReportView } from './UndercloudReportView.tsx';

export function UndercloudPage() {
  const { data: undercloud } = useSuspenseQuery(undercloudQuery);
  const { items: images } = useSuspenseQuery(query('image.list')).data;
  if (undercloud === null) {
    return (
      <>
        <PageHeading title="Undercloud" />
        <PageSection hasBodyWrapper={false}>
          <NoUndercloud />
        </PageSection>
      </>
    );
  }
  const { state, stateReason, stateSince, report } = undercloud;
  return (
    <>
      <PageHeading
        title="Undercloud"
        state={<StateLabel look={undercloudStates[state]} />}
        actions={<UndercloudActions undercloud={undercloud} />}
      >
        <p className="tuskar-quiet">
          {undercloudStates[state].text} for <TimeSpan from={stateSince} to={null} />. It works on machines
          before they are hosts: OpenStack Ironic,{' '}
          {undercloud.kind === 'managed' ? 'converged by Tuskar' : 'run by somebody else'}.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {state !== 'connected' && (
          <Alert variant="danger" isInline component="h2" title={titles[state]}>
            {stateReason !== null && <p className="tuskar-problem-detail">{stateReason}</p>}
            <p>
              <strong>What to do:</strong> {remedies[state]}
            </p>
          </Alert>
        )}
        <Facts facts={factsOf(undercloud)} />
        {undercloud.agent !== null && <UndercloudAgentView agent={undercloud.agent} images={images} />}
        {report !== null && <UndercloudReportView report={report} />}
      </PageSection>
    </>
  );
}

const titles = {
  unreachable: 'The bare-metal service does not answer',
  refused: 'The bare-metal service lets Tuskar not in',
};

const remedies = {
  unreachable:
    'Look at the unit ironic on its host, and at the network to it. Tuskar looks again every 15 s; work that waits for it goes on by itself.',
  refused: 'Connect it again with the right user, password and CA.',
};

function factsOf({ kind, cloud, url, auth, user, keystone, checkedAt }: Undercloud): Fact[] {
  return [
    { term: 'URL', value: <code className="tuskar-long">{url}</code>, isWide: true },
    {
      term: 'Whose',
      value:
        kind === 'managed' && cloud !== null ? (
          <>
            of the cloud{' '}
            <Link to="/clouds/$name" params={{ name: cloud }}>
              {cloud}
            </Link>
          </>
        ) : (
          'somebody else’s'
        ),
    },
    { term: 'Signs in', value: user === null ? 'without a user' : `${auth} as ${user}` },
    ...(keystone === null
      ? []
      : [{ term: 'Identity service', value: <code className="tuskar-long">{keystone.authUrl}</code> }]),
    { term: 'Last answer', value: <TimeAgoOr at={checkedAt} none="never" /> },
  ];
}
