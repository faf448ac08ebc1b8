import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { shortId } from '../components/short-id.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { blueprintStates } from '../components/states.ts';
import { BlueprintActions } from './BlueprintActions.tsx';
import { BlueprintNotes } from './BlueprintNotes.tsx';
import { BlueprintSummary } from './BlueprintSummary.tsx';
import { BlueprintWaves } from './BlueprintWaves.tsx';
import { ChangeList } from './ChangeList.tsx';

const route = getRouteApi('/shell/blueprints/$id');

/** What would happen, for a person to read before it does. */
export function BlueprintPage() {
  const params = route.useParams();
  const { data: blueprint } = useSuspenseQuery(query('blueprint.show', { params }));
  const { data: diff } = useSuspenseQuery(query('blueprint.diff', { params }));
  const cloud = { name: blueprint.cloud };
  return (
    <>
      <PageHeading
        title={`Blueprint ${shortId(blueprint.id)}`}
        above={[
          { text: 'Clouds', link: { to: '/clouds' } },
          { text: blueprint.cloud, link: { to: '/clouds/$name', params: cloud } },
          { text: 'Blueprints', link: { to: '/clouds/$name/blueprints', params: cloud } },
        ]}
        state={<StateLabel look={blueprintStates[blueprint.state]} />}
        actions={<BlueprintActions blueprint={blueprint} />}
      >
        <BlueprintSummary blueprint={blueprint} />
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <BlueprintNotes blueprint={blueprint} />
        <ChangeList hosts={diff.hosts} hasParent={diff.parent !== null} />
        {diff.waves.length > 0 && <BlueprintWaves waves={diff.waves} />}
      </PageSection>
    </>
  );
}
