import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { MachineChangeForm } from './MachineChangeForm.tsx';

const route = getRouteApi('/shell/machines/$name/change');

export function MachineChangePage() {
  const params = route.useParams();
  const { name } = params;
  const { data: machine } = useSuspenseQuery(query('machine.show', { params }));
  return (
    <>
      <PageHeading
        title={`Change ${name}`}
        above={[
          { text: 'Machines', link: { to: '/machines' } },
          { text: name, link: { to: '/machines/$name', params } },
        ]}
      />
      <PageSection hasBodyWrapper={false} className="tuskar-form-width">
        <MachineChangeForm machine={machine} />
      </PageSection>
    </>
  );
}
