import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { TextField } from '../forms/TextField.tsx';
import { IntentEditor } from './IntentEditor.tsx';

/** A new cloud is a blueprint under a new name: nothing is touched until somebody approves and executes it. */
export function CloudNewPage() {
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { name: '' } });
  const plan = useAction('cloud.plan', {
    onSuccess: ({ id }) => navigate({ to: '/blueprints/$id', params: { id } }),
  });
  const submit = (intent: string) =>
    form.handleSubmit(({ name }) => plan.run({ params: { name }, body: { intent } }))();
  return (
    <>
      <PageHeading title="Plan a cloud" above={[{ text: 'Clouds', link: { to: '/clouds' } }]}>
        <p className="tuskar-quiet">
          The intent is compiled into a blueprint for you to read. Nothing is touched before it is approved
          and executed.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <div className="tuskar-form-width">
          <TextField
            label="Name of the cloud"
            help="Lower-case letters, digits and hyphens; the same as `name` in the intent."
            autoComplete="off"
            isRequired
            error={form.formState.errors.name}
            field={form.register('name', { required: 'Give the cloud a name.' })}
          />
        </div>
        <IntentEditor
          initial=""
          isPending={plan.isPending}
          error={plan.error}
          onPlan={(intent) => void submit(intent)}
        />
      </PageSection>
    </>
  );
}
