import { useAction } from '../api/use-action.ts';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';

type LabMachineRemoveDialogProps = { name: string; onClose: () => void };

export function LabMachineRemoveDialog({ name, onClose }: LabMachineRemoveDialogProps) {
  const remove = useAction('lab.machine.remove', { onSuccess: onClose });
  return (
    <ConfirmDialog
      title={`Remove the lab machine ${name}?`}
      confirm="Remove"
      isDanger
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.run({ params: { name } })}
      onClose={onClose}
    >
      <p>Its power is cut, and its disks are gone with it. A machine that was enrolled for it stays known.</p>
    </ConfirmDialog>
  );
}
