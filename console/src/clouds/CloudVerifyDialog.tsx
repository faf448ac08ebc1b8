import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';

type Values = { suite: 'acceptance' | 'tempest'; tests: string };

export function CloudVerifyDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const navigate = useNavigate();
  const form = useForm<Values>({ defaultValues: { suite: 'acceptance', tests: '' } });
  const suite = form.watch('suite');
  const verify = useAction('cloud.verify', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const submit = form.handleSubmit(({ tests }) =>
    verify.run({
      params: { name },
      body: suite === 'tempest' && tests !== '' ? { suite, tests } : { suite },
    }),
  );
  return (
    <FormDialog
      title={`Verify the cloud ${name}`}
      submit={'Verify'}
      isPending={verify.isPending}
      error={verify.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="Suite"
        help={
          suite === 'acceptance'
            ? 'Uses the cloud as a person would: an image, a network, a server that answers; all of it is deleted again.'
            : "OpenStack's own tests, run against the cloud; their results are kept test by test."
        }
        control={form.control}
        name="suite"
        options={[
          { value: 'acceptance', text: 'Acceptance' },
          { value: 'tempest', text: 'Tempest' },
        ]}
      />
      {suite === 'tempest' && (
        <TextField
          label="Tests (optional)"
          help="A regular expression of the tests to run."
          error={form.formState.errors.tests}
          field={form.register('tests', { maxLength: { value: 500, message: 'At most 500 characters.' } })}
        />
      )}
    </FormDialog>
  );
}
