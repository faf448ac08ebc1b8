import type { PowerTarget } from '@tuskar/contract/machine-bulk.ts';
import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { SelectField } from '../forms/SelectField.tsx';

const targets: Record<PowerTarget, { text: string; help: string }> = {
  on: { text: 'Switch on', help: 'It boots from its disk, or as the bare-metal service has it.' },
  'soft-off': { text: 'Shut down', help: 'Its system is asked to end, and given the time to.' },
  'soft-reboot': { text: 'Reboot its system', help: 'Its system is asked to end, and starts again.' },
  off: { text: 'Cut the power', help: 'At once. What its system had not written yet is lost.' },
  reboot: {
    text: 'Cut the power and switch on',
    help: 'At once. What its system had not written yet is lost.',
  },
};
const choices = Object.keys(targets) as PowerTarget[];

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
      submit={targets[target].text}
      isDanger={target === 'off' || target === 'reboot'}
      isPending={change.isPending}
      error={change.error}
      lead={<p>Its power is {power === 'unknown' ? 'not known' : power} now.</p>}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="What to do"
        help={targets[target].help}
        control={form.control}
        name="target"
        options={choices.map((value) => ({ value, text: targets[value].text }))}
      />
    </FormDialog>
  );
}
