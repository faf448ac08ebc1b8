import { useQuery } from '@tanstack/react-query';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { FaultsDialog } from '../faults/FaultsDialog.tsx';

type MachineFaultsDialogProps = { name: string; onClose: () => void };

/** What is wrong with a simulated machine: for people who have no hardware that breaks. */
export function MachineFaultsDialog({ name, onClose }: MachineFaultsDialogProps) {
  const params = { name };
  // Read anew: no event tells of them, and the form begins with what there is.
  const { data, isFetchedAfterMount } = useQuery({
    ...query('machine.faults', { params }),
    refetchOnMount: 'always',
    throwOnError: true,
  });
  const apply = useAction('machine.fault', { onSuccess: onClose });
  if (data === undefined || !isFetchedAfterMount) return null;
  return (
    <FaultsDialog
      machine={name}
      faults={data.faults}
      lead={
        <p>
          This machine is simulated: what is chosen here is wrong with it from its next inspection, burn-in or
          other work on. With none it is repaired, but for what it was delivered with.
        </p>
      }
      isPending={apply.isPending}
      error={apply.error}
      onApply={(given) => apply.run({ params, body: { faults: given } })}
      onClose={onClose}
    />
  );
}
