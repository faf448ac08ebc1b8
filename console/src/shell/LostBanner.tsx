import { Banner } from '@patternfly/react-core/dist/dynamic/components/Banner';
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/dynamic/icons/exclamation-triangle-icon';
import { formatClock, inOneUnit } from '../components/duration.ts';
import { useNow } from '../components/now.ts';
import { useConnection } from '../events/connection.ts';

/** Says that what is on the page may be old, and for how long already. */
export function LostBanner() {
  const connection = useConnection();
  return (
    <div role="status">
      {connection.state === 'lost' && <Lost since={connection.since} retryAt={connection.retryAt} />}
    </div>
  );
}

/** A short break is nobody's concern: the stream resumes where it was. */
const shownAfterMs = 2_000;

function Lost({ since, retryAt }: { since: number; retryAt: number }) {
  useNow();
  const now = Date.now();
  if (now - since < shownAfterMs) return null;
  const wait = retryAt - now;
  return (
    <Banner status="warning">
      <ExclamationTriangleIcon aria-hidden /> The connection to Tuskar is lost; this page is as it was{' '}
      {formatClock(now - since)} ago.{' '}
      <span aria-hidden>{wait > 1_000 ? `Next try in ${inOneUnit(wait)}.` : 'Trying again…'}</span>
    </Banner>
  );
}
