import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { formatCount } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { IncidentFilterBar } from './IncidentFilterBar.tsx';
import { IncidentTable } from './IncidentTable.tsx';
import { incidentPagesQuery } from './queries.ts';

const route = getRouteApi('/shell/incidents');

export function IncidentsPage() {
  const search = route.useSearch();
  const { rows, more, hasMore, isLoadingMore } = usePages(incidentPagesQuery(search));
  const isFiltered = Object.keys(search).length > 0;
  return (
    <>
      <PageHeading title="Incidents">
        <p className="tuskar-quiet">
          What is wrong and needs a person, newest first. Most close by themselves when what was wrong is seen
          to be right again.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <IncidentFilterBar
          search={search}
          count={`${formatCount(rows.length)}${hasMore ? ' or more' : ''} shown`}
        />
        {rows.length > 0 && <IncidentTable label="Incidents" incidents={rows} onEnd={more} />}
        {isLoadingMore && <p className="tuskar-quiet">Loading more…</p>}
        {rows.length === 0 && isFiltered && (
          <Empty title="No such incident">No incident fits the filter.</Empty>
        )}
        {rows.length === 0 && !isFiltered && (
          <Empty title="Nothing is known to be wrong" command="tuskar incident list --all">
            Tuskar watches the power, sensors and logs of every machine, and opens an incident for what needs
            a person. Those of the past are under “Closed”, and on the command line:
          </Empty>
        )}
      </PageSection>
    </>
  );
}
