import type { Incident } from '@tuskar/contract/incident.ts';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { useSession } from '../session/session.ts';
import { IncidentAcknowledgeDialog } from './IncidentAcknowledgeDialog.tsx';
import { IncidentCloseDialog } from './IncidentCloseDialog.tsx';

export function IncidentActions({ incident }: { incident: Incident }) {
  const [asking, setAsking] = useState<'acknowledge' | 'close'>();
  const stop = () => setAsking(undefined);
  const { user } = useSession();
  const verb = verbOf(incident, user);
  const isClosed = incident.closedAt === null ? undefined : 'It is closed.';
  return (
    <>
      <ActionButton
        variant={incident.acknowledgedAt === null ? 'primary' : 'secondary'}
        permission="incident.manage"
        unavailable={isClosed}
        hint="Tells the others that you take care of it."
        onClick={() => setAsking('acknowledge')}
      >
        {verb}
      </ActionButton>
      <ActionButton
        variant="secondary"
        permission="incident.manage"
        unavailable={isClosed}
        onClick={() => setAsking('close')}
      >
        Close incident
      </ActionButton>
      {asking === 'acknowledge' && (
        <IncidentAcknowledgeDialog incident={incident} verb={verb} onClose={stop} />
      )}
      {asking === 'close' && <IncidentCloseDialog incident={incident} onClose={stop} />}
    </>
  );
}

/** What acknowledging is to this person now. */
function verbOf({ acknowledgedBy }: Pick<Incident, 'acknowledgedBy'>, user: string): string {
  if (acknowledgedBy === null) return 'Acknowledge';
  return acknowledgedBy === user ? 'Change the note' : 'Take over';
}
