import { formatClock, formatRelative, inOneUnit } from './duration.ts';
import { useNow } from './now.ts';

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** When something was, relative to now; the exact time is its title. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow();
  return (
    <time className="tuskar-time" dateTime={at} title={absolute.format(new Date(at))}>
      {formatRelative(Date.parse(at), now)}
    </time>
  );
}

/** The same where there may be no time yet. */
export function TimeAgoOr({ at, none }: { at: string | null; none: string }) {
  return at === null ? <span className="tuskar-quiet">{none}</span> : <TimeAgo at={at} />;
}

type ElapsedProps = { from: string | null; to: string | null };

/** A clock that runs from one time to another, or to now. */
export function Elapsed({ from, to }: ElapsedProps) {
  const now = useNow();
  if (from === null) return null;
  const end = to === null ? now : Date.parse(to);
  return (
    <span className="tuskar-time" title={titleOf(from, to)}>
      {formatClock(end - Date.parse(from))}
    </span>
  );
}

function titleOf(from: string, to: string | null): string {
  const until = to === null ? '' : `, until ${absolute.format(new Date(to))}`;
  return `Since ${absolute.format(new Date(from))}${until}`;
}

/** A time as records have it, the same for everybody who reads it: '2026-11-25 10:03:00 UTC'. */
export function TimeInUtc({ at }: { at: string }) {
  return (
    <time className="tuskar-time" dateTime={at}>
      {at.slice(0, 19).replace('T', ' ')} UTC
    </time>
  );
}

/** How long something lasted, or lasts, in one unit: '12 d'. */
export function TimeSpan({ from, to }: { from: string; to: string | null }) {
  const now = useNow();
  const span = (to === null ? now : Date.parse(to)) - Date.parse(from);
  return (
    <span className="tuskar-time" title={titleOf(from, to)}>
      {inOneUnit(Math.max(0, span))}
    </span>
  );
}
