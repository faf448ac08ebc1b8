import type { Host } from '@tuskar/contract/host.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { BlueprintLink } from '../blueprints/BlueprintLink.tsx';
import { Empty } from '../components/Empty.tsx';
import { type Fact, Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { hostStates } from '../components/states.ts';
import { TimeAgo, TimeAgoOr, TimeSpan } from '../components/Time.tsx';
import { OperationTable } from '../operations/OperationTable.tsx';
import { Drift } from './Drift.tsx';
import { HostActions } from './HostActions.tsx';

const route = getRouteApi('/shell/hosts/$name');

const sources: Record<Host['source'], string> = {
  lab: 'Container host of the lab',
  machine: 'Machine',
  adopted: 'Server that somebody else installed',
};

export function HostPage() {
  const params = route.useParams();
  const { data: host } = useSuspenseQuery(query('host.show', { params }));
  const subject = `host/${params.name}`;
  const { data: operations } = useQuery(query('operation.list', { query: { subject, limit: 20 } }));
  return (
    <>
      <PageHeading
        title={host.name}
        above={[{ text: 'Hosts', link: { to: '/hosts' } }]}
        state={<StateLabel look={hostStates[host.state]} />}
        actions={<HostActions host={host} />}
      >
        <p className="tuskar-quiet">
          {hostStates[host.state].text} for <TimeSpan from={host.stateSince} to={null} />
          {host.stateReason !== null && `: ${host.stateReason}`}
        </p>
        <Facts facts={factsOf(host)} />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <h2 className="tuskar-section-title">Operations on this host</h2>
        {operations?.items.length === 0 && (
          <Empty title="None yet" command={`tuskar host converge ${host.name} --check`}>
            A drift check compares the host with its blueprint and changes nothing.
          </Empty>
        )}
        {operations !== undefined && operations.items.length > 0 && (
          <OperationTable label="Operations on this host" operations={operations.items} />
        )}
      </PageSection>
    </>
  );
}

function factsOf(host: Host): Fact[] {
  const {
    address,
    sshUser,
    cloud,
    roles,
    image,
    convergedTo,
    convergedAt,
    drift,
    source,
    hostKey,
    createdAt,
  } = host;
  return [
    { term: 'Address', value: <code>{`${sshUser}@${address}`}</code> },
    { term: 'Origin', value: sources[source] },
    {
      term: 'Cloud',
      value:
        cloud === null ? (
          'None'
        ) : (
          <Link to="/clouds/$name" params={{ name: cloud }}>
            {cloud}
          </Link>
        ),
    },
    { term: 'Roles', value: roles.length === 0 ? 'None' : roles.join(', ') },
    {
      term: 'Image',
      value:
        image === null ? (
          '—'
        ) : (
          <Link to="/images/$id" params={{ id: image }}>
            {image}
          </Link>
        ),
    },
    {
      term: 'Converged to',
      value:
        convergedTo === null ? (
          'Nothing yet'
        ) : (
          <>
            <BlueprintLink id={convergedTo} /> <TimeAgoOr at={convergedAt} none="" />
          </>
        ),
    },
    { term: 'Drift', value: <Drift items={drift} /> },
    { term: 'Registered', value: <TimeAgo at={createdAt} /> },
    { term: 'Host key', value: <code className="tuskar-long">{hostKey}</code>, isWide: true },
  ];
}
