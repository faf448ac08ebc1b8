import type { BurnInDetail } from '@tuskar/contract/burn-in.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Fact, Facts } from '../components/Facts.tsx';
import { Elapsed, TimeAgo } from '../components/Time.tsx';
import { namePart } from '../parts/part-names.ts';
import { BurnInResults } from './BurnInResults.tsx';
import { FindingList } from './FindingList.tsx';
import { burnInQuery, comparisonQuery } from './queries.ts';

type BurnInViewProps = {
  id: string;
  /** Left out on the page of the machine itself. */
  hasMachine: boolean;
};

/** One burn-in: what was found, what could not be judged, and every value that was measured. */
export function BurnInView({ id, hasMachine }: BurnInViewProps) {
  const { data: burnIn } = useSuspenseQuery(burnInQuery(id));
  const { data: comparison } = useSuspenseQuery(comparisonQuery(id));
  const { findings, notes } = burnIn;
  return (
    <>
      <Facts facts={[...(hasMachine ? [machineFact(burnIn)] : []), ...factsOf(burnIn)]} />
      {findings.length > 0 && (
        <>
          <h2 className="tuskar-section-title">
            Findings <span className="tuskar-count">{findings.length}</span>
          </h2>
          <FindingList findings={findings} />
        </>
      )}
      {notes.length > 0 && (
        <Alert variant="info" isInline title="Not everything could be judged" component="h2">
          <ul className="tuskar-plain-list">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Alert>
      )}
      <BurnInResults burnIn={burnIn} measured={comparison.items} of={comparison.class} />
    </>
  );
}

function machineFact({ machine }: BurnInDetail): Fact {
  const value = (
    <Link to="/machines/$name" params={{ name: machine }}>
      {machine}
    </Link>
  );
  return { term: 'Machine', value };
}

function factsOf(burnIn: BurnInDetail): Fact[] {
  const { profile, requestedBy, startedAt, endedAt, createdAt, operation, partner, parts, reason } = burnIn;
  return [
    { term: 'Profile', value: profile },
    { term: 'Asked', value: <TimeAgo at={createdAt} /> },
    { term: 'By', value: requestedBy },
    {
      term: endedAt === null ? 'Runs for' : 'Took',
      value: startedAt === null ? 'not begun yet' : <Elapsed from={startedAt} to={endedAt} />,
    },
    {
      term: 'Operation',
      value: (
        <Link to="/operations/$id" params={{ id: operation }}>
          {endedAt === null ? 'Watch it' : 'Its steps and log'}
        </Link>
      ),
    },
    ...(partner === null
      ? []
      : [
          {
            term: 'Network partner',
            value: (
              <Link to="/machines/$name" params={{ name: partner }}>
                {partner}
              </Link>
            ),
          },
        ]),
    ...(parts === null
      ? []
      : [{ term: 'Only these parts', value: parts.map(namePart).join(', '), isWide: true }]),
    ...(reason === null ? [] : [{ term: 'Reason', value: reason, isWide: true }]),
  ];
}
