import type { Incident } from '@tuskar/contract/incident.ts';
import type { ReactNode } from 'react';
import { TimeAgo } from '../components/Time.tsx';
import { ToneIcon } from '../components/ToneIcon.tsx';
import type { Tone } from '../components/states.ts';

type Moment = { at: string; tone: Tone; text: string };

/** What happened to it, in the order in which it did. */
export function momentsOf(incident: Incident): Moment[] {
  const { openedAt, lastSeenAt, acknowledgedAt, acknowledgedBy, closedAt, closedBy, severity } = incident;
  const moments: Moment[] = [
    { at: openedAt, tone: severity === 'critical' ? 'bad' : 'attention', text: 'Opened' },
  ];
  if (acknowledgedAt !== null) {
    moments.push({ at: acknowledgedAt, tone: 'busy', text: `${acknowledgedBy ?? 'Somebody'} took it` });
  }
  if (lastSeenAt !== openedAt) {
    moments.push({ at: lastSeenAt, tone: 'idle', text: 'Last seen to be so' });
  }
  if (closedAt !== null) {
    const text = closedBy === null ? 'Closed by itself: it was gone' : `Closed by ${closedBy}`;
    moments.push({ at: closedAt, tone: 'good', text });
  }
  return moments.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function IncidentHistory({ incident }: { incident: Incident }): ReactNode {
  const { note } = incident;
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title" className="tuskar-section-title">
        What happened
      </h2>
      <ol className="tuskar-moments">
        {momentsOf(incident).map(({ at, tone, text }) => (
          <li key={text}>
            <ToneIcon tone={tone} /> <span>{text}</span> <TimeAgo at={at} />
          </li>
        ))}
      </ol>
      {note !== null && <blockquote className="tuskar-note">{note}</blockquote>}
    </section>
  );
}
