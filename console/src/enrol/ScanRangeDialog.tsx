import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextField } from '../forms/TextField.tsx';

export function ScanRangeDialog({ onClose }: { onClose: () => void }) {
  const form = useForm({ defaultValues: { cidr: '', note: '' } });
  const { errors } = form.formState;
  const allow = useAction('scan-range.add', { onSuccess: onClose });
  const submit = form.handleSubmit(({ cidr, note }) =>
    allow.run({ body: { cidr: cidr.trim(), ...(note.trim() === '' ? {} : { note: note.trim() }) } }),
  );
  return (
    <FormDialog
      title="Allow a range to be scanned"
      submit="Allow"
      isPending={allow.isPending}
      error={allow.error}
      lead={<p>Whoever may enrol machines may then look for BMCs there, and sign in to them.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Range"
        help="A network such as 198.18.48.0/24."
        autoComplete="off"
        isRequired
        error={errors.cidr}
        field={form.register('cidr', { required: 'Give the range.' })}
      />
      <TextField
        label="What it is"
        help="For other people: the out-of-band network of room 2."
        error={errors.note}
        field={form.register('note', { maxLength: { value: 1000, message: 'At most 1000 characters.' } })}
      />
    </FormDialog>
  );
}
