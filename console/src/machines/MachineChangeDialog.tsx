import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { labelChanges, readLabels, writeLabels } from './labels.ts';

export function MachineChangeDialog({ machine, onClose }: { machine: MachineDetail; onClose: () => void }) {
  const { name, labels, note } = machine;
  const form = useForm({ defaultValues: { labels: writeLabels(labels), note: note ?? '' } });
  const { errors } = form.formState;
  const update = useAction('machine.update', { onSuccess: onClose });
  const submit = form.handleSubmit((given) =>
    update.run({
      params: { name },
      body: {
        labels: labelChanges(labels, readLabels(given.labels) ?? {}),
        note: given.note.trim() === '' ? null : given.note.trim(),
      },
    }),
  );
  return (
    <FormDialog
      title={`Labels and note of ${name}`}
      submit="Save"
      isPending={update.isPending}
      error={update.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextAreaField
        label="Labels"
        help="A line each: key=value. Lists and classes can be narrowed by them."
        rows={4}
        error={errors.labels}
        field={form.register('labels', {
          validate: (text) => readLabels(text) !== undefined || 'A line each: key=value.',
        })}
      />
      <TextAreaField
        label="Note"
        help="For whoever comes after you."
        rows={4}
        error={errors.note}
        field={form.register('note', { maxLength: { value: 4000, message: 'At most 4000 characters.' } })}
      />
    </FormDialog>
  );
}
