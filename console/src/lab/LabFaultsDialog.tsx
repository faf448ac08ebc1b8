import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import { useAction } from '../api/use-action.ts';
import { FaultsDialog } from '../faults/FaultsDialog.tsx';

type LabFaultsDialogProps = { machine: LabMachine; onClose: () => void };

export function LabFaultsDialog({ machine: { name, faults }, onClose }: LabFaultsDialogProps) {
  const apply = useAction('lab.machine.fault', { onSuccess: onClose });
  return (
    <FaultsDialog
      machine={name}
      faults={faults}
      lead={<p>Each can be switched on and off while the machine runs. With none it is repaired.</p>}
      isPending={apply.isPending}
      error={apply.error}
      onApply={(given) => apply.run({ params: { name }, body: { faults: given } })}
      onClose={onClose}
    />
  );
}
