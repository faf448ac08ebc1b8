import { LabSimulated } from '@tuskar/contract/lab-machine.ts';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { fits } from '../forms/checks.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { TextField } from '../forms/TextField.tsx';

type LabSimulateDialogProps = { simulated: LabSimulated; onClose: () => void };

export function LabSimulateDialog({ simulated, onClose }: LabSimulateDialogProps) {
  const form = useForm({
    defaultValues: { count: String(simulated.count), seed: String(simulated.seed || 1) },
  });
  const { errors } = form.formState;
  const simulate = useAction('lab.machine.simulate', { onSuccess: onClose });
  const submit = form.handleSubmit(({ count, seed }) =>
    simulate.run({ body: { count: Number(count), seed: Number(seed) } }),
  );
  return (
    <FormDialog
      title="Simulated machines"
      submit="Set"
      isPending={simulate.isPending}
      error={simulate.error}
      lead={<p>Fewer removes the last ones. Machines that were enrolled for them stay known.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="How many"
        isRequired
        error={errors.count}
        field={form.register('count', {
          validate: (text) => fits(LabSimulated.shape.count)(text.trim() === '' ? NaN : Number(text)),
        })}
      />
      <TextField
        label="Seed"
        help="Another seed is another fleet."
        error={errors.seed}
        field={form.register('seed', { validate: (text) => fits(LabSimulated.shape.seed)(Number(text)) })}
      />
    </FormDialog>
  );
}
