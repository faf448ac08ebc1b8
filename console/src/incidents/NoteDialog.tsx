import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';

type NoteDialogProps = {
  title: string;
  children: ReactNode;
  confirm: string;
  dismiss?: string;
  /** What was said of it before. */
  note: string | null;
  isPending: boolean;
  error: Error | null;
  onConfirm: (given: { note?: string }) => void;
  onClose: () => void;
};

/** Asks for a word to the others, who see it beside the incident. */
export function NoteDialog({ children, confirm, note, onConfirm, ...dialog }: NoteDialogProps) {
  const form = useForm({ defaultValues: { note: note ?? '' } });
  const submit = form.handleSubmit((given) => {
    const text = given.note.trim();
    onConfirm(text === '' ? {} : { note: text });
  });
  return (
    <FormDialog {...dialog} submit={confirm} lead={children} onSubmit={submit}>
      <TextAreaField
        label="Note (optional)"
        help="What you know or do about it; everybody sees it."
        rows={3}
        error={form.formState.errors.note}
        field={form.register('note', { maxLength: { value: 2000, message: 'At most 2000 characters.' } })}
      />
    </FormDialog>
  );
}
