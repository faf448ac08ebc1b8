import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useEveryPage } from '../api/every-page.ts';
import { query } from '../api/query.ts';
import { NoClouds } from '../clouds/NoClouds.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { everyHostQuery } from '../hosts/queries.ts';
import { openIncidentsQuery } from '../incidents/queries.ts';
import { everyMachineFacetsQuery } from '../machines/queries.ts';
import { recentOperationsQuery, underWay } from '../operations/queries.ts';
import { undercloudQuery } from '../undercloud/queries.ts';
import { attentionOf } from './attention.ts';
import { needsUndercloud } from './hardware-attention.ts';
import { AttentionPanel } from './AttentionPanel.tsx';
import { CloudPanel } from './CloudPanel.tsx';
import { Figures } from './Figures.tsx';
import { RunningPanel } from './RunningPanel.tsx';

/** What is there, how it is, what goes on, and what waits for a person. */
export function OverviewPage() {
  const { items: clouds } = useSuspenseQuery(query('cloud.list')).data;
  const { items: operations } = useSuspenseQuery(recentOperationsQuery).data;
  const { items: images } = useSuspenseQuery(query('image.list')).data;
  const { rows: hosts } = useEveryPage(everyHostQuery);
  const { data: machines } = useSuspenseQuery(everyMachineFacetsQuery);
  const { data: incidents } = useSuspenseQuery(openIncidentsQuery);
  const { data: undercloud = null } = useQuery({ ...undercloudQuery, enabled: needsUndercloud(machines) });
  const attention = useMemo(
    () => attentionOf({ clouds, operations, hosts, incidents, machines, undercloud }),
    [clouds, operations, hosts, incidents, machines, undercloud],
  );
  return (
    <>
      <PageHeading title="Overview">
        <Figures clouds={clouds} hosts={hosts} machines={machines} images={images} operations={operations} />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <div className="tuskar-overview">
          <AttentionPanel items={attention} />
          <RunningPanel running={underWay(operations)} last={operations[0]} />
        </div>
        <h2 className="tuskar-section-title">Clouds</h2>
        {clouds.length === 0 ? (
          <NoClouds />
        ) : (
          <div className="tuskar-clouds">
            {clouds.map((cloud) => (
              <CloudPanel key={cloud.name} cloud={cloud} />
            ))}
          </div>
        )}
      </PageSection>
    </>
  );
}
