import { InProgressIcon } from '@patternfly/react-icons/dist/dynamic/icons/in-progress-icon';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recentOperationsQuery, underWay } from '../operations/queries.ts';
import { useForbidden } from '../session/session.ts';

/** How many operations are under way, on every page. */
export function RunningNow() {
  const forbidden = useForbidden('operation.read') !== undefined;
  const { data } = useQuery({ ...recentOperationsQuery, enabled: !forbidden });
  const running = underWay(data?.items ?? []);
  const [only] = running;
  if (only === undefined) return null;
  const text = (
    <>
      <InProgressIcon className="tuskar-tone-busy" aria-hidden /> {running.length} running
    </>
  );
  return running.length === 1 ? (
    <Link className="tuskar-running-now" to="/operations/$id" params={{ id: only.id }} title={only.title}>
      {text}
    </Link>
  ) : (
    <Link className="tuskar-running-now" to="/operations">
      {text}
    </Link>
  );
}
