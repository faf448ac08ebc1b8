import type { CloudDetail } from '@tuskar/contract/cloud.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { BlueprintLink } from '../blueprints/BlueprintLink.tsx';
import { Empty } from '../components/Empty.tsx';
import { type Fact, Facts } from '../components/Facts.tsx';
import { LastVerification } from './LastVerification.tsx';
import { ServiceTable } from './ServiceTable.tsx';

const route = getRouteApi('/shell/clouds/$name/');

export function CloudServicesTab() {
  const params = route.useParams();
  const { data: cloud } = useSuspenseQuery(query('cloud.show', { params }));
  return (
    <div className="tuskar-stack">
      <Facts facts={factsOf(cloud)} />
      <h2 className="tuskar-section-title">Services</h2>
      {cloud.services.length === 0 ? (
        <NoServices isDeployed={cloud.currentBlueprint !== null} />
      ) : (
        <ServiceTable services={cloud.services} />
      )}
      {cloud.endpoints.length > 0 && <Endpoints endpoints={cloud.endpoints} />}
    </div>
  );
}

function factsOf(cloud: CloudDetail): Fact[] {
  const { region, image, hosts, dashboardUrl, currentBlueprint, lastVerification } = cloud;
  return [
    { term: 'Region', value: region },
    {
      term: hosts.length === 1 ? 'Host' : `Hosts (${hosts.length})`,
      value: (
        <span className="tuskar-list">
          {hosts.map(({ name, roles }) => (
            <span key={name}>
              <Link to="/hosts/$name" params={{ name }}>
                {name}
              </Link>{' '}
              <span className="tuskar-quiet">{roles.join(', ')}</span>
            </span>
          ))}
        </span>
      ),
    },
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
      term: 'Blueprint',
      value: currentBlueprint === null ? 'None executed yet' : <BlueprintLink id={currentBlueprint} />,
    },
    {
      term: 'Last verification',
      value: <LastVerification cloud={cloud.name} verification={lastVerification} />,
    },
    ...(dashboardUrl === null
      ? []
      : [
          {
            term: 'Dashboard',
            value: (
              <a href={dashboardUrl} target="_blank" rel="noreferrer">
                {dashboardUrl}
              </a>
            ),
          },
        ]),
  ];
}

function Endpoints({ endpoints }: Pick<CloudDetail, 'endpoints'>) {
  return (
    <section aria-labelledby="endpoints-title">
      <h2 id="endpoints-title" className="tuskar-section-title">
        Endpoints
      </h2>
      <Facts facts={endpoints.map(({ service, url }) => ({ term: service, value: <code>{url}</code> }))} />
    </section>
  );
}

function NoServices({ isDeployed }: { isDeployed: boolean }) {
  return isDeployed ? (
    <Empty title="Not checked yet">
      The services are checked again and again; the first results appear here by themselves.
    </Empty>
  ) : (
    <Empty title="No service runs yet" command="tuskar cloud apply -f cloud.yaml">
      The services appear when a blueprint is executed: approve and execute the one that waits here, or on the
      command line:
    </Empty>
  );
}
