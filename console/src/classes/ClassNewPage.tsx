import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useAction } from '../api/use-action.ts';
import { countOf } from '../components/count.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { ClassForm } from './ClassForm.tsx';
import { toBody, toValues } from './class-values.ts';
import { proposalsQuery } from './queries.ts';

const route = getRouteApi('/shell/classes/new');

const nothing = { name: '', rules: {}, requirements: { parts: [], firmware: [], limits: [] } };

/** A new class, from nothing or from what is proposed. */
export function ClassNewPage() {
  const { from } = route.useSearch();
  const navigate = useNavigate();
  const { items } = useSuspenseQuery(proposalsQuery).data;
  const proposal = items.find(({ name }) => name === from);
  const create = useAction('class.create', {
    onSuccess: ({ name }) => navigate({ to: '/classes/$name', params: { name } }),
  });
  return (
    <>
      <PageHeading
        title="Make a hardware class"
        above={[{ text: 'Hardware classes', link: { to: '/classes' } }]}
      >
        <p className="tuskar-quiet">
          {proposal === undefined
            ? 'Machines that fit become its members at once.'
            : `Proposed for ${countOf(proposal.machines.length, 'machine')}: ${proposal.machines.join(', ')}.`}
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-form-width">
        <ClassForm
          key={from}
          initial={toValues(proposal ?? nothing)}
          isNew
          submit="Make"
          isPending={create.isPending}
          error={create.error}
          onSubmit={(values) => create.run({ body: { ...toBody(values), name: values.name } })}
          onBack={() => void navigate({ to: '/classes' })}
        />
      </PageSection>
    </>
  );
}
