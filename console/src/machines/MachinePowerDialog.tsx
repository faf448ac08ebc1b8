import type { PowerTarget } from '@tuskar/contract/machine-bulk.ts';
import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { cutsPower, powerChoices, powerTargets } from './power-targets.ts';

export function MachinePowerDialog({ machine, onClose }: { machine: MachineDetail; onClose: () => void }) {
  const { name, power } = machine;
  const navigate = useNavigate();
  const form = useForm<{ target: PowerTarget }>({
    defaultValues: { target: power === 'on' ? 'soft-off' : 'on' },
  });
  const target = form.watch('target');
  const change = useAction('machine.power', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const submit = form.handleSubmit((body) => change.run({ params: { name }, body }));
  return (
    <FormDialog
      title={`Switch the power of ${name}`}
      submit={powerTargets[target].text}
      isDanger={cutsPower(target)}
      isPending={change.isPending}
      error={change.error}
      lead={<p>Its power is {power === 'unknown' ? 'not known' : power} now.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="What to do"
        help={powerTargets[target].help}
        control={form.control}
        name="target"
        options={powerChoices}
      />
    </FormDialog>
  );
}
