import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { burnInStates } from '../components/states.ts';
import { BurnInView } from './BurnInView.tsx';
import { burnInQuery } from './queries.ts';

const route = getRouteApi('/shell/burn-ins/$id');

export function BurnInPage() {
  const { id } = route.useParams();
  const { data: burnIn } = useSuspenseQuery(burnInQuery(id));
  return (
    <>
      <PageHeading
        title={`Burn-in of ${burnIn.machine}`}
        above={[{ text: 'Burn-in', link: { to: '/burn-ins' } }]}
        state={<StateLabel look={burnInStates[burnIn.state]} />}
      />
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <BurnInView id={id} hasMachine />
      </PageSection>
    </>
  );
}
