import type { ServiceHealth } from '@tuskar/contract/cloud.ts';
import { servicesOf } from '../clouds/health.ts';
import { serviceStates } from '../components/states.ts';
import { ToneIcon } from '../components/ToneIcon.tsx';

/** Every service with its health, unwell ones first; the reason is in the title. */
export function ServiceChips({ services }: { services: ServiceHealth[] }) {
  if (services.length === 0)
    return <p className="tuskar-quiet">The health of its services is not known yet.</p>;
  return (
    <ul className="tuskar-chips" aria-label="Services">
      {servicesOf(services).map(({ service, state, parts }) => {
        const reasons = parts.flatMap(({ host, reason }) => (reason === null ? [] : `${host}: ${reason}`));
        return (
          <li key={service} title={[serviceStates[state].text, ...reasons].join('\n')}>
            <ToneIcon tone={serviceStates[state].tone} /> {service}
            {state !== 'healthy' && (
              <span className="tuskar-quiet"> {serviceStates[state].text.toLowerCase()}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
