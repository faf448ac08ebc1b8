import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { RouteDialog } from '../components/RouteDialog.tsx';
import { CheckField } from '../forms/CheckField.tsx';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';

type MachineRescueDialogProps = {
  asked: 'rescue' | 'unrescue';
  machine: MachineDetail;
  onClose: () => void;
};

export function MachineRescueDialog({ asked, machine, onClose }: MachineRescueDialogProps) {
  const { name } = machine;
  const navigate = useNavigate();
  if (asked === 'rescue') return <RescueDialog machine={machine} onClose={onClose} />;
  return (
    <RouteDialog
      title={`Boot ${name} from its own disk again?`}
      confirm="Boot its own system"
      route="machine.unrescue"
      request={() => ({ params: { name } })}
      onDone={({ id }) => navigate({ to: '/operations/$id', params: { id } })}
      onClose={onClose}
    >
      <p>The rescue system ends at once, with whatever runs in it. Its password is forgotten.</p>
    </RouteDialog>
  );
}

function RescueDialog({ machine, onClose }: Omit<MachineRescueDialogProps, 'asked'>) {
  const { name, host } = machine;
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { reason: '', force: false } });
  const { errors } = form.formState;
  const rescue = useAction('machine.rescue', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const submit = form.handleSubmit(({ reason, force }) =>
    rescue.run({ params: { name }, body: { reason: reason.trim(), force } }),
  );
  return (
    <FormDialog
      title={`Boot ${name} into the rescue system?`}
      submit="Boot the rescue system"
      isDanger
      isPending={rescue.isPending}
      error={rescue.error}
      lead={
        <p>
          Its own system is switched off. It then runs from memory, lets in the user rescue with a password
          that Tuskar makes, and leaves its disks as they are. Where that fails it boots its own system again.
        </p>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <TextAreaField
        label="Reason"
        help="What is to be repaired; everybody who looks at the machine reads it."
        isRequired
        error={errors.reason}
        field={form.register('reason', {
          maxLength: { value: 1000, message: 'At most 1000 characters.' },
          validate: (value) => value.trim() !== '' || 'Say why.',
        })}
      />
      {host !== null && (
        <CheckField
          label={`Although ${host} carries instances, or cannot be asked`}
          control={form.control}
          name="force"
        />
      )}
    </FormDialog>
  );
}
