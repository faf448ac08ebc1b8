import { Badge } from '@patternfly/react-core/dist/dynamic/components/Badge';
import { useQuery } from '@tanstack/react-query';
import { useForbidden } from '../session/session.ts';
import { openIncidentsQuery } from './queries.ts';

/** How many incidents are open, beside the way to them; nothing where all is well. */
export function OpenIncidents() {
  const forbidden = useForbidden('incident.read') !== undefined;
  const { data } = useQuery({ ...openIncidentsQuery, enabled: !forbidden });
  if (data === undefined || data.items.length === 0) return null;
  const isCritical = data.items.some(({ severity }) => severity === 'critical');
  return (
    <Badge
      className={`tuskar-push ${isCritical ? 'tuskar-badge-bad' : 'tuskar-badge-attention'}`}
      screenReaderText="open"
    >
      {data.items.length}
      {data.nextCursor !== null && '+'}
    </Badge>
  );
}
