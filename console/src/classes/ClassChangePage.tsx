import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useAction } from '../api/use-action.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { ClassForm } from './ClassForm.tsx';
import { toBody, toValues } from './class-values.ts';
import { classQuery } from './queries.ts';

const route = getRouteApi('/shell/classes/$name/change');

export function ClassChangePage() {
  const params = route.useParams();
  const { name } = params;
  const navigate = useNavigate();
  const { data: shown } = useSuspenseQuery(classQuery(name));
  const back = () => navigate({ to: '/classes/$name', params });
  const update = useAction('class.update', { onSuccess: back });
  return (
    <>
      <PageHeading
        title={`Change ${name}`}
        above={[
          { text: 'Hardware classes', link: { to: '/classes' } },
          { text: name, link: { to: '/classes/$name', params } },
        ]}
      >
        <p className="tuskar-quiet">Every machine is classified anew.</p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-form-width">
        <ClassForm
          initial={toValues(shown)}
          isNew={false}
          submit="Save"
          isPending={update.isPending}
          error={update.error}
          onSubmit={(values) => update.run({ params, body: toBody(values) })}
          onBack={() => void back()}
        />
      </PageSection>
    </>
  );
}
