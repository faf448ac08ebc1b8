import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { TextField } from '../forms/TextField.tsx';
import { notify } from '../shell/toasts.ts';
import { passwordRules } from './roles.ts';

export function PasswordPage() {
  const form = useForm({ defaultValues: { current: '', password: '' } });
  const { errors } = form.formState;
  const change = useAction('user.change-own-password', {
    onSuccess: () => {
      form.reset();
      notify({ tone: 'success', title: 'Your password is changed' });
    },
  });
  const submit = form.handleSubmit((body) => change.run({ body }));
  return (
    <>
      <PageHeading title="Change your password" />
      <PageSection hasBodyWrapper={false} className="tuskar-form-width tuskar-stack">
        {change.error !== null && <ProblemAlert problem={change.error} />}
        <Form onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            label="Current password"
            type="password"
            autoComplete="current-password"
            isRequired
            error={errors.current}
            field={form.register('current', { required: 'Give your current password.' })}
          />
          <TextField
            label="New password"
            help="At least 12 characters."
            type="password"
            autoComplete="new-password"
            isRequired
            error={errors.password}
            field={form.register('password', passwordRules)}
          />
          <div className="tuskar-actions">
            <ActionButton type="submit" isLoading={change.isPending}>
              Change
            </ActionButton>
          </div>
        </Form>
      </PageSection>
    </>
  );
}
