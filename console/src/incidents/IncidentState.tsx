import type { Incident } from '@tuskar/contract/incident.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { incidentSeverities } from '../components/states.ts';

type IncidentStateProps = { incident: Pick<Incident, 'severity' | 'closedAt' | 'acknowledgedBy'> };

/** How bad it is while it is open, and whether somebody takes care of it. */
export function IncidentState({ incident: { severity, closedAt, acknowledgedBy } }: IncidentStateProps) {
  if (closedAt !== null) return <StateLabel look={{ text: 'Closed', tone: 'idle' }} />;
  return (
    <>
      <StateLabel look={incidentSeverities[severity]} />{' '}
      {acknowledgedBy !== null && <StateLabel look={{ text: `Taken by ${acknowledgedBy}`, tone: 'busy' }} />}
    </>
  );
}
