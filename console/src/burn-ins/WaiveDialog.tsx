import type { BurnInFinding } from '@tuskar/contract/burn-in.ts';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { dateIn, isPast, toTimestamp } from '../forms/moment.ts';
import { useSession } from '../session/session.ts';

const usualDays = 30;

export function WaiveDialog({ finding, onClose }: { finding: BurnInFinding; onClose: () => void }) {
  const { id, machine, title } = finding;
  const { user } = useSession();
  const form = useForm({ defaultValues: { reason: '', owner: user, expires: dateIn(usualDays) } });
  const { errors } = form.formState;
  const waive = useAction('finding.waive', { onSuccess: onClose });
  const submit = form.handleSubmit(({ reason, owner, expires }) =>
    waive.run({
      params: { id },
      body: { reason: reason.trim(), owner: owner.trim(), expiresAt: toTimestamp(expires) },
    }),
  );
  return (
    <FormDialog
      title="Waive this finding?"
      submit="Waive"
      isDanger
      isPending={waive.isPending}
      error={waive.error}
      lead={
        <>
          <p>
            <strong>{title}</strong>
          </p>
          <p>
            It no longer keeps {machine} from being accepted; with none left open, the machine is ready. When
            the waiver ends, a machine that is still ready goes back into quarantine.
          </p>
        </>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <TextAreaField
        label="Reason"
        help="Why it may stay so until then. Kept with the finding and in the audit trail."
        isRequired
        error={errors.reason}
        field={form.register('reason', {
          maxLength: { value: 1000, message: 'At most 1000 characters.' },
          validate: (value) => value.trim().length >= 3 || 'Say why, in three characters or more.',
        })}
      />
      <TextField
        label="Owner"
        help="Who sees to it until then."
        isRequired
        autoComplete="off"
        error={errors.owner}
        field={form.register('owner', { validate: (value) => value.trim() !== '' || 'Say who.' })}
      />
      <TextField
        label="Until"
        help="The last day of the waiver; it ends by itself."
        type="date"
        isRequired
        error={errors.expires}
        field={form.register('expires', {
          validate: (value) => (value !== '' && !isPast(value)) || 'Give a day that is to come.',
        })}
      />
    </FormDialog>
  );
}
