import type { Cloud } from '@tuskar/contract/cloud.ts';
import { ExternalLinkAltIcon } from '@patternfly/react-icons/dist/dynamic/icons/external-link-alt-icon';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { LastVerification } from '../clouds/LastVerification.tsx';
import { countOf } from '../components/count.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { cloudStates } from '../components/states.ts';
import { TimeSpan } from '../components/Time.tsx';
import { ServiceChips } from './ServiceChips.tsx';

/** A cloud at a glance: its state, its services by health, and the ways in. */
export function CloudPanel({ cloud }: { cloud: Cloud }) {
  const { name, state, stateSince, hosts, region, dashboardUrl, lastVerification } = cloud;
  const { data } = useQuery(query('cloud.show', { params: { name } }));
  return (
    <section className="tuskar-panel" aria-labelledby={`cloud-${name}`}>
      <div className="tuskar-panel-head">
        <h3 id={`cloud-${name}`} className="tuskar-panel-title">
          <Link to="/clouds/$name" params={{ name }}>
            {name}
          </Link>
        </h3>
        <StateLabel look={cloudStates[state]} />
        <span className="tuskar-quiet">
          for <TimeSpan from={stateSince} to={null} />
        </span>
        {dashboardUrl !== null && (
          <a className="tuskar-push" href={dashboardUrl} target="_blank" rel="noreferrer">
            Dashboard <ExternalLinkAltIcon aria-label="opens in a new tab" />
          </a>
        )}
      </div>
      {data !== undefined && <ServiceChips services={data.services} />}
      <p className="tuskar-quiet">
        {region}, {countOf(hosts.length, 'host')}. Verification:{' '}
        <LastVerification cloud={name} verification={lastVerification} />
      </p>
    </section>
  );
}
