import type { Cloud } from '@tuskar/contract/cloud.ts';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { type ConnectionValues, connectionOf, emptyConnection } from './connection.ts';
import { ExternalFields } from './ExternalFields.tsx';
import { UndercloudReportView } from './UndercloudReportView.tsx';

const kinds = [
  { value: 'external', text: 'An Ironic that somebody else runs' },
  { value: 'managed', text: 'The undercloud of a cloud that Tuskar deployed' },
];

export function ConnectForm({ clouds }: { clouds: Cloud[] }) {
  const navigate = useNavigate();
  const form = useForm<ConnectionValues>({
    defaultValues: { ...emptyConnection, cloud: clouds[0]?.name ?? '' },
  });
  const kind = form.watch('kind');
  const test = useAction('undercloud.test');
  const connect = useAction('undercloud.connect', { onSuccess: () => navigate({ to: '/undercloud' }) });
  const error = connect.error ?? test.error;
  const tryIt = form.handleSubmit((typed) => {
    connect.reset();
    test.run({ body: connectionOf(typed) });
  });
  const submit = form.handleSubmit((typed) => {
    test.reset();
    connect.run({ body: connectionOf(typed) });
  });
  return (
    <>
      <Form className="tuskar-form-width" onSubmit={(event) => void submit(event)} noValidate>
        <SelectField label="Which" control={form.control} name="kind" options={kinds} />
        {kind === 'managed' ? (
          <SelectField
            label="Cloud"
            help="A deployed cloud with a host of the role undercloud."
            control={form.control}
            name="cloud"
            options={
              clouds.length === 0
                ? [{ value: '', text: 'There is no cloud' }]
                : clouds.map(({ name }) => ({ value: name, text: name }))
            }
          />
        ) : (
          <ExternalFields form={form} />
        )}
        {error !== null && <ProblemAlert problem={error} />}
        <div className="tuskar-actions">
          <ActionButton type="submit" permission="hardware.operate" isLoading={connect.isPending}>
            Connect
          </ActionButton>
          <ActionButton
            variant="secondary"
            permission="hardware.operate"
            hint="Asks it what it can, and keeps nothing."
            isLoading={test.isPending}
            onClick={() => void tryIt()}
          >
            Test
          </ActionButton>
        </div>
      </Form>
      {test.reply !== undefined && (
        <section className="tuskar-stack" aria-label="What the test found" role="status">
          <UndercloudReportView report={test.reply} />
        </section>
      )}
    </>
  );
}
