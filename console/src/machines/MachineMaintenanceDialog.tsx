import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { isPast, toTimestamp } from '../forms/moment.ts';

export function MachineMaintenanceDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const form = useForm({ defaultValues: { reason: '', until: '' } });
  const { errors } = form.formState;
  const begin = useAction('machine.set-maintenance', { onSuccess: onClose });
  const submit = form.handleSubmit(({ reason, until }) =>
    begin.run({
      params: { name },
      body: { reason: reason.trim(), ...(until === '' ? {} : { until: toTimestamp(until) }) },
    }),
  );
  return (
    <FormDialog
      title={`Begin maintenance of ${name}?`}
      submit="Begin"
      isPending={begin.isPending}
      error={begin.error}
      lead={<p>Nothing is begun on it meanwhile, and nobody but you switches its power.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextAreaField
        label="Reason"
        help="What is done on it; everybody who looks at the machine reads it."
        isRequired
        error={errors.reason}
        field={form.register('reason', {
          maxLength: { value: 1000, message: 'At most 1000 characters.' },
          validate: (value) => value.trim() !== '' || 'Say why.',
        })}
      />
      <TextField
        label="Until (optional)"
        help="It then ends by itself."
        type="datetime-local"
        error={errors.until}
        field={form.register('until', {
          validate: (value) => value === '' || !isPast(value) || 'This is past.',
        })}
      />
    </FormDialog>
  );
}
