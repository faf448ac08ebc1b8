import type { Incident } from '@tuskar/contract/incident.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { SubjectLink } from '../components/SubjectLink.tsx';
import { Elapsed, TimeAgo } from '../components/Time.tsx';
import { IncidentActions } from './IncidentActions.tsx';
import { IncidentHistory } from './IncidentHistory.tsx';
import { IncidentMachine } from './IncidentMachine.tsx';
import { IncidentState } from './IncidentState.tsx';

const route = getRouteApi('/shell/incidents/$id');

export function IncidentPage() {
  const params = route.useParams();
  const { data: incident } = useSuspenseQuery(query('incident.show', { params }));
  const { title, reason, nextAction, closedAt, subject } = incident;
  return (
    <>
      <PageHeading
        title={`${subject.name}: ${title}`}
        above={[{ text: 'Incidents', link: { to: '/incidents' } }]}
        state={<IncidentState incident={incident} />}
        actions={<IncidentActions incident={incident} />}
      >
        <p className="tuskar-long">{reason}</p>
        {closedAt === null && (
          <p>
            <strong>Next:</strong> {nextAction}
          </p>
        )}
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <Facts facts={factsOf(incident)} />
        <IncidentHistory incident={incident} />
        {subject.type === 'machine' && <IncidentMachine name={subject.name} incident={incident.id} />}
      </PageSection>
    </>
  );
}

function factsOf({ subject, part, kind, openedAt, closedAt, lastSeenAt, acknowledgedBy }: Incident): Fact[] {
  return [
    {
      term: closedAt === null ? 'Open for' : 'Was open for',
      value: <Elapsed from={openedAt} to={closedAt} />,
    },
    { term: 'On', value: <SubjectLink subject={subject} /> },
    { term: 'Part', value: part ?? 'the whole' },
    { term: 'Last seen', value: <TimeAgo at={lastSeenAt} /> },
    { term: 'Taken by', value: acknowledgedBy ?? 'nobody' },
    { term: 'Kind', value: <code>{kind}</code> },
  ];
}
