import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';

export type ConfirmDialogProps = {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb on the button. */
  confirm: string;
  isDanger?: boolean;
  /** Whether a reason is asked for; it is kept in the audit trail. */
  reason?: 'optional' | 'required' | undefined;
  /** What has to be typed before it happens, where it cannot be undone. */
  typed?: string;
  isPending: boolean;
  error: Error | null;
  onConfirm: (given: { reason?: string }) => void;
  onClose: () => void;
};

/** Says what will happen, and asks whether it should. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, isDanger = false, reason, typed, onConfirm, ...dialog } = props;
  const form = useForm({ defaultValues: { reason: '', typed: '' } });
  const { errors } = form.formState;
  const submit = form.handleSubmit((given) => {
    const text = given.reason.trim();
    onConfirm(text === '' ? {} : { reason: text });
  });
  return (
    <FormDialog
      {...dialog}
      title={title}
      submit={confirm}
      isDanger={isDanger}
      lead={children}
      onSubmit={submit}
    >
      {reason !== undefined && (
        <TextAreaField
          label={reason === 'optional' ? 'Reason (optional)' : 'Reason'}
          help="Kept in the audit trail."
          isRequired={reason === 'required'}
          error={errors.reason}
          field={form.register('reason', {
            maxLength: { value: 1000, message: 'At most 1000 characters.' },
            validate: (value) => reason === 'optional' || value.trim() !== '' || 'Say why.',
          })}
        />
      )}
      {typed !== undefined && (
        <TextField
          label={`Type ${typed} to confirm`}
          autoComplete="off"
          error={errors.typed}
          field={form.register('typed', { validate: (value) => value === typed || `Type ${typed}.` })}
        />
      )}
    </FormDialog>
  );
}
